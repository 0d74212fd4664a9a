"""The session itself: a pure fold over its log. No clock, file, network or chance; times and ids come with events."""
