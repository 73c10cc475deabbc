"""Pages on which administrators change what the municipality has settled."""
