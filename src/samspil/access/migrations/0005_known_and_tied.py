from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0004_guests'),
    ]

    operations = [
        migrations.AlterField(
            model_name='audience',
            name='kind',
            field=models.TextField(choices=[('person', 'Én person'), ('unit', 'Enhed'), ('leadership', 'Enhedens ledelse'), ('door', 'Dør'), ('forum', 'Forum'), ('meeting', 'De, der har plads på mødet'), ('minutes', 'De, der fører referat'), ('item', 'De, der er til stede ved punktet'), ('team', 'Teamet om sagen'), ('disclosure', 'Modtagere af én videregivelse'), ('body', 'Kommune eller organ over den'), ('administration', 'Administratorer'), ('protection', 'Databeskyttelse'), ('sealed', 'Ingen: venter på sletning')]),
        ),
        migrations.AlterField(
            model_name='history',
            name='origin',
            field=models.TextField(choices=[('own', "The unit's own"), ('police', 'The police')], default='own'),
        ),
        migrations.AlterField(
            model_name='principal',
            name='kind',
            field=models.TextField(choices=[('staff', 'Medarbejder'), ('feed', 'Kalender'), ('service', 'Tjeneste'), ('young', 'Ung eller forælder'), ('guest', 'Gæst til ét punkt'), ('public', 'Offentlig formular'), ('client', 'API-klient')]),
        ),
        migrations.AddConstraint(
            model_name='audience',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['person', 'unit', 'leadership', 'door', 'forum', 'meeting', 'minutes', 'item', 'team', 'disclosure', 'body', 'administration', 'protection', 'sealed'])), name='access_audience_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='principal',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['staff', 'feed', 'service', 'young', 'guest', 'public', 'client'])), name='access_principal_kind_known'),
        ),
    ]
