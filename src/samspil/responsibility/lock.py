"""The lock of responsibility: what answers amount to is asked of these functions, and by the functions of the domains alone."""

from samspil.access.declaring import functions, open_table, schema

# A colleague says themselves that they are away; others say it for them by the rule in `sql/away.sql`, and take back what they wrote.
STAFF = "SELECT responsibility.ends_away(responsibility_absence.id, responsibility_absence.staff_id)"

LOCK = [
    *schema("responsibility"),
    *open_table("responsibility_absence", answers=STAFF, once=("staff_id",)),
    *functions(
        "responsibility",
        "responsibility/sql/responsibility.sql",
        "responsibility/sql/acting.sql",
        "responsibility/sql/away.sql",
        samspil_app=(
            "step_in",
            "my_units",
            "relieve",
            "says_away",
            "may_say_away",
            "ends_away",
            "written_away",
            "tell_away",
            "acts_instead",
        ),
    ),
]
