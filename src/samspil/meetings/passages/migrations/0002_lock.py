"""The lock of this package's tables, and the one way in which something leaves a forum."""

from django.db import migrations

from samspil.access.operations import confide, functions


class Migration(migrations.Migration):
    dependencies = [("passages", "0001_initial"), ("meetings", "0008_decided")]

    operations = [
        confide("passages_passage"),
        confide("passages_reply"),
        confide("passages_tie"),
        functions("meetings", "meetings/passages/sql/send_on.sql", samspil_app=("send_on",)),
    ]
