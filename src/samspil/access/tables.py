"""Tables that come from libraries: they have no Privacy class to declare their class in."""

from samspil.lib.privacy import TableClass

LIBRARY_TABLES = {
    "django_migrations": TableClass.HIDDEN,
    "django_content_type": TableClass.DOOR,
    "auth_permission": TableClass.DOOR,
    "auth_group": TableClass.DOOR,
    "auth_group_permissions": TableClass.DOOR,
    "account_emailaddress": TableClass.DOOR,
    "account_emailconfirmation": TableClass.DOOR,
}
