"""A seat may be filled by the chair or deputy of another forum."""

from django.db import migrations, models

from samspil.access.operations import functions


class Migration(migrations.Migration):
    dependencies = [("organisations", "0004_concerndoor")]

    operations = [
        migrations.AddField(model_name="seat", name="follows", field=models.TextField(default="")),
        migrations.RunSQL(
            [
                "CREATE POLICY samspil_lock ON organisations_seatholder TO samspil_lock USING (true) WITH CHECK (true)",
                "GRANT INSERT, UPDATE (valid_to) ON organisations_seatholder TO samspil_lock",
            ]
        ),
        functions("organisations", "organisations/sql/leaders.sql", samspil_app=("follow_leaders",)),
    ]
