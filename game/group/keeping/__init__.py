"""What is kept of sessions: the log that is the session, and what may act on it. SQLite, or PostgreSQL by its URL.

The engine is SQLAlchemy's synchronous one, used from one writing thread: SQLite has no other way of working, the two
databases then share every line, and a thread that takes all who wait at once is what makes one commit serve many.
"""
