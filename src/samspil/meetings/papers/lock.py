"""The lock of this package's tables."""

from samspil.access.declaring import confidential

LOCK = [*confidential("papers_preparation"), *confidential("papers_paper")]
