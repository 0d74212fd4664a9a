"""Taking part in a session over HTTP: acting so that nothing is done twice, following by the log's number."""
