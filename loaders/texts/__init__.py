"""French texts in, cited facts out: reading, gazetteers, grammar, claims."""
