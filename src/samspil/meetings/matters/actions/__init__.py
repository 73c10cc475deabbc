"""The writers of meetings that name nobody."""
