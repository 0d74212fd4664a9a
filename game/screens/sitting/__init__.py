"""What the wall and the desk have in common: following a session, and its parts as paragraphs."""
