"""An answer to a handover is written while the question is open, one at a time."""

from django.db import migrations

from samspil.access.operations import constraint, functions


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_agreements_lock"), ("concerns", "0010_open")]

    operations = [
        functions("cases", "cases/sql/holding.sql", samspil_app=("standing", "settle", "finish")),
        constraint(
            "CREATE TRIGGER answer_open BEFORE INSERT ON cases_agreement FOR EACH ROW EXECUTE FUNCTION cases.check_open()"
        ),
    ]
