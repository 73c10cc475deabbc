"""The lock: what was changed in a profile is written by the administrators, once."""

from samspil.access.declaring import open_table

ADMINISTERED = (
    "SELECT ARRAY[b.administration_id] FROM organisations_profileversion v "
    "JOIN organisations_body b ON b.id = v.body_id WHERE v.id = profiles_change.version_id"
)

LOCK = open_table("profiles_change", answers=ADMINISTERED, once=("version_id", "made_by_id"))
