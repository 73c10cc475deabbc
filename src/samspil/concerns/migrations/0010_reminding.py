"""What time alone makes due is told by the keeper."""

from django.db import migrations

from samspil.access.operations import constraint, functions


class Migration(migrations.Migration):
    dependencies = [("concerns", "0009_weighing"), ("notices", "0002_lock")]

    operations = [
        functions("concerns", "concerns/sql/reminding.sql", samspil_keeper=("remind",)),
        constraint(
            """
            GRANT USAGE ON SCHEMA concerns TO samspil_keeper;
            DROP TRIGGER IF EXISTS answer_open ON concerns_agreement;
            DROP FUNCTION IF EXISTS concerns.check_open();
            """
        ),
    ]
