"""Not only a child chooses an adult: a young person or a family does too, and the case says which."""

from django.db import migrations, models

CHOOSERS = [("child", "The child"), ("young_person", "The young person"), ("family", "The family")]


class Migration(migrations.Migration):
    dependencies = (("cases", "0002_who_must_agree"),)
    operations = (
        migrations.RemoveField("responsibility", "chosen"),
        migrations.AddField("responsibility", "chosen_by", models.TextField(blank=True, choices=CHOOSERS, default="")),
        migrations.AddConstraint(
            "responsibility",
            models.CheckConstraint(
                condition=models.Q(("chosen_by__in", ["", "child", "young_person", "family"])),
                name="cases_responsibility_chosen_by_known",
            ),
        ),
    )
