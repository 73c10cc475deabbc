"""Nobody reads notices but through functions: one's own by oneself, what is to be mailed by the keeper."""

from django.db import migrations

from samspil.access.operations import constraint, functions, hidden_table, schema


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial"), ("sharing", "0005_files"), ("organisations", "0004_concerndoor")]

    operations = [
        schema("notices"),
        hidden_table("notices_notice"),
        hidden_table("notices_choice"),
        functions(
            "notices",
            "sharing/notices/sql/notices.sql",
            samspil_app=("tell", "unseen", "mine", "see", "choice", "choose"),
            samspil_keeper=("gather", "next_mail", "mailed", "forget"),
        ),
        constraint("GRANT USAGE ON SCHEMA notices TO samspil_keeper;"),
    ]
