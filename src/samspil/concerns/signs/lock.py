"""The lock of early signs: each belongs to the unit of who wrote it, and what was seen is written once."""

from samspil.access.declaring import confidential, fixed

LOCK = [
    *confidential("signs_earlysign", unties=("concern_id",)),  # the concern goes by a rule of its own
    *fixed("signs_earlysign", "text", "district_id", "place", "theme", "seen_on", "staff_id", "unit_id"),
]
