"""What watching a file needs: noticing a save, reading it, beginning anywhere, and playing the moves so far again."""
