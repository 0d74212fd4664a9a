"""Words for what the engine knows, as plain strings: shared by screens, plain mode and documents. Pure."""
