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
            name='Passage',
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
                ('to_text', models.TextField(default='')),
                ('direction', models.TextField(choices=[('up', 'Up'), ('down', 'Down'), ('across', 'To the side')])),
                ('kind', models.TextField(choices=[('decision', 'Decision'), ('recommendation', 'Recommendation'), ('comment', 'Comment'), ('question', 'Question'), ('information', 'Information')])),
                ('title', models.TextField()),
                ('text', models.TextField()),
                ('proposal', models.TextField(default='')),
                ('background', models.TextField(default='')),
                ('annex', models.TextField(default='')),
                ('sent_on', models.DateField()),
                ('answer_by', models.DateField(null=True)),
                ('state', models.TextField(choices=[('sent', 'Sent'), ('withdrawn', 'Withdrawn'), ('received', 'Received'), ('placed', 'On an agenda'), ('under_way', 'Under way'), ('answered', 'Answered'), ('carried_out', 'Carried out')], default='sent')),
                ('key', models.UUIDField(null=True)),
                ('from_forum', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.forum')),
                ('owner_audience', models.ForeignKey(db_column='owner_audience', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.audience')),
                ('reply_audience', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.audience')),
                ('to_forum', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.forum')),
                ('to_unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
            ],
        ),
        migrations.CreateModel(
            name='Reply',
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
                ('state', models.TextField(choices=[('sent', 'Sent'), ('withdrawn', 'Withdrawn'), ('received', 'Received'), ('placed', 'On an agenda'), ('under_way', 'Under way'), ('answered', 'Answered'), ('carried_out', 'Carried out')], default='received')),
                ('answer', models.TextField(default='')),
                ('answered_on', models.DateField(null=True)),
                ('outcome', models.TextField(default='')),
                ('carried_out_on', models.DateField(null=True)),
                ('owner_audience', models.ForeignKey(db_column='owner_audience', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.audience')),
                ('passage', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='passages.passage')),
            ],
        ),
        migrations.CreateModel(
            name='Tie',
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
                ('what', models.TextField(choices=[('resolution', 'Came of a resolution'), ('passage', 'Passes on'), ('matter', 'Stands on an agenda'), ('task', 'Became a task')])),
                ('number', models.BigIntegerField()),
                ('owner_audience', models.ForeignKey(db_column='owner_audience', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.audience')),
                ('passage', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ties', to='passages.passage')),
            ],
        ),
        migrations.AddIndex(
            model_name='passage',
            index=models.Index(fields=['from_forum', '-sent_on'], name='passage_from'),
        ),
        migrations.AddIndex(
            model_name='passage',
            index=models.Index(condition=models.Q(('to_forum__isnull', False)), fields=['to_forum', '-sent_on'], name='passage_to_forum'),
        ),
        migrations.AddIndex(
            model_name='passage',
            index=models.Index(condition=models.Q(('to_unit__isnull', False)), fields=['to_unit', '-sent_on'], name='passage_to_unit'),
        ),
        migrations.AddConstraint(
            model_name='passage',
            constraint=models.CheckConstraint(condition=models.Q(('direction__in', ['up', 'down', 'across'])), name='passages_passage_direction_known'),
        ),
        migrations.AddConstraint(
            model_name='passage',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['decision', 'recommendation', 'comment', 'question', 'information'])), name='passages_passage_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='passage',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['sent', 'withdrawn', 'received', 'placed', 'under_way', 'answered', 'carried_out'])), name='passages_passage_state_known'),
        ),
        migrations.AddConstraint(
            model_name='reply',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['sent', 'withdrawn', 'received', 'placed', 'under_way', 'answered', 'carried_out'])), name='passages_reply_state_known'),
        ),
        migrations.AddConstraint(
            model_name='reply',
            constraint=models.UniqueConstraint(fields=('owner_audience', 'passage'), name='passage_reply_once'),
        ),
        migrations.AddIndex(
            model_name='tie',
            index=models.Index(fields=['what', 'number'], name='passage_tie_number'),
        ),
        migrations.AddConstraint(
            model_name='tie',
            constraint=models.CheckConstraint(condition=models.Q(('what__in', ['resolution', 'passage', 'matter', 'task'])), name='passages_tie_what_known'),
        ),
        migrations.AddConstraint(
            model_name='tie',
            constraint=models.UniqueConstraint(fields=('owner_audience', 'passage', 'what', 'number'), name='passage_tie_once'),
        ),
    ]
