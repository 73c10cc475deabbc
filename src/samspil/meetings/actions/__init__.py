"""The writers of the meeting, by its phases: preparing, sitting, deciding, closing."""
