"""The lock of responsibility: what answers amount to is asked of these functions, and by the functions of the domains alone."""

from samspil.access.declaring import functions, open_table, schema

# A colleague says themselves that they are away; their leaders and the administrators may say it for them.
STAFF = (
    "SELECT array_remove(array_agg(DISTINCT u.leadership_id) || min(s.person_audience_id) || min(b.administration_id), NULL) "
    "FROM organisations_staff s JOIN organisations_body b ON b.id = s.body_id "
    "LEFT JOIN organisations_post p ON p.staff_id = s.id LEFT JOIN organisations_unit u ON u.id = p.unit_id "
    "WHERE s.id = responsibility_absence.staff_id"
)

LOCK = [
    *schema("responsibility"),
    *open_table("responsibility_absence", answers=STAFF, once=("staff_id",)),
    *functions(
        "responsibility",
        "responsibility/sql/responsibility.sql",
        "responsibility/sql/acting.sql",
        samspil_app=("step_in", "my_units", "relieve"),
    ),
]
