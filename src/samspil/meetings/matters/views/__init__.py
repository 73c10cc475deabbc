"""Pages of meetings that name nobody."""
