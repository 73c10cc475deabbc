from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0005_known_and_tied"),
        ("sharing", "0005_files"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="file",
            name="file_scanned",
        ),
        migrations.AlterField(
            model_name="disclosure",
            name="kind",
            field=models.TextField(
                choices=[("disclosure", "Is read by the receiver too"), ("handover", "Becomes the receiver's")],
                default="disclosure",
            ),
        ),
        migrations.AlterField(
            model_name="draft",
            name="origin",
            field=models.TextField(choices=[("own", "The unit's own"), ("police", "The police")], default="own"),
        ),
        migrations.AlterField(
            model_name="file",
            name="origin",
            field=models.TextField(choices=[("own", "The unit's own"), ("police", "The police")], default="own"),
        ),
        migrations.AlterField(
            model_name="legalbasis",
            name="giver",
            field=models.TextField(
                choices=[
                    ("police", "The police"),
                    ("authority", "An authority"),
                    ("self_governing", "A self-governing institution"),
                    ("inside", "A unit of the same municipality"),
                    ("nobody", "Nobody: it is the right to say nothing"),
                ]
            ),
        ),
        migrations.AlterField(
            model_name="legalbasis",
            name="purpose",
            field=models.TextField(
                blank=True,
                choices=[
                    ("prevention", "Crime prevention (SSP)"),
                    ("vulnerable", "Socially vulnerable people (PSP)"),
                    ("resettlement", "Return from custody (KSP)"),
                    ("within", "Cooperation inside one municipality"),
                ],
            ),
        ),
        migrations.AddConstraint(
            model_name="basisversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["confirmed", "unconfirmed", "expired"])),
                name="sharing_basisversion_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(("purpose__in", ["prevention", "vulnerable", "resettlement", "within"])),
                name="sharing_disclosure_purpose_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["disclosure", "handover"])), name="sharing_disclosure_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="file",
            constraint=models.CheckConstraint(
                condition=models.Q(("scanned__in", ["unscanned", "clean", "refused"])),
                name="sharing_file_scanned_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="legalbasis",
            constraint=models.CheckConstraint(
                condition=models.Q(("giver__in", ["police", "authority", "self_governing", "inside", "nobody"])),
                name="sharing_legalbasis_giver_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="legalbasis",
            constraint=models.CheckConstraint(
                condition=models.Q(("purpose__in", ["", "prevention", "vulnerable", "resettlement", "within"])),
                name="sharing_legalbasis_purpose_known",
            ),
        ),
    ]
