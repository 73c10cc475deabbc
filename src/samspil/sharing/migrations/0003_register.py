"""The legal bases that disclosures refer to (retsplejeloven § 115)."""

from typing import Any

from django.db import migrations

from samspil.sharing import register


def lay(apps: Any, schema_editor: Any) -> None:
    register.lay(apps, schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("sharing", "0002_lock")]

    operations = [migrations.RunPython(lay, migrations.RunPython.noop)]
