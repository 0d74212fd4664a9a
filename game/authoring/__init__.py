"""What authors run, and what their guide is made from."""
