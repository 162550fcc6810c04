"""Why no server could be had."""


class Neo4jUnavailable(Exception):
    """No Neo4j here; the message is one French line that a skipped test or `make neo4j` shows."""
