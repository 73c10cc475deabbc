import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Arrival',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('about_table', models.TextField()),
                ('about_id', models.BigIntegerField()),
                ('answer_by', models.DateTimeField(null=True)),
                ('in_danger', models.BooleanField(default=False)),
                ('taken_at', models.DateTimeField(null=True)),
                ('taken_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.staff')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('about_table', 'about_id'), name='arrival_once')],
            },
        ),
    ]
