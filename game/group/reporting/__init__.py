"""The report of a session: what happened, both votes, what came of it, and the debrief, in several forms."""
