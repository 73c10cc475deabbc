"""The lock of sign-in: tables of the door, where the domain has no right."""

from samspil.access.declaring import door_table

LOCK = [
    *door_table("signin_user"),
    *door_table("signin_furtherplace"),
    *door_table("signin_session"),
    *door_table("signin_cache"),
    *door_table("django_content_type"),
    *door_table("auth_permission"),
    *door_table("auth_group"),
    *door_table("auth_group_permissions"),
    *door_table("account_emailaddress"),
    *door_table("account_emailconfirmation"),
]
