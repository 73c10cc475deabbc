"""An answer to a handover is written while the question is open, one at a time."""

from django.db import migrations

from samspil.access.operations import constraint, functions


class Migration(migrations.Migration):
    dependencies = [("concerns", "0009_weighing")]

    operations = [
        functions("concerns", "concerns/sql/holding.sql", samspil_app=("take", "finish", "settle", "standing")),
        constraint(
            "CREATE TRIGGER answer_open BEFORE INSERT ON concerns_agreement FOR EACH ROW EXECUTE FUNCTION concerns.check_open()"
        ),
    ]
