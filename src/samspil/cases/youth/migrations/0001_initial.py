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
            name='EntryTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('body', models.BigIntegerField()),
                ('year', models.IntegerField()),
                ('community', models.TextField(choices=[('education', 'Education'), ('work', 'The labour market'), ('civil', 'Civil society')])),
                ('count', models.IntegerField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('community__in', ['education', 'work', 'civil'])), name='youth_entrytally_community_known'), models.UniqueConstraint(fields=('body', 'year', 'community'), name='entry_cell')],
            },
        ),
        migrations.CreateModel(
            name='YouthEffort',
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
                ('need_for', models.TextField(choices=[('education', 'To complete an education'), ('job', 'To get into a job'), ('both', 'To complete an education and get into a job')])),
                ('need', models.TextField()),
                ('degree', models.TextField(choices=[('light', 'Light support'), ('medium', 'Medium support'), ('great', 'Great support')])),
                ('assessed_on', models.DateField()),
                ('started_on', models.DateField()),
                ('outside_age', models.TextField(default='')),
                ('ended_on', models.DateField(null=True)),
                ('end_reason', models.TextField(default='')),
                ('key', models.UUIDField(null=True)),
                ('assessed_by', models.ForeignKey(db_column='assessed_by', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.staff')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='youth_efforts', to='cases.case')),
                ('owner_audience', models.ForeignKey(db_column='owner_audience', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.audience')),
            ],
        ),
        migrations.CreateModel(
            name='DegreeChange',
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
                ('degree', models.TextField(choices=[('light', 'Light support'), ('medium', 'Medium support'), ('great', 'Great support')])),
                ('since', models.DateField()),
                ('reason', models.TextField()),
                ('key', models.UUIDField(null=True)),
                ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='cases.case')),
                ('owner_audience', models.ForeignKey(db_column='owner_audience', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.audience')),
                ('said_by', models.ForeignKey(db_column='said_by', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.staff')),
                ('effort', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='degrees', to='youth.youtheffort')),
            ],
        ),
        migrations.CreateModel(
            name='CommunityState',
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
                ('community', models.TextField(choices=[('education', 'Education'), ('work', 'The labour market'), ('civil', 'Civil society')])),
                ('inside', models.BooleanField()),
                ('entered', models.BooleanField(default=False)),
                ('since', models.DateField()),
                ('which', models.TextField(default='')),
                ('taken_back', models.BooleanField(default=False)),
                ('key', models.UUIDField(null=True)),
                ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='cases.case')),
                ('owner_audience', models.ForeignKey(db_column='owner_audience', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.audience')),
                ('said_by', models.ForeignKey(db_column='said_by', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.staff')),
                ('effort', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='communities', to='youth.youtheffort')),
            ],
        ),
        migrations.AddIndex(
            model_name='youtheffort',
            index=models.Index(fields=['case', '-started_on'], name='youth_case'),
        ),
        migrations.AddConstraint(
            model_name='youtheffort',
            constraint=models.CheckConstraint(condition=models.Q(('need_for__in', ['education', 'job', 'both'])), name='youth_youtheffort_need_for_known'),
        ),
        migrations.AddConstraint(
            model_name='youtheffort',
            constraint=models.CheckConstraint(condition=models.Q(('degree__in', ['light', 'medium', 'great'])), name='youth_youtheffort_degree_known'),
        ),
        migrations.AddConstraint(
            model_name='youtheffort',
            constraint=models.UniqueConstraint(condition=models.Q(('key__isnull', False)), fields=('owner_audience', 'key'), name='youth_once'),
        ),
        migrations.AddConstraint(
            model_name='youtheffort',
            constraint=models.CheckConstraint(condition=models.Q(('need__regex', '^\\s*$'), _negated=True), name='youth_need_is_written'),
        ),
        migrations.AddIndex(
            model_name='degreechange',
            index=models.Index(fields=['case', '-since'], name='degree_case'),
        ),
        migrations.AddConstraint(
            model_name='degreechange',
            constraint=models.CheckConstraint(condition=models.Q(('degree__in', ['light', 'medium', 'great'])), name='youth_degreechange_degree_known'),
        ),
        migrations.AddConstraint(
            model_name='degreechange',
            constraint=models.UniqueConstraint(condition=models.Q(('key__isnull', False)), fields=('owner_audience', 'key'), name='degree_once'),
        ),
        migrations.AddIndex(
            model_name='communitystate',
            index=models.Index(fields=['case', '-since'], name='community_case'),
        ),
        migrations.AddConstraint(
            model_name='communitystate',
            constraint=models.CheckConstraint(condition=models.Q(('community__in', ['education', 'work', 'civil'])), name='youth_communitystate_community_known'),
        ),
        migrations.AddConstraint(
            model_name='communitystate',
            constraint=models.UniqueConstraint(condition=models.Q(('key__isnull', False)), fields=('owner_audience', 'key'), name='community_once'),
        ),
    ]
