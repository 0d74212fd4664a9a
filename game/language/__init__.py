"""What an author writes: YAML with positions, the models that are the language, and a scenario or diagnostics."""
