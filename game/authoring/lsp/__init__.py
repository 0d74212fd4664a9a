"""The language server: what an editor asks about a scenario while it is being written."""
