import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('meetings', '0001_initial'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.TextField(choices=[('moved', 'Moved'), ('cancelled', 'Cancelled'), ('extra', 'Extra meeting'), ('block_added', 'Block comes in'), ('block_dropped', 'Block falls out')])),
                ('block', models.TextField(default='')),
                ('was_at', models.DateTimeField(null=True)),
                ('reason', models.TextField(default='')),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.staff')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='meetings.meeting')),
            ],
        ),
        migrations.CreateModel(
            name='Seen',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('change', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seen', to='calendar.change')),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.staff')),
            ],
        ),
        migrations.AddIndex(
            model_name='change',
            index=models.Index(fields=['meeting', 'made_at'], name='change_meeting_made'),
        ),
        migrations.AddConstraint(
            model_name='change',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['moved', 'cancelled', 'extra', 'block_added', 'block_dropped'])), name='calendar_change_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='seen',
            constraint=models.UniqueConstraint(fields=('change', 'staff'), name='change_seen_once'),
        ),
    ]
