"""The lock: a reference belongs to the case's unit."""

from samspil.access.declaring import confidential

LOCK = confidential("references_reference")
