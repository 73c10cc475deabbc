import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.TextField(choices=[('seats', 'Seats'), ('terms', 'How a forum works'), ('calendar', 'Calendar'), ('words', 'Words and texts'), ('section', 'A section of the profile')])),
                ('reason', models.TextField()),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.staff')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='organisations.profileversion')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('subject__in', ['seats', 'terms', 'calendar', 'words', 'section'])), name='profiles_change_subject_known')],
            },
        ),
    ]
