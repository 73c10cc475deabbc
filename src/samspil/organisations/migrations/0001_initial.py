import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import samspil.organisations.models
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Body',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.TextField(unique=True)),
                ('name', models.TextField()),
                ('kind', models.TextField()),
                ('code', models.TextField(default='')),
                ('administration', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.audience')),
                ('audience', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.audience')),
                ('installer', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.principal')),
                ('police_district', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.body')),
                ('protection', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.audience')),
            ],
        ),
        migrations.CreateModel(
            name='District',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(null=True)),
                ('valid_to', models.DateField(null=True)),
                ('key', models.TextField()),
                ('name', models.TextField()),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='organisations.body')),
            ],
        ),
        migrations.CreateModel(
            name='Forum',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(null=True)),
                ('valid_to', models.DateField(null=True)),
                ('key', models.TextField()),
                ('name', models.TextField()),
                ('type', models.TextField()),
                ('level', models.TextField(default='')),
                ('named_persons', models.BooleanField(default=False)),
                ('audience', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.audience')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='organisations.body')),
                ('door', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.audience')),
            ],
        ),
        migrations.CreateModel(
            name='ForumTerms',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(null=True)),
                ('valid_to', models.DateField(null=True)),
                ('terms', models.JSONField()),
                ('forum', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='terms', to='organisations.forum')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='GivenUpKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period', django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ('audience', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.audience')),
                ('principal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.principal')),
            ],
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(null=True)),
                ('valid_to', models.DateField(null=True)),
                ('leads', models.BooleanField(default=False)),
                ('district', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='organisations.district')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OwnLastDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('last_day', models.DateField()),
                ('before', models.DateField(null=True)),
                ('seats', models.JSONField(default=list)),
                ('said_at', models.DateTimeField()),
                ('post', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.post')),
            ],
        ),
        migrations.CreateModel(
            name='ProfileVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('applied_at', models.DateTimeField()),
                ('digest', models.TextField()),
                ('profile', models.JSONField()),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='organisations.body')),
            ],
        ),
        migrations.CreateModel(
            name='Role',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(null=True)),
                ('valid_to', models.DateField(null=True)),
                ('key', models.TextField()),
                ('name', models.TextField()),
                ('type', models.TextField()),
                ('duties', models.JSONField(default=list)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='organisations.body')),
            ],
        ),
        migrations.AddField(
            model_name='post',
            name='role',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='organisations.role'),
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(null=True)),
                ('valid_to', models.DateField(null=True)),
                ('key', models.TextField()),
                ('name', models.TextField()),
                ('kind', models.TextField(choices=[('standing', 'Standing'), ('conditional', 'When it concerns them'), ('block', 'For one block')], default='standing')),
                ('block', models.TextField(default='')),
                ('chairs', models.BooleanField(default=False)),
                ('deputises', models.BooleanField(default=False)),
                ('keeps_minutes', models.BooleanField(default=False)),
                ('follows', models.TextField(db_default='', default='')),
                ('position', models.IntegerField(default=0)),
                ('forum', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='organisations.forum')),
            ],
        ),
        migrations.CreateModel(
            name='Staff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.TextField()),
                ('email', models.EmailField(default='', max_length=254)),
                ('phone', models.TextField(default='')),
                ('preferences', models.JSONField(default=dict)),
                ('ended_at', models.DateTimeField(null=True)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='organisations.body')),
                ('person_audience', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.audience')),
                ('principal', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.principal')),
            ],
        ),
        migrations.CreateModel(
            name='SeatHolder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(null=True)),
                ('valid_to', models.DateField(null=True)),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holders', to='organisations.seat')),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='organisations.staff')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='post',
            name='staff',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='organisations.staff'),
        ),
        migrations.CreateModel(
            name='FeedAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('secret_hash', models.TextField(unique=True)),
                ('made_at', models.DateTimeField()),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='organisations.staff')),
            ],
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(null=True)),
                ('valid_to', models.DateField(null=True)),
                ('key', models.TextField()),
                ('name', models.TextField()),
                ('sector', models.TextField()),
                ('type', models.TextField(choices=[('authority', 'Authority'), ('self_governing', 'Self-governing institution'), ('private', 'Private')])),
                ('may_take_part', models.BooleanField(null=True)),
                ('phone', models.TextField(default='')),
                ('audience', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.audience')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='organisations.body')),
                ('district', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='organisations.district')),
                ('leadership', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.audience')),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='organisations.unit')),
            ],
        ),
        migrations.CreateModel(
            name='TakingPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('may', models.BooleanField()),
                ('reason', models.TextField()),
                ('decided_at', models.DateTimeField()),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.staff')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='organisations.unit')),
            ],
        ),
        migrations.CreateModel(
            name='Site',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(null=True)),
                ('valid_to', models.DateField(null=True)),
                ('key', models.TextField()),
                ('name', models.TextField()),
                ('address', models.TextField(default='')),
                ('district', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='organisations.district')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='organisations.unit')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='seat',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='organisations.unit'),
        ),
        migrations.AddField(
            model_name='post',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='organisations.unit'),
        ),
        migrations.CreateModel(
            name='ConcernDoor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(null=True)),
                ('valid_to', models.DateField(null=True)),
                ('key', models.TextField()),
                ('name', models.TextField()),
                ('phone', models.TextField()),
                ('answered_by', models.JSONField(default=list)),
                ('hours', models.JSONField(default=list)),
                ('answers_within_open_hours', models.IntegerField(default=8)),
                ('takes', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=samspil.organisations.models.taken_by_default, size=None)),
                ('matter', models.TextField(blank=True, choices=[('exit', 'exit cases')], default='')),
                ('position', models.IntegerField(default=0)),
                ('audience', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.audience')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='organisations.body')),
                ('district', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='organisations.district')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='organisations.unit')),
                ('workplace', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
            ],
        ),
        migrations.AddConstraint(
            model_name='district',
            constraint=models.UniqueConstraint(fields=('body', 'key'), name='district_key'),
        ),
        migrations.AddConstraint(
            model_name='forum',
            constraint=models.UniqueConstraint(fields=('body', 'key'), name='forum_key'),
        ),
        migrations.AddConstraint(
            model_name='role',
            constraint=models.UniqueConstraint(fields=('body', 'key'), name='role_key'),
        ),
        migrations.AddConstraint(
            model_name='unit',
            constraint=models.CheckConstraint(condition=models.Q(('type__in', ['authority', 'self_governing', 'private'])), name='organisations_unit_type_known'),
        ),
        migrations.AddConstraint(
            model_name='unit',
            constraint=models.UniqueConstraint(fields=('body', 'key'), name='unit_key'),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['standing', 'conditional', 'block'])), name='organisations_seat_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=models.UniqueConstraint(fields=('forum', 'key'), name='seat_key'),
        ),
        migrations.AddConstraint(
            model_name='concerndoor',
            constraint=models.CheckConstraint(condition=models.Q(('matter__in', ['', 'exit'])), name='organisations_concerndoor_matter_known'),
        ),
        migrations.AddConstraint(
            model_name='concerndoor',
            constraint=models.UniqueConstraint(fields=('body', 'key'), name='concerndoor_key'),
        ),
    ]
