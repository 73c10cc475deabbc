from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('onthespot', '0002_lock'),
    ]

    operations = [
        migrations.AlterField(
            model_name='tally',
            name='did',
            field=models.TextField(choices=[('spoke', 'Jeg talte med dem'), ('stopped', 'Jeg stoppede det'), ('help', 'Jeg hentede hjælp'), ('nothing', 'Jeg greb ikke ind')]),
        ),
        migrations.AlterField(
            model_name='tally',
            name='seen',
            field=models.TextField(choices=[('conflict', 'Et skænderi eller slagsmål'), ('teasing', 'Drilleri, trusler eller krænkelser'), ('drugs', 'Alkohol, rygning eller stoffer'), ('damage', 'Hærværk eller tyveri'), ('online', 'Noget på nettet'), ('other', 'Anden uhensigtsmæssig adfærd')]),
        ),
        migrations.AddConstraint(
            model_name='tally',
            constraint=models.CheckConstraint(condition=models.Q(('seen__in', ['conflict', 'teasing', 'drugs', 'damage', 'online', 'other'])), name='onthespot_tally_seen_known'),
        ),
        migrations.AddConstraint(
            model_name='tally',
            constraint=models.CheckConstraint(condition=models.Q(('did__in', ['spoke', 'stopped', 'help', 'nothing'])), name='onthespot_tally_did_known'),
        ),
    ]
