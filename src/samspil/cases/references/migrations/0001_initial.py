import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0001_initial'),
        ('cases', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Reference',
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
                ('system', models.TextField()),
                ('number', models.TextField()),
                ('what', models.TextField(default='')),
                ('status', models.TextField(choices=[('running', 'Running'), ('applied', 'Applied for'), ('ended', 'Ended'), ('unknown', 'Not known')], default='unknown')),
                ('status_on', models.DateField()),
                ('link', models.TextField(default='')),
                ('key', models.UUIDField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='references', to='cases.case')),
                ('owner_audience', models.ForeignKey(db_column='owner_audience', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.audience')),
            ],
            options={
                'indexes': [models.Index(fields=['case', 'system'], name='reference_case')],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['running', 'applied', 'ended', 'unknown'])), name='references_reference_status_known'), models.UniqueConstraint(condition=models.Q(('key__isnull', False)), fields=('owner_audience', 'key'), name='reference_once')],
            },
        ),
    ]
