"""The lock of this domain's tables (design: the access model)."""

from django.db import migrations

from samspil.access.operations import door_table


class Migration(migrations.Migration):
    dependencies = [
        ("signin", "0001_initial"),
        ("access", "0002_lock"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]

    operations = [
        door_table("signin_user"),
        door_table("django_content_type"),
        door_table("auth_permission"),
        door_table("auth_group"),
        door_table("auth_group_permissions"),
        door_table("account_emailaddress"),
        door_table("account_emailconfirmation"),
    ]
