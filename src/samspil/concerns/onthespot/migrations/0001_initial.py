from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Sent',
            fields=[
                ('key', models.UUIDField(primary_key=True, serialize=False)),
                ('since', models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('body', models.BigIntegerField()),
                ('unit', models.BigIntegerField()),
                ('since', models.DateField()),
                ('seen', models.TextField(choices=[('conflict', 'A quarrel or a fight'), ('teasing', 'Teasing, threats or abuse'), ('drugs', 'Alcohol, smoking or drugs'), ('damage', 'Damage or theft'), ('online', 'Something online'), ('other', 'Other unwise behaviour')])),
                ('did', models.TextField(choices=[('spoke', 'I spoke with them'), ('stopped', 'I stopped it'), ('help', 'I fetched help'), ('nothing', 'I did not step in')])),
                ('count', models.IntegerField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('seen__in', ['conflict', 'teasing', 'drugs', 'damage', 'online', 'other'])), name='onthespot_tally_seen_known'), models.CheckConstraint(condition=models.Q(('did__in', ['spoke', 'stopped', 'help', 'nothing'])), name='onthespot_tally_did_known'), models.UniqueConstraint(fields=('body', 'unit', 'since', 'seen', 'did'), name='onthespot_cell')],
            },
        ),
    ]
