from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='LocationTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('body', models.BigIntegerField()),
                ('place', models.BigIntegerField()),
                ('year', models.IntegerField()),
                ('location_type', models.TextField(blank=True, choices=[('place', 'At a place'), ('online', 'Online'), ('both', 'Both at a place and online')])),
                ('count', models.IntegerField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('location_type__in', ['', 'place', 'online', 'both'])), name='sources_locationtally_location_type_known'), models.UniqueConstraint(fields=('place', 'year', 'location_type'), name='sources_location_cell'), models.CheckConstraint(condition=models.Q(('count__gte', 0)), name='sources_location_count')],
            },
        ),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('body', models.BigIntegerField()),
                ('place', models.BigIntegerField()),
                ('year', models.IntegerField()),
                ('source', models.TextField(choices=[('police', "The police's list"), ('officer', 'The police, outside the list'), ('youth_unit', 'SSP or the youth unit'), ('outreach', 'Outreach and street work'), ('school', 'School'), ('leisure', 'Leisure offers and clubs'), ('family', 'The child or the family'), ('citizen', 'A citizen'), ('parent', 'A parent'), ('child', 'The child itself'), ('other', 'Others')])),
                ('count', models.IntegerField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('source__in', ['police', 'officer', 'youth_unit', 'outreach', 'school', 'leisure', 'family', 'citizen', 'parent', 'child', 'other'])), name='sources_tally_source_known'), models.UniqueConstraint(fields=('place', 'year', 'source'), name='sources_cell'), models.CheckConstraint(condition=models.Q(('count__gte', 0)), name='sources_count')],
            },
        ),
    ]
