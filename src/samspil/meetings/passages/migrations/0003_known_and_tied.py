from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0005_known_and_tied'),
        ('organisations', '0007_known_and_tied'),
        ('passages', '0002_lock'),
    ]

    operations = [
        migrations.AlterField(
            model_name='passage',
            name='direction',
            field=models.TextField(choices=[('up', 'Op'), ('down', 'Ned'), ('across', 'Til siden')]),
        ),
        migrations.AlterField(
            model_name='passage',
            name='kind',
            field=models.TextField(choices=[('decision', 'Beslutning'), ('recommendation', 'Anbefaling'), ('comment', 'Kommentar'), ('question', 'Spørgsmål'), ('information', 'Orientering')]),
        ),
        migrations.AlterField(
            model_name='passage',
            name='origin',
            field=models.TextField(choices=[('own', "The unit's own"), ('police', 'The police')], default='own'),
        ),
        migrations.AlterField(
            model_name='passage',
            name='state',
            field=models.TextField(choices=[('sent', 'Sendt'), ('withdrawn', 'Trukket tilbage'), ('received', 'Modtaget'), ('placed', 'Sat på en dagsorden'), ('under_way', 'I gang'), ('answered', 'Besvaret'), ('carried_out', 'Udført')], default='sent'),
        ),
        migrations.AlterField(
            model_name='reply',
            name='origin',
            field=models.TextField(choices=[('own', "The unit's own"), ('police', 'The police')], default='own'),
        ),
        migrations.AlterField(
            model_name='reply',
            name='state',
            field=models.TextField(choices=[('sent', 'Sendt'), ('withdrawn', 'Trukket tilbage'), ('received', 'Modtaget'), ('placed', 'Sat på en dagsorden'), ('under_way', 'I gang'), ('answered', 'Besvaret'), ('carried_out', 'Udført')], default='received'),
        ),
        migrations.AlterField(
            model_name='tie',
            name='origin',
            field=models.TextField(choices=[('own', "The unit's own"), ('police', 'The police')], default='own'),
        ),
        migrations.AlterField(
            model_name='tie',
            name='what',
            field=models.TextField(choices=[('resolution', 'Kommer af en beslutning'), ('passage', 'Føres videre fra'), ('matter', 'Står på en dagsorden'), ('task', 'Blev en opgave')]),
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
            model_name='tie',
            constraint=models.CheckConstraint(condition=models.Q(('what__in', ['resolution', 'passage', 'matter', 'task'])), name='passages_tie_what_known'),
        ),
    ]
