"""The lock of this domain's tables (design: the access model)."""

from django.db import migrations

from samspil.access.operations import confide


class Migration(migrations.Migration):
    dependencies = [("concerns", "0001_initial"), ("sharing", "0002_lock")]

    operations = [
        confide("concerns_policelist"),
        confide("concerns_incident"),
        confide("concerns_listentry", unties=("incident_id",)),
        confide("concerns_concern"),
    ]
