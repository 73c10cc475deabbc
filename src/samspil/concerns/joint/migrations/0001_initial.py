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
            name='JointAssessment',
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
                ('trigger', models.TextField(choices=[('act', 'A criminal act'), ('witness', 'Has witnessed something'), ('behaviour', 'Behaviour that worries'), ('network', 'A network that worries')])),
                ('question', models.TextField()),
                ('without_because', models.TextField(blank=True, default='')),
                ('asked_at', models.DateTimeField()),
                ('answer_by', models.DateField(null=True)),
                ('measures', models.TextField(blank=True, default='')),
                ('missing_because', models.TextField(blank=True, default='')),
                ('concluded_at', models.DateTimeField(null=True)),
                ('key', models.UUIDField(null=True)),
                ('concern', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='joint_assessments', to='concerns.concern')),
                ('consultant', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.staff')),
                ('owner_audience', models.ForeignKey(db_column='owner_audience', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.audience')),
                ('school', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.staff')),
                ('teacher', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.staff')),
            ],
        ),
        migrations.CreateModel(
            name='JointAnswer',
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
                ('party', models.TextField(choices=[('teacher', 'The SSP teacher'), ('consultant', 'The SSP consultant'), ('school', "The school's management")])),
                ('text', models.TextField()),
                ('answered_at', models.DateTimeField()),
                ('owner_audience', models.ForeignKey(db_column='owner_audience', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.audience')),
                ('staff', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.staff')),
                ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='joint.jointassessment')),
            ],
        ),
        migrations.AddConstraint(
            model_name='jointassessment',
            constraint=models.CheckConstraint(condition=models.Q(('trigger__in', ['act', 'witness', 'behaviour', 'network'])), name='joint_jointassessment_trigger_known'),
        ),
        migrations.AddConstraint(
            model_name='jointassessment',
            constraint=models.UniqueConstraint(fields=('written_by', 'key'), name='jointassessment_key'),
        ),
        migrations.AddConstraint(
            model_name='jointanswer',
            constraint=models.CheckConstraint(condition=models.Q(('party__in', ['teacher', 'consultant', 'school'])), name='joint_jointanswer_party_known'),
        ),
        migrations.AddConstraint(
            model_name='jointanswer',
            constraint=models.UniqueConstraint(fields=('assessment', 'party'), name='jointanswer_once'),
        ),
    ]
