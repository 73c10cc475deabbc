"""Pages of lists and concerns."""
