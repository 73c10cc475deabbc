import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0001_initial'),
        ('cases', '0001_initial'),
        ('catalogue', '0001_initial'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Effort',
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
                ('group', models.TextField(default='')),
                ('what', models.TextField()),
                ('situation', models.TextField()),
                ('resources', models.TextField()),
                ('assessed_on', models.DateField()),
                ('started_on', models.DateField()),
                ('ended_on', models.DateField(null=True)),
                ('outcome', models.TextField(default='')),
                ('key', models.UUIDField(null=True)),
                ('assessed_by', models.ForeignKey(db_column='assessed_by', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.staff')),
                ('case', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='efforts', to='cases.case')),
                ('intervention', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.intervention')),
                ('owner_audience', models.ForeignKey(db_column='owner_audience', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.audience')),
            ],
            options={
                'indexes': [models.Index(fields=['case', '-started_on'], name='effort_case'), models.Index(fields=['owner_audience', '-started_on'], name='effort_owner')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('key__isnull', False)), fields=('owner_audience', 'key'), name='effort_once'), models.CheckConstraint(condition=models.Q(models.Q(('situation__regex', '^\\s*$'), _negated=True), models.Q(('resources__regex', '^\\s*$'), _negated=True)), name='effort_is_assessed'), models.CheckConstraint(condition=models.Q(('case__isnull', False), models.Q(('group', ''), _negated=True), _connector='OR'), name='effort_child_or_group')],
            },
        ),
    ]
