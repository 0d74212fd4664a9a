"""`python -m game` is `twohats`."""

from game.cli import main

main()
