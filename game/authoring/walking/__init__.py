"""What is found in a file by playing it: on every path where that can be done in time, else in seeded plays."""
