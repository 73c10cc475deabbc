import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0001_initial'),
        ('catalogue', '0001_initial'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Activity',
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
                ('title', models.TextField()),
                ('place', models.TextField()),
                ('day', models.DateField()),
                ('planned_cost', models.IntegerField(null=True)),
                ('state', models.TextField(choices=[('planned', 'Planned'), ('held', 'Held'), ('not_held', 'Not held')], default='planned')),
                ('why_not', models.TextField(default='')),
                ('participants', models.IntegerField(null=True)),
                ('heads', models.JSONField(default=dict)),
                ('cost', models.IntegerField(null=True)),
                ('went', models.TextField(default='')),
                ('key', models.UUIDField(null=True)),
                ('intervention', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.intervention')),
                ('owner_audience', models.ForeignKey(db_column='owner_audience', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.audience')),
                ('staff', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.staff')),
                ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
            ],
        ),
        migrations.CreateModel(
            name='IntoClub',
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
                ('day', models.DateField()),
                ('club', models.TextField()),
                ('number', models.IntegerField()),
                ('key', models.UUIDField(null=True)),
                ('activity', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='into_club', to='activities.activity')),
                ('owner_audience', models.ForeignKey(db_column='owner_audience', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.audience')),
                ('staff', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.staff')),
                ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
            ],
        ),
        migrations.AddIndex(
            model_name='activity',
            index=models.Index(fields=['owner_audience', 'day'], name='activity_day'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['planned', 'held', 'not_held'])), name='activities_activity_state_known'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.UniqueConstraint(condition=models.Q(('key__isnull', False)), fields=('owner_audience', 'key'), name='activity_once'),
        ),
        migrations.AddIndex(
            model_name='intoclub',
            index=models.Index(fields=['owner_audience', 'day'], name='intoclub_day'),
        ),
        migrations.AddConstraint(
            model_name='intoclub',
            constraint=models.UniqueConstraint(condition=models.Q(('key__isnull', False)), fields=('owner_audience', 'key'), name='intoclub_once'),
        ),
        migrations.AddConstraint(
            model_name='intoclub',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 0)), name='intoclub_number'),
        ),
    ]
