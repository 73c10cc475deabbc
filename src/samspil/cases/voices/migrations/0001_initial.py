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
            name='Experience',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('body', models.BigIntegerField()),
                ('since', models.DateField()),
                ('whose', models.TextField(choices=[('child', 'The child or young person'), ('network', 'Family and network')])),
                ('statement', models.TextField(choices=[('together', 'The adults work together'), ('whom', 'I know whom I can go to'), ('heard', 'I have had a say in what was decided')])),
                ('reply', models.TextField(choices=[('yes', 'Yes'), ('partly', 'Partly'), ('no', 'No'), ('unknown', 'I do not know')])),
                ('count', models.IntegerField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('whose__in', ['child', 'network'])), name='voices_experience_whose_known'), models.CheckConstraint(condition=models.Q(('statement__in', ['together', 'whom', 'heard'])), name='voices_experience_statement_known'), models.CheckConstraint(condition=models.Q(('reply__in', ['yes', 'partly', 'no', 'unknown'])), name='voices_experience_reply_known'), models.UniqueConstraint(fields=('body', 'since', 'whose', 'statement', 'reply'), name='experience_cell')],
            },
        ),
        migrations.CreateModel(
            name='Voice',
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
                ('whose', models.TextField(choices=[('child', 'The child or young person'), ('network', 'Family and network')])),
                ('involved', models.BooleanField()),
                ('persons', models.TextField(default='')),
                ('text', models.TextField()),
                ('on', models.DateField()),
                ('key', models.UUIDField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='voices', to='cases.case')),
                ('owner_audience', models.ForeignKey(db_column='owner_audience', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.audience')),
            ],
            options={
                'indexes': [models.Index(fields=['case', '-on'], name='voice_case')],
                'constraints': [models.CheckConstraint(condition=models.Q(('whose__in', ['child', 'network'])), name='voices_voice_whose_known'), models.UniqueConstraint(condition=models.Q(('key__isnull', False)), fields=('owner_audience', 'key'), name='voice_once')],
            },
        ),
    ]
