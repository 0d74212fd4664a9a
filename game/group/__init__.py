"""Group sessions: what a session is, the service that holds it, the page and the clients that take part."""
