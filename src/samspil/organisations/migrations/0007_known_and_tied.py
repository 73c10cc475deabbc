from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0005_known_and_tied'),
        ('organisations', '0006_follows_nobody'),
    ]

    operations = [
        migrations.AlterField(
            model_name='seat',
            name='kind',
            field=models.TextField(choices=[('standing', 'Fast'), ('conditional', 'Når det vedrører dem'), ('block', 'Til én blok')], default='standing'),
        ),
        migrations.AlterField(
            model_name='unit',
            name='type',
            field=models.TextField(choices=[('authority', 'Myndighed'), ('self_governing', 'Selvejende institution'), ('private', 'Privat')]),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['standing', 'conditional', 'block'])), name='organisations_seat_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='unit',
            constraint=models.CheckConstraint(condition=models.Q(('type__in', ['authority', 'self_governing', 'private'])), name='organisations_unit_type_known'),
        ),
    ]
