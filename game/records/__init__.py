"""What is kept: plays with the editions they were played in, what was typed, and settings.

`open_records` in `store` gives what is kept on this computer. `Keeping` in `keeping` follows one play for a front end.
"""
