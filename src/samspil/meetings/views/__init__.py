"""Pages of the meeting: before it (agenda), during it (table), after it (minutes)."""
