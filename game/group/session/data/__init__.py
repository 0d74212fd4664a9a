"""The data of each kind of event, as frozen values."""
