"""The map of a scenario: what leads where, what comes back, and how much there is to read."""
