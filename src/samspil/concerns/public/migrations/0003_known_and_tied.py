import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0005_known_and_tied"),
        ("organisations", "0007_known_and_tied"),
        ("public", "0002_lock"),
    ]

    operations = [
        migrations.RenameField(
            model_name="question",
            old_name="answered_by_id",
            new_name="answered_by",
        ),
        migrations.AlterField(
            model_name="question",
            name="answered_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.staff",
            ),
        ),
        migrations.RenameField(
            model_name="question",
            old_name="door_id",
            new_name="door",
        ),
        migrations.AlterField(
            model_name="question",
            name="door",
            field=models.ForeignKey(
                db_index=False,
                default=0,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.concerndoor",
            ),
        ),
        migrations.AlterField(
            model_name="counted",
            name="origin",
            field=models.TextField(choices=[("own", "The unit's own"), ("police", "The police")], default="own"),
        ),
        migrations.AlterField(
            model_name="question",
            name="origin",
            field=models.TextField(choices=[("own", "The unit's own"), ("police", "The police")], default="own"),
        ),
        migrations.AddConstraint(
            model_name="counted",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("theme__in", ["home", "school", "friends", "online", "violence", "drugs", "crime", "other"])
                ),
                name="public_counted_theme_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="counted",
            constraint=models.CheckConstraint(
                condition=models.Q(("age_band__in", ["untold", "up_to_12", "up_to_15", "up_to_17", "adult"])),
                name="public_counted_age_band_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("theme__in", ["home", "school", "friends", "online", "violence", "drugs", "crime", "other"])
                ),
                name="public_question_theme_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(("age_band__in", ["untold", "up_to_12", "up_to_15", "up_to_17", "adult"])),
                name="public_question_age_band_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["asked", "answered"])), name="public_question_state_known"
            ),
        ),
    ]
