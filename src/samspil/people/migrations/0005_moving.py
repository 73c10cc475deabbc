"""A record that comes to an audience which knows the child joins the one that is there."""

from django.db import migrations

from samspil.access.operations import constraint, functions


class Migration(migrations.Migration):
    dependencies = [("people", "0004_search")]

    operations = [
        functions("people", "people/sql/moving.sql"),
        constraint(
            "CREATE TRIGGER samspil_arrival BEFORE UPDATE OF owner_audience ON people_person FOR EACH ROW "
            "WHEN (NEW.owner_audience <> OLD.owner_audience AND NEW.cpr_hash IS NOT NULL) "
            "EXECUTE FUNCTION people.join_at_arrival();",
            "DROP TRIGGER samspil_arrival ON people_person",
        ),
    ]
