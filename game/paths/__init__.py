"""Every path of a scenario: exploring, play-testing, promises, tests, and the doors that a decision closed.

Pure, but for NumPy, which is imported here and nowhere else: no clock, no file; who calls owns time and memory.
"""
