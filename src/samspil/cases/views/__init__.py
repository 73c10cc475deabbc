"""Pages of cases: parse, one query or one action, template or redirect."""
