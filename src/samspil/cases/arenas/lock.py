"""The lock: a line belongs to the case's unit."""

from samspil.access.declaring import confidential

LOCK = confidential("arenas_line")
