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
            name='Enquiry',
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
                ('channel', models.TextField(choices=[('phone', 'By telephone'), ('mail', 'By mail'), ('met', 'Face to face'), ('page', 'From the public page')])),
                ('matter', models.TextField()),
                ('place', models.TextField(default='')),
                ('received_at', models.DateTimeField()),
                ('due_on', models.DateField()),
                ('answer', models.TextField(default='')),
                ('follow_up_on', models.DateField(null=True)),
                ('state', models.TextField(choices=[('open', 'Open'), ('closed', 'Closed')], default='open')),
                ('outcome', models.TextField(blank=True, choices=[('answered', 'Answered'), ('concern', 'Became a concern'), ('place', 'Passed on to those who keep the register of places'), ('technical', 'Passed on to the technical department'), ('nothing', 'Nothing further is needed')], default='')),
                ('closed_at', models.DateTimeField(null=True)),
                ('key', models.UUIDField(null=True)),
                ('assigned_to', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.staff')),
                ('door', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.concerndoor')),
                ('owner_audience', models.ForeignKey(db_column='owner_audience', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.audience')),
            ],
        ),
        migrations.CreateModel(
            name='Caller',
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
                ('name', models.TextField(default='')),
                ('contact', models.TextField(default='')),
                ('owner_audience', models.ForeignKey(db_column='owner_audience', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.audience')),
                ('enquiry', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='caller', to='enquiries.enquiry')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='EnquiryStep',
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
                ('kind', models.TextField(choices=[('assigned', 'Assigned'), ('answered', 'Answered'), ('followed_up', 'To be followed up'), ('passed_on', 'Passed on'), ('concern', 'Became a concern'), ('closed', 'Closed')])),
                ('text', models.TextField(default='')),
                ('enquiry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='enquiries.enquiry')),
                ('owner_audience', models.ForeignKey(db_column='owner_audience', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.audience')),
                ('staff', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.staff')),
            ],
        ),
        migrations.CreateModel(
            name='OnTheSpot',
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
                ('day', models.DateField()),
                ('what', models.TextField(choices=[('conflict', 'A conflict'), ('noise', 'Noise or unrest'), ('drugs', 'Alcohol or drugs'), ('damage', 'Something being damaged'), ('unsafe', 'Somebody who felt unsafe'), ('other', 'Something else')])),
                ('times', models.IntegerField()),
                ('key', models.UUIDField(null=True)),
                ('door', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.concerndoor')),
                ('owner_audience', models.ForeignKey(db_column='owner_audience', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.audience')),
            ],
        ),
        migrations.AddIndex(
            model_name='enquiry',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['owner_audience', 'due_on'], name='enquiry_queue'),
        ),
        migrations.AddIndex(
            model_name='enquiry',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['assigned_to'], name='enquiry_assigned'),
        ),
        migrations.AddConstraint(
            model_name='enquiry',
            constraint=models.CheckConstraint(condition=models.Q(('channel__in', ['phone', 'mail', 'met', 'page'])), name='enquiries_enquiry_channel_known'),
        ),
        migrations.AddConstraint(
            model_name='enquiry',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'closed'])), name='enquiries_enquiry_state_known'),
        ),
        migrations.AddConstraint(
            model_name='enquiry',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['', 'answered', 'concern', 'place', 'technical', 'nothing'])), name='enquiries_enquiry_outcome_known'),
        ),
        migrations.AddConstraint(
            model_name='enquiry',
            constraint=models.UniqueConstraint(fields=('written_by', 'key'), name='enquiry_key'),
        ),
        migrations.AddIndex(
            model_name='enquirystep',
            index=models.Index(fields=['enquiry', 'written_at'], name='enquirystep_enquiry'),
        ),
        migrations.AddConstraint(
            model_name='enquirystep',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['assigned', 'answered', 'followed_up', 'passed_on', 'concern', 'closed'])), name='enquiries_enquirystep_kind_known'),
        ),
        migrations.AddIndex(
            model_name='onthespot',
            index=models.Index(fields=['owner_audience', 'day'], name='onthespot_day'),
        ),
        migrations.AddConstraint(
            model_name='onthespot',
            constraint=models.CheckConstraint(condition=models.Q(('what__in', ['conflict', 'noise', 'drugs', 'damage', 'unsafe', 'other'])), name='enquiries_onthespot_what_known'),
        ),
        migrations.AddConstraint(
            model_name='onthespot',
            constraint=models.UniqueConstraint(fields=('written_by', 'key'), name='onthespot_key'),
        ),
        migrations.AddConstraint(
            model_name='onthespot',
            constraint=models.CheckConstraint(condition=models.Q(('times__gte', 1), ('times__lte', 99)), name='onthespot_times'),
        ),
    ]
