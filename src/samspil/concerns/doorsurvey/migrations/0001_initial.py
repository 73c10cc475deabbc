from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Asked',
            fields=[
                ('key', models.UUIDField(primary_key=True, serialize=False)),
                ('year', models.IntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('body', models.BigIntegerField()),
                ('year', models.IntegerField()),
                ('sector', models.TextField()),
                ('own', models.IntegerField(default=0)),
                ('other', models.IntegerField(default=0)),
                ('unknown', models.IntegerField(default=0)),
                ('shown_own', models.IntegerField(default=0)),
                ('shown_other', models.IntegerField(default=0)),
                ('shown_unknown', models.IntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('body', 'year', 'sector'), name='doorsurvey_cell'), models.CheckConstraint(condition=models.Q(('shown_other__lte', models.F('other')), ('shown_own__lte', models.F('own')), ('shown_unknown__lte', models.F('unknown'))), name='doorsurvey_shown')],
            },
        ),
    ]
