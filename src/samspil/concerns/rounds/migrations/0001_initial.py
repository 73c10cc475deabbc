import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0001_initial'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Round',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('audiences', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                ('body', models.BigIntegerField(editable=False, null=True)),
                ('subject', models.BigIntegerField(null=True)),
                ('origin', models.TextField(choices=[('own', "The unit's own"), ('police', 'The police')], default='own')),
                ('written_by', models.BigIntegerField(editable=False, null=True)),
                ('event_at', models.DateTimeField(null=True)),
                ('written_at', models.DateTimeField(editable=False, null=True)),
                ('retention_kind', models.TextField(default='')),
                ('delete_after', models.DateField(null=True)),
                ('hold', models.BooleanField(default=False)),
                ('version', models.IntegerField(default=1)),
                ('group', models.TextField()),
                ('year', models.IntegerField()),
                ('half', models.IntegerField()),
                ('signs', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ('outcome', models.TextField(choices=[('nothing', 'Nothing more is needed now'), ('sparring', 'We want sparring'), ('concern', 'We send a concern')])),
                ('held_at', models.DateTimeField()),
                ('owner_audience', models.ForeignKey(db_column='owner_audience', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.audience')),
                ('staff', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.staff')),
                ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['unit', 'year', 'half'], name='round_unit')],
                'constraints': [models.CheckConstraint(condition=models.Q(('outcome__in', ['nothing', 'sparring', 'concern'])), name='rounds_round_outcome_known'), models.UniqueConstraint(fields=('owner_audience', 'unit', 'group', 'year', 'half'), name='round_once')],
            },
        ),
    ]
