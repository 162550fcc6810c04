"""Questions in, answers out, on a projection of one revision of the graph."""
