import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='BasisVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('wording', models.TextField()),
                ('valid_from', models.DateField(null=True)),
                ('valid_to', models.DateField(null=True)),
                ('status', models.TextField(choices=[('confirmed', 'Confirmed'), ('unconfirmed', 'Not confirmed'), ('expired', 'No longer in force')], default='unconfirmed')),
                ('source', models.TextField(default='')),
                ('checked', models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='DeletionReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('body', models.BigIntegerField(null=True)),
                ('rule', models.TextField()),
                ('at', models.DateTimeField()),
                ('destroyed', models.BooleanField()),
                ('counts', models.JSONField()),
                ('audiences', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
            ],
        ),
        migrations.CreateModel(
            name='Disclosure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.TextField(choices=[('prevention', 'Crime prevention (SSP)'), ('vulnerable', 'Socially vulnerable people (PSP)'), ('resettlement', 'Return from custody (KSP)'), ('within', 'Cooperation inside one municipality')])),
                ('necessity', models.TextField()),
                ('period', django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ('given_at', models.DateTimeField()),
                ('kind', models.TextField(choices=[('disclosure', 'Is read by the receiver too'), ('handover', "Becomes the receiver's")], default='disclosure')),
                ('audiences', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ('basis_version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='sharing.basisversion')),
                ('giver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.principal')),
                ('giver_audience', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.audience')),
                ('own_audience', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.audience')),
                ('to_audience', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.audience')),
            ],
        ),
        migrations.CreateModel(
            name='DisclosedRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('table_name', models.TextField()),
                ('row_id', models.BigIntegerField()),
                ('subject', models.BigIntegerField(null=True)),
                ('audiences', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ('disclosure', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='sharing.disclosure')),
            ],
        ),
        migrations.CreateModel(
            name='Draft',
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
                ('key', models.TextField()),
                ('data', models.JSONField(default=dict)),
                ('owner_audience', models.ForeignKey(db_column='owner_audience', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.audience')),
            ],
        ),
        migrations.CreateModel(
            name='Extract',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('row_table', models.TextField()),
                ('row_id', models.BigIntegerField()),
                ('from_table', models.TextField()),
                ('from_id', models.BigIntegerField()),
                ('made_by', models.BigIntegerField()),
                ('made_at', models.DateTimeField()),
                ('audiences', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
            ],
            options={
                'indexes': [models.Index(fields=['row_table', 'row_id'], name='extract_row'), models.Index(fields=['from_table', 'from_id'], name='extract_source')],
            },
        ),
        migrations.CreateModel(
            name='File',
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
                ('name', models.TextField()),
                ('content_type', models.TextField()),
                ('size', models.IntegerField()),
                ('sha256', models.BinaryField()),
                ('data', models.BinaryField()),
                ('scanned', models.TextField(choices=[('unscanned', 'Not scanned for viruses'), ('clean', 'Scanned for viruses: nothing found'), ('refused', 'Refused by the virus scanner')], default='unscanned')),
                ('shut_away', models.BooleanField(default=False)),
                ('owner_audience', models.ForeignKey(db_column='owner_audience', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.audience')),
            ],
        ),
        migrations.CreateModel(
            name='LegalBasis',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.TextField(unique=True)),
                ('act', models.TextField()),
                ('section', models.TextField()),
                ('label', models.TextField()),
                ('giver', models.TextField(choices=[('police', 'The police'), ('authority', 'An authority'), ('self_governing', 'A self-governing institution'), ('inside', 'A unit of the same municipality'), ('nobody', 'Nobody: it is the right to say nothing')])),
                ('purpose', models.TextField(blank=True, choices=[('prevention', 'Crime prevention (SSP)'), ('vulnerable', 'Socially vulnerable people (PSP)'), ('resettlement', 'Return from custody (KSP)'), ('within', 'Cooperation inside one municipality')])),
                ('recipient_types', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ('duty', models.BooleanField(default=False)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('giver__in', ['police', 'authority', 'self_governing', 'inside', 'nobody'])), name='sharing_legalbasis_giver_known'), models.CheckConstraint(condition=models.Q(('purpose__in', ['', 'prevention', 'vulnerable', 'resettlement', 'within'])), name='sharing_legalbasis_purpose_known')],
            },
        ),
        migrations.AddField(
            model_name='basisversion',
            name='basis',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='sharing.legalbasis'),
        ),
        migrations.CreateModel(
            name='RetentionRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('body', models.BigIntegerField()),
                ('kind', models.TextField()),
                ('days', models.IntegerField()),
                ('must_go', models.TextField()),
                ('may_go', models.TextField()),
                ('must_confirmed_by', models.TextField(default='')),
                ('may_confirmed_by', models.TextField(default='')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('body', 'kind'), name='retention_rule_kind')],
            },
        ),
        migrations.AddConstraint(
            model_name='disclosure',
            constraint=models.CheckConstraint(condition=models.Q(('purpose__in', ['prevention', 'vulnerable', 'resettlement', 'within'])), name='sharing_disclosure_purpose_known'),
        ),
        migrations.AddConstraint(
            model_name='disclosure',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['disclosure', 'handover'])), name='sharing_disclosure_kind_known'),
        ),
        migrations.AddIndex(
            model_name='disclosedrow',
            index=models.Index(fields=['table_name', 'row_id'], name='disclosed_row'),
        ),
        migrations.AddIndex(
            model_name='disclosedrow',
            index=models.Index(fields=['subject'], name='disclosed_subject'),
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.UniqueConstraint(fields=('owner_audience', 'key'), name='draft_key'),
        ),
        migrations.AddIndex(
            model_name='file',
            index=models.Index(fields=['parent_table', 'parent_id'], name='file_parent'),
        ),
        migrations.AddConstraint(
            model_name='file',
            constraint=models.CheckConstraint(condition=models.Q(('scanned__in', ['unscanned', 'clean', 'refused'])), name='sharing_file_scanned_known'),
        ),
        migrations.AddConstraint(
            model_name='file',
            constraint=models.CheckConstraint(condition=models.Q(('size__gte', 1), ('size__lte', 26214400)), name='file_size'),
        ),
        migrations.AddConstraint(
            model_name='basisversion',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['confirmed', 'unconfirmed', 'expired'])), name='sharing_basisversion_status_known'),
        ),
    ]
