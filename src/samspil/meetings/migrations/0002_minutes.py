import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_initial"),
        ("meetings", "0001_initial"),
        ("organisations", "0001_initial"),
        ("sharing", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="attendance",
            name="left_out",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="attendance",
            name="stepped_out",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="number",
            field=models.IntegerField(null=True),
        ),
        migrations.AddField(
            model_name="decision",
            name="school",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.unit",
            ),
        ),
        migrations.AddField(
            model_name="item",
            name="nameless_because",
            field=models.TextField(default=""),
        ),
        migrations.AddField(
            model_name="item",
            name="school",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.unit",
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="began_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="meeting",
            name="ended_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="meeting",
            name="minute_taker",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.staff",
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="kind",
            field=models.TextField(
                blank=True,
                choices=[
                    ("called", "Called"),
                    ("not_reached", "Not reached"),
                    ("letter", "Letter sent"),
                    ("visited", "Went there"),
                    ("board", "There is a case at the Youth Crime Board"),
                    ("no_board", "There is no case at the Youth Crime Board"),
                    ("interviewed", "The police interview has been held"),
                    ("not_interviewed", "The police interview has not been held yet"),
                ],
                default="",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "",
                            "called",
                            "not_reached",
                            "letter",
                            "visited",
                            "board",
                            "no_board",
                            "interviewed",
                            "not_interviewed",
                        ],
                    )
                ),
                name="meetings_statement_kind_known",
            ),
        ),
    ]
