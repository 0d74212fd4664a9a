"""What a play meant: the debrief, computed from the play alone. Pure."""
