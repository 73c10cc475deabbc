"""What time alone makes due is told by the keeper."""

from django.db import migrations

from samspil.access.operations import constraint, functions


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_agreements_lock"), ("notices", "0002_lock")]

    operations = [
        functions("cases", "cases/sql/reminding.sql", samspil_keeper=("remind",)),
        constraint(
            """
            GRANT USAGE ON SCHEMA cases TO samspil_keeper;
            DROP TRIGGER IF EXISTS answer_open ON cases_agreement;
            DROP FUNCTION IF EXISTS cases.check_open();
            """
        ),
    ]
