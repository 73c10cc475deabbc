"""A mail may be a letter that somebody without sign-in has asked for."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = (("notices", "0002_outgoing_mail"), ("organisations", "0001_initial"))
    operations = (
        migrations.AlterField(
            "outgoingmail",
            "staff",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.staff",
            ),
        ),
        migrations.AddField("outgoingmail", "letter", models.TextField(blank=True, default="")),
        migrations.AddField("outgoingmail", "content", models.JSONField(default=dict)),
        migrations.AddConstraint(
            "outgoingmail",
            models.CheckConstraint(
                condition=Q(staff__isnull=False, letter="") | Q(staff__isnull=True) & ~Q(letter=""),
                name="outgoing_mail_one_sort",
            ),
        ),
    )
