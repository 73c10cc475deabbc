import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0002_lock"),
        ("organisations", "0007_known_and_tied"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="notice",
            name="notice_once",
        ),
        migrations.RemoveIndex(
            model_name="notice",
            name="notice_staff",
        ),
        migrations.RenameField(
            model_name="choice",
            old_name="staff_id",
            new_name="staff",
        ),
        migrations.AlterField(
            model_name="choice",
            name="staff",
            field=models.OneToOneField(
                default=0,
                on_delete=django.db.models.deletion.PROTECT,
                primary_key=True,
                related_name="+",
                serialize=False,
                to="organisations.staff",
            ),
        ),
        migrations.RenameField(
            model_name="notice",
            old_name="staff_id",
            new_name="staff",
        ),
        migrations.AlterField(
            model_name="notice",
            name="staff",
            field=models.ForeignKey(
                db_index=False,
                default=0,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.staff",
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["staff", "-made_at"], name="notice_staff"),
        ),
        migrations.AddConstraint(
            model_name="choice",
            constraint=models.CheckConstraint(
                condition=models.Q(("how__in", ["at_once", "daily", "never"])), name="notices_choice_how_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("seen_at__isnull", True)),
                fields=("staff", "kind", "about_table", "about_id"),
                name="notice_once",
            ),
        ),
    ]
