import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0005_known_and_tied'),
        ('enquiries', '0002_lock'),
        ('organisations', '0007_known_and_tied'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='enquiry',
            name='enquiry_assigned',
        ),
        migrations.RenameField(
            model_name='enquiry',
            old_name='assigned_to_id',
            new_name='assigned_to',
        ),
        migrations.AlterField(
            model_name='enquiry',
            name='assigned_to',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.staff'),
        ),
        migrations.RenameField(
            model_name='enquiry',
            old_name='door_id',
            new_name='door',
        ),
        migrations.AlterField(
            model_name='enquiry',
            name='door',
            field=models.ForeignKey(db_index=False, default=0, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.concerndoor'),
        ),
        migrations.RenameField(
            model_name='enquirystep',
            old_name='staff_id',
            new_name='staff',
        ),
        migrations.AlterField(
            model_name='enquirystep',
            name='staff',
            field=models.ForeignKey(db_index=False, default=0, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.staff'),
        ),
        migrations.RenameField(
            model_name='onthespot',
            old_name='door_id',
            new_name='door',
        ),
        migrations.AlterField(
            model_name='onthespot',
            name='door',
            field=models.ForeignKey(db_index=False, default=0, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.concerndoor'),
        ),
        migrations.AlterField(
            model_name='caller',
            name='origin',
            field=models.TextField(choices=[('own', "The unit's own"), ('police', 'The police')], default='own'),
        ),
        migrations.AlterField(
            model_name='enquiry',
            name='channel',
            field=models.TextField(choices=[('phone', 'På telefon'), ('mail', 'På mail'), ('met', 'Ansigt til ansigt'), ('page', 'Fra den offentlige side')]),
        ),
        migrations.AlterField(
            model_name='enquiry',
            name='origin',
            field=models.TextField(choices=[('own', "The unit's own"), ('police', 'The police')], default='own'),
        ),
        migrations.AlterField(
            model_name='enquiry',
            name='outcome',
            field=models.TextField(blank=True, choices=[('answered', 'Besvaret'), ('concern', 'Blev til en bekymring'), ('place', 'Givet videre til dem, der passer stedregistret'), ('technical', 'Givet videre til teknisk forvaltning'), ('nothing', 'Der er ikke brug for mere')], default=''),
        ),
        migrations.AlterField(
            model_name='enquiry',
            name='state',
            field=models.TextField(choices=[('open', 'Åben'), ('closed', 'Afsluttet')], default='open'),
        ),
        migrations.AlterField(
            model_name='enquirystep',
            name='kind',
            field=models.TextField(choices=[('assigned', 'Givet til'), ('answered', 'Besvaret'), ('followed_up', 'Skal følges op'), ('passed_on', 'Givet videre'), ('concern', 'Blev til en bekymring'), ('closed', 'Afsluttet')]),
        ),
        migrations.AlterField(
            model_name='enquirystep',
            name='origin',
            field=models.TextField(choices=[('own', "The unit's own"), ('police', 'The police')], default='own'),
        ),
        migrations.AlterField(
            model_name='onthespot',
            name='origin',
            field=models.TextField(choices=[('own', "The unit's own"), ('police', 'The police')], default='own'),
        ),
        migrations.AlterField(
            model_name='onthespot',
            name='what',
            field=models.TextField(choices=[('conflict', 'En konflikt'), ('noise', 'Larm eller uro'), ('drugs', 'Alkohol eller stoffer'), ('damage', 'Noget, der blev ødelagt'), ('unsafe', 'Nogen, der følte sig utryg'), ('other', 'Noget andet')]),
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
            model_name='enquirystep',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['assigned', 'answered', 'followed_up', 'passed_on', 'concern', 'closed'])), name='enquiries_enquirystep_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='onthespot',
            constraint=models.CheckConstraint(condition=models.Q(('what__in', ['conflict', 'noise', 'drugs', 'damage', 'unsafe', 'other'])), name='enquiries_onthespot_what_known'),
        ),
    ]
