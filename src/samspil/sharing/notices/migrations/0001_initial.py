import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Choice',
            fields=[
                ('staff', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='organisations.staff')),
                ('how', models.TextField(choices=[('at_once', 'At once, outside my quiet hours'), ('daily', 'Once a day, gathered in one mail'), ('never', 'No mail; I look here')], default='at_once')),
                ('quiet_from', models.TimeField()),
                ('quiet_to', models.TimeField()),
                ('quiet_weekends', models.BooleanField(default=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('how__in', ['at_once', 'daily', 'never'])), name='notices_choice_how_known')],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.TextField()),
                ('about_table', models.TextField()),
                ('about_id', models.BigIntegerField()),
                ('urgent', models.BooleanField(default=False)),
                ('made_at', models.DateTimeField()),
                ('seen_at', models.DateTimeField(null=True)),
                ('batch', models.UUIDField(null=True)),
                ('mailed_at', models.DateTimeField(null=True)),
                ('staff', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.staff')),
            ],
            options={
                'indexes': [models.Index(fields=['staff', '-made_at'], name='notice_staff'), models.Index(condition=models.Q(('mailed_at__isnull', True)), fields=['made_at'], name='notice_waits')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('seen_at__isnull', True)), fields=('staff', 'kind', 'about_table', 'about_id'), name='notice_once')],
            },
        ),
        migrations.CreateModel(
            name='OutgoingMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('batch', models.UUIDField(unique=True)),
                ('letter', models.TextField(blank=True, default='')),
                ('content', models.JSONField(default=dict)),
                ('address', models.TextField()),
                ('made_at', models.DateTimeField()),
                ('attempts', models.IntegerField(default=0)),
                ('next_at', models.DateTimeField()),
                ('reply', models.TextField(blank=True, choices=[('refused', 'The mail server refuses the address.'), ('later', 'The mail server did not take the mail.')], default='')),
                ('sent_at', models.DateTimeField(null=True)),
                ('given_up_at', models.DateTimeField(null=True)),
                ('staff', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.staff')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('given_up_at__isnull', True), ('sent_at__isnull', True)), fields=['next_at'], name='outgoing_mail_waits')],
                'constraints': [models.CheckConstraint(condition=models.Q(('reply__in', ['', 'refused', 'later'])), name='notices_outgoingmail_reply_known'), models.CheckConstraint(condition=models.Q(models.Q(('letter', ''), ('staff__isnull', False)), models.Q(('staff__isnull', True), models.Q(('letter', ''), _negated=True)), _connector='OR'), name='outgoing_mail_one_sort'), models.CheckConstraint(condition=models.Q(('sent_at__isnull', True), ('given_up_at__isnull', True), _connector='OR'), name='outgoing_mail_one_end')],
            },
        ),
    ]
