import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0001_initial'),
        ('matters', '0001_initial'),
        ('meetings', '0001_initial'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Paper',
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
                ('made_at', models.DateTimeField()),
                ('content', models.JSONField()),
                ('made_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.staff')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='meetings.meeting')),
                ('owner_audience', models.ForeignKey(db_column='owner_audience', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.audience')),
            ],
            options={
                'indexes': [models.Index(fields=['meeting', '-made_at'], name='paper_of_meeting')],
            },
        ),
        migrations.CreateModel(
            name='Preparation',
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
                ('proposal', models.TextField(default='')),
                ('background', models.TextField(default='')),
                ('annex', models.TextField(default='')),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='preparations', to='matters.matter')),
                ('owner_audience', models.ForeignKey(db_column='owner_audience', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.audience')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('owner_audience', 'matter'), name='preparation_of_matter')],
            },
        ),
    ]
