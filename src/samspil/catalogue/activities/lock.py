"""The lock of activities: each belongs to the team that started it."""

from samspil.access.declaring import confidential

LOCK = [
    *confidential("activities_activity"),
    *confidential("activities_intoclub", unties=("activity_id",)),  # a number outlives the activity it came from
]
