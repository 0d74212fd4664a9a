"""What leaves the program: debriefs and replays as text and JSON."""
