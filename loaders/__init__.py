"""A source in, claims out: every reader of files and texts."""
