import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0001_initial'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='SendLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_hash', models.TextField(unique=True)),
                ('until', models.DateTimeField()),
                ('used_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Counted',
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
                ('month', models.DateField()),
                ('theme', models.TextField(choices=[('home', 'At home'), ('school', 'School'), ('friends', 'Friends'), ('online', 'Online'), ('violence', 'Being hit or threatened'), ('drugs', 'Alcohol, drugs or tobacco'), ('crime', 'Something that is against the law'), ('other', 'Something else')])),
                ('age_band', models.TextField(choices=[('untold', 'I would rather not say'), ('up_to_12', '12 or younger'), ('up_to_15', '13 to 15'), ('up_to_17', '16 or 17'), ('adult', '18 or older')])),
                ('owner_audience', models.ForeignKey(db_column='owner_audience', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.audience')),
            ],
            options={
                'indexes': [models.Index(fields=['owner_audience', 'month'], name='counted_month')],
                'constraints': [models.CheckConstraint(condition=models.Q(('theme__in', ['home', 'school', 'friends', 'online', 'violence', 'drugs', 'crime', 'other'])), name='public_counted_theme_known'), models.CheckConstraint(condition=models.Q(('age_band__in', ['untold', 'up_to_12', 'up_to_15', 'up_to_17', 'adult'])), name='public_counted_age_band_known')],
            },
        ),
        migrations.CreateModel(
            name='Question',
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
                ('theme', models.TextField(choices=[('home', 'At home'), ('school', 'School'), ('friends', 'Friends'), ('online', 'Online'), ('violence', 'Being hit or threatened'), ('drugs', 'Alcohol, drugs or tobacco'), ('crime', 'Something that is against the law'), ('other', 'Something else')])),
                ('age_band', models.TextField(choices=[('untold', 'I would rather not say'), ('up_to_12', '12 or younger'), ('up_to_15', '13 to 15'), ('up_to_17', '16 or 17'), ('adult', '18 or older')], default='untold')),
                ('question', models.TextField()),
                ('answer', models.TextField(default='')),
                ('state', models.TextField(choices=[('asked', 'Waits for an answer'), ('answered', 'Answered')], default='asked')),
                ('answered_at', models.DateTimeField(null=True)),
                ('code_hash', models.TextField()),
                ('key', models.UUIDField(null=True)),
                ('answered_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.staff')),
                ('door', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.concerndoor')),
                ('owner_audience', models.ForeignKey(db_column='owner_audience', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.audience')),
                ('taken_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.staff')),
            ],
            options={
                'indexes': [models.Index(fields=['owner_audience', 'state', 'written_at'], name='question_queue')],
                'constraints': [models.CheckConstraint(condition=models.Q(('theme__in', ['home', 'school', 'friends', 'online', 'violence', 'drugs', 'crime', 'other'])), name='public_question_theme_known'), models.CheckConstraint(condition=models.Q(('age_band__in', ['untold', 'up_to_12', 'up_to_15', 'up_to_17', 'adult'])), name='public_question_age_band_known'), models.CheckConstraint(condition=models.Q(('state__in', ['asked', 'answered'])), name='public_question_state_known'), models.UniqueConstraint(fields=('owner_audience', 'key'), name='question_key'), models.UniqueConstraint(fields=('owner_audience', 'code_hash'), name='question_code')],
            },
        ),
    ]
