import django.contrib.postgres.fields
import django.db.models.deletion
import samspil.people.models
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0001_initial'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Identity',
            fields=[
                ('person_id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('identity', models.UUIDField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name='Tie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('one', models.BigIntegerField()),
                ('other', models.BigIntegerField(db_index=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('one', 'other'), name='tie_once'), models.CheckConstraint(condition=models.Q(('one__lt', models.F('other'))), name='tie_in_order')],
            },
        ),
        migrations.CreateModel(
            name='Person',
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
                ('name', models.TextField()),
                ('birth_date', models.DateField(null=True)),
                ('age_told', models.SmallIntegerField(null=True)),
                ('age_told_on', models.DateField(null=True)),
                ('cpr_hash', models.BinaryField(null=True)),
                ('cpr_cipher', models.BinaryField(null=True)),
                ('identified', models.BooleanField(default=True)),
                ('protected_address', models.BooleanField(default=False)),
                ('merged_into', models.BigIntegerField(null=True)),
                ('name_folded', samspil.people.models.FoldedName(default='', editable=False)),
                ('name_sort', models.GeneratedField(db_persist=True, expression=models.Func(models.Func(models.Func(models.F('name'), function='lower'), models.Value('aa'), models.Value('å'), function='replace'), models.Value('æøå'), models.Value('{|}'), function='translate'), output_field=models.TextField(db_collation='C'))),
                ('district', models.ForeignKey(db_column='district', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                ('owner_audience', models.ForeignKey(db_column='owner_audience', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.audience')),
            ],
            options={
                'indexes': [models.Index(fields=['owner_audience', 'name_sort'], name='person_owner_name'), models.Index(fields=['birth_date', 'name_folded'], name='person_birth_name'), models.Index(condition=models.Q(('merged_into__isnull', False)), fields=['merged_into'], name='person_merged')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('cpr_hash__isnull', False), ('merged_into__isnull', True)), fields=('owner_audience', 'cpr_hash'), name='person_cpr_once_per_owner')],
            },
        ),
    ]
