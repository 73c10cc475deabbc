import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0001_initial'),
        ('concerns', '0001_initial'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='EarlySign',
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
                ('text', models.TextField()),
                ('place', models.TextField(blank=True, default='')),
                ('theme', models.TextField(choices=[('drugs', 'Alcohol, drugs or vapes'), ('violence', 'Violence and threats'), ('crime', 'Theft, damage or trade'), ('gathering', 'A group that gathers, unrest'), ('recruiting', 'Older ones who draw younger ones in'), ('online', 'Something that spreads online'), ('wellbeing', 'Loneliness or low spirits'), ('other', 'Something else')])),
                ('arena', models.TextField(choices=[('school', 'In school or day care'), ('club', 'In a club or in leisure time'), ('street', 'On the street or in public'), ('home', 'At home'), ('online', 'Online'), ('other', 'Somewhere else')])),
                ('source', models.TextField(choices=[('police', "The police's list"), ('officer', 'The police, outside the list'), ('youth_unit', 'SSP or the youth unit'), ('outreach', 'Outreach and street work'), ('school', 'School'), ('leisure', 'Leisure offers and clubs'), ('family', 'The child or the family'), ('citizen', 'A citizen'), ('parent', 'A parent'), ('child', 'The child itself'), ('other', 'Others')])),
                ('seen_on', models.DateField()),
                ('state', models.TextField(choices=[('open', 'Noted'), ('concern', 'Became a concern'), ('taken_back', 'Taken back')], default='open')),
                ('key', models.UUIDField()),
                ('concern', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='concerns.concern')),
                ('district', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.district')),
                ('owner_audience', models.ForeignKey(db_column='owner_audience', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.audience')),
                ('staff', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.staff')),
                ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['owner_audience', 'state', 'seen_on'], name='sign_owner_state')],
                'constraints': [models.CheckConstraint(condition=models.Q(('theme__in', ['drugs', 'violence', 'crime', 'gathering', 'recruiting', 'online', 'wellbeing', 'other'])), name='signs_earlysign_theme_known'), models.CheckConstraint(condition=models.Q(('arena__in', ['school', 'club', 'street', 'home', 'online', 'other'])), name='signs_earlysign_arena_known'), models.CheckConstraint(condition=models.Q(('source__in', ['police', 'officer', 'youth_unit', 'outreach', 'school', 'leisure', 'family', 'citizen', 'parent', 'child', 'other'])), name='signs_earlysign_source_known'), models.CheckConstraint(condition=models.Q(('state__in', ['open', 'concern', 'taken_back'])), name='signs_earlysign_state_known'), models.CheckConstraint(condition=models.Q(('district__isnull', False), models.Q(('place', ''), _negated=True), _connector='OR'), name='sign_has_an_area'), models.UniqueConstraint(fields=('written_by', 'key'), name='sign_key')],
            },
        ),
    ]
