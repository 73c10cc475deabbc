"""Typed text that has not been sent yet: kept in the person's own audience, gone when it is sent or after 14 days."""
