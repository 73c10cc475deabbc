import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0001_initial'),
        ('cases', '0001_initial'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Line',
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
                ('arena', models.TextField(choices=[('family', 'The family'), ('school', 'Day care or school'), ('club', 'The club'), ('leisure', 'Leisure activities'), ('friends', 'Friends, also online'), ('work', 'Work or education')])),
                ('contact', models.TextField(default='')),
                ('text', models.TextField()),
                ('plan', models.TextField(default='')),
                ('status', models.TextField(choices=[('well', 'It goes well'), ('attention', 'Needs attention'), ('unknown', 'Not known')], default='unknown')),
                ('status_on', models.DateField()),
                ('begun_under', models.BigIntegerField()),
                ('key', models.UUIDField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='arenas', to='cases.case')),
                ('owner_audience', models.ForeignKey(db_column='owner_audience', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.audience')),
                ('said_by', models.ForeignKey(db_column='said_by', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.staff')),
            ],
            options={
                'indexes': [models.Index(fields=['case', 'arena'], name='arena_case')],
                'constraints': [models.CheckConstraint(condition=models.Q(('arena__in', ['family', 'school', 'club', 'leisure', 'friends', 'work'])), name='arenas_line_arena_known'), models.CheckConstraint(condition=models.Q(('status__in', ['well', 'attention', 'unknown'])), name='arenas_line_status_known'), models.UniqueConstraint(condition=models.Q(('key__isnull', False)), fields=('owner_audience', 'key'), name='arena_once'), models.UniqueConstraint(fields=('owner_audience', 'case', 'arena', 'begun_under'), name='arena_begun_once')],
            },
        ),
    ]
