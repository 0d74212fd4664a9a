"""Advice about a scenario that can be played: what its author may have overlooked, one question to a file."""
