"""Sealing finds events by their transactions."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_each")]

    operations = [
        migrations.AddIndex(model_name="event", index=models.Index(fields=["transaction"], name="event_transaction")),
    ]
