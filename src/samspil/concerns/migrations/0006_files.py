"""A concern carries files."""

from django.db import migrations

from samspil.sharing.operations import carries_files


class Migration(migrations.Migration):
    dependencies = [("concerns", "0005_doors_lock"), ("sharing", "0005_files")]

    operations = [carries_files("concerns_concern")]
