"""The lock of this domain's tables (design: the access model)."""

from django.db import migrations

from samspil.access.operations import open_table


class Migration(migrations.Migration):
    dependencies = [('organisations', '0001_initial'), ('access', '0002_lock')]

    operations = [
        open_table("organisations_body"),
        open_table("organisations_district"),
        open_table("organisations_unit"),
        open_table("organisations_site"),
        open_table("organisations_role"),
        open_table("organisations_staff"),
        open_table("organisations_post"),
        open_table("organisations_forum"),
        open_table("organisations_forumterms"),
        open_table("organisations_seat"),
        open_table("organisations_seatholder"),
        open_table("organisations_profileversion"),
        open_table("organisations_feedaddress"),
    ]
