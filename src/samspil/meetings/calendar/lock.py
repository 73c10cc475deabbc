"""The lock: those who answer for the forum write what happened; each colleague puts aside for themselves."""

from samspil.access.declaring import open_table

ANSWERS = (
    "SELECT ARRAY[f.door_id, b.administration_id] FROM meetings_meeting m JOIN organisations_forum f ON f.id = m.forum_id "
    "JOIN organisations_body b ON b.id = f.body_id WHERE m.id = calendar_change.meeting_id"
)
SEEN_BY = "SELECT ARRAY[s.person_audience_id] FROM organisations_staff s WHERE s.id = calendar_seen.staff_id"

LOCK = [
    *open_table("calendar_change", answers=ANSWERS, once=("meeting_id",)),
    *open_table("calendar_seen", answers=SEEN_BY, once=("change_id", "staff_id")),
]
