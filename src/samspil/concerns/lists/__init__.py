"""A list between reading and receiving: its lines, what happened, and what has changed since the last one. Pure."""
