import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first', models.BigIntegerField()),
                ('last', models.BigIntegerField()),
                ('count', models.IntegerField()),
                ('rows', models.JSONField()),
                ('digest', models.TextField()),
                ('sealed_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='SubjectKey',
            fields=[
                ('subject', models.BigIntegerField(primary_key=True, serialize=False)),
                ('key', models.UUIDField(unique=True)),
            ],
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('principal', models.BigIntegerField(null=True)),
                ('act', models.TextField()),
                ('object_table', models.TextField(default='')),
                ('object_id', models.BigIntegerField(null=True)),
                ('subject_key', models.UUIDField(null=True)),
                ('owner_audience', models.BigIntegerField(null=True)),
                ('audiences', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                ('detail', models.JSONField(default=dict)),
                ('transaction', models.BigIntegerField()),
            ],
            options={
                'indexes': [models.Index(fields=['owner_audience', '-at'], name='event_owner'), models.Index(fields=['object_table', 'object_id', '-at'], name='event_object'), models.Index(fields=['subject_key', '-at'], name='event_subject'), models.Index(fields=['transaction'], name='event_transaction')],
            },
        ),
    ]
