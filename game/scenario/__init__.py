"""What a scenario is, as frozen values. Pure: knows nothing but the standard library."""
