"""The outside: HTTP routes, the command line and the settings."""
