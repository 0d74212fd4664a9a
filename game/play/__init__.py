"""What happens: state, moves, time, chance. A rule of the game lives here, once. Pure."""
