import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Clock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ahead', models.DurationField()),
            ],
        ),
        migrations.CreateModel(
            name='LockPart',
            fields=[
                ('object', models.TextField(primary_key=True, serialize=False)),
                ('digest', models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name='SigningKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('inner_pad', models.BinaryField()),
                ('outer_pad', models.BinaryField()),
                ('valid_from', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Audience',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.TextField(choices=[('person', 'One person'), ('unit', 'Unit'), ('leadership', 'Leadership of a unit'), ('door', 'Door'), ('forum', 'Forum'), ('meeting', 'Those seated at a meeting'), ('minutes', 'Those who keep the minutes of a meeting'), ('item', 'Those at an agenda item'), ('team', 'Team around a case'), ('disclosure', 'Receivers of one disclosure'), ('body', 'Municipality or a body above it'), ('administration', 'Administrators'), ('protection', 'Data protection'), ('sealed', 'Nobody: waits for destruction')])),
                ('name', models.TextField()),
                ('body', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.audience')),
                ('steward', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.audience')),
            ],
        ),
        migrations.CreateModel(
            name='Grant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period', django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ('pen', models.BooleanField(default=False)),
                ('audience', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.audience')),
                ('to_audience', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.audience')),
            ],
        ),
        migrations.CreateModel(
            name='History',
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
                ('parent_table', models.TextField()),
                ('parent_id', models.BigIntegerField()),
                ('parent_version', models.IntegerField()),
                ('was', models.JSONField()),
                ('owner_audience', models.ForeignKey(db_column='owner_audience', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.audience')),
            ],
        ),
        migrations.CreateModel(
            name='Principal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.TextField(choices=[('staff', 'Staff'), ('feed', 'Calendar feed'), ('service', 'Service'), ('young', 'Young person or parent'), ('guest', 'Guest of one matter'), ('public', 'Public form'), ('client', 'API client')])),
                ('created_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('body', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.audience')),
            ],
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period', django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ('audience', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='access.audience')),
                ('principal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='access.principal')),
            ],
        ),
        migrations.AddConstraint(
            model_name='audience',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['person', 'unit', 'leadership', 'door', 'forum', 'meeting', 'minutes', 'item', 'team', 'disclosure', 'body', 'administration', 'protection', 'sealed'])), name='access_audience_kind_known'),
        ),
        migrations.AddIndex(
            model_name='history',
            index=models.Index(fields=['parent_table', 'parent_id'], name='history_parent'),
        ),
        migrations.AddConstraint(
            model_name='principal',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['staff', 'feed', 'service', 'young', 'guest', 'public', 'client'])), name='access_principal_kind_known'),
        ),
    ]
