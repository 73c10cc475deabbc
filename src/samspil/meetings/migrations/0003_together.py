import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0002_minutes"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="decision",
            name="together",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="decision",
            name="officer",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.staff",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="question",
            field=models.TextField(default=""),
        ),
        migrations.AddField(
            model_name="decision",
            name="answer",
            field=models.TextField(default=""),
        ),
        migrations.AddField(
            model_name="item",
            name="about",
            field=models.TextField(
                choices=[
                    ("child", "A child or young person"),
                    ("group", "A group"),
                    ("place", "A place"),
                    ("trend", "Something that spreads"),
                ],
                default="child",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(("about__in", ["child", "group", "place", "trend"])),
                name="meetings_item_about_known",
            ),
        ),
    ]
