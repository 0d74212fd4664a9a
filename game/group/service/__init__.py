"""The service that sessions are held by: `POST` to act, one cursor to follow by, the same for everyone."""
