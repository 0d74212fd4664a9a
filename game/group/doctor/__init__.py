"""What to find out before the room is full: this computer, its addresses, and what a phone on this network gets."""
