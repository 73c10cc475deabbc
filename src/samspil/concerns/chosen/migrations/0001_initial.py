import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0001_initial'),
        ('concerns', '0001_initial'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ChosenAdult',
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
                ('chosen_by', models.TextField(choices=[('child', 'The child'), ('young_person', 'The young person'), ('family', 'The family')])),
                ('since', models.DateTimeField()),
                ('react_by', models.DateTimeField(null=True)),
                ('concern', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='chosen_adult', to='concerns.concern')),
                ('owner_audience', models.ForeignKey(db_column='owner_audience', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.audience')),
                ('staff', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.staff')),
                ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('chosen_by__in', ['child', 'young_person', 'family'])), name='chosen_chosenadult_chosen_by_known')],
            },
        ),
        migrations.CreateModel(
            name='TakeOver',
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
                ('act', models.TextField(choices=[('asked', 'Has asked the door to take over'), ('taken_back', 'Has taken the question back'), ('taken', 'Has taken over'), ('given_back', 'Has given it back')])),
                ('ground', models.TextField(choices=[('danger', 'The child may be in danger'), ('absence', 'The adult is away or has left'), ('law', 'The law places it elsewhere'), ('asked', 'The adult has asked for it')])),
                ('words', models.TextField()),
                ('at', models.DateTimeField()),
                ('key', models.UUIDField(null=True)),
                ('concern', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='take_overs', to='concerns.concern')),
                ('owner_audience', models.ForeignKey(db_column='owner_audience', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.audience')),
                ('staff', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.staff')),
            ],
            options={
                'indexes': [models.Index(fields=['concern', 'at'], name='takeover_concern')],
                'constraints': [models.CheckConstraint(condition=models.Q(('act__in', ['asked', 'taken_back', 'taken', 'given_back'])), name='chosen_takeover_act_known'), models.CheckConstraint(condition=models.Q(('ground__in', ['danger', 'absence', 'law', 'asked'])), name='chosen_takeover_ground_known'), models.UniqueConstraint(fields=('written_by', 'key'), name='takeover_key')],
            },
        ),
    ]
