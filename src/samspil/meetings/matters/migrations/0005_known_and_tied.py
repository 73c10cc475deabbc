import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0005_known_and_tied'),
        ('matters', '0004_seats'),
        ('meetings', '0009_known_and_tied'),
        ('organisations', '0007_known_and_tied'),
    ]

    operations = [
        migrations.RenameField(
            model_name='invitation',
            old_name='guest_audience_id',
            new_name='guest_audience',
        ),
        migrations.AlterField(
            model_name='invitation',
            name='guest_audience',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.audience'),
        ),
        migrations.RenameField(
            model_name='invitation',
            old_name='guest_principal_id',
            new_name='guest_principal',
        ),
        migrations.AlterField(
            model_name='invitation',
            name='guest_principal',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.principal'),
        ),
        migrations.RenameField(
            model_name='invitation',
            old_name='staff_id',
            new_name='staff',
        ),
        migrations.AlterField(
            model_name='invitation',
            name='staff',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.staff'),
        ),
        migrations.RenameField(
            model_name='invitation',
            old_name='unit_id',
            new_name='unit',
        ),
        migrations.AlterField(
            model_name='invitation',
            name='unit',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit'),
        ),
        migrations.RenameField(
            model_name='matter',
            old_name='proposed_by_id',
            new_name='proposed_by',
        ),
        migrations.AlterField(
            model_name='matter',
            name='proposed_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.staff'),
        ),
        migrations.RenameField(
            model_name='matter',
            old_name='proposed_by_unit_id',
            new_name='proposed_by_unit',
        ),
        migrations.AlterField(
            model_name='matter',
            name='proposed_by_unit',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit'),
        ),
        migrations.RenameField(
            model_name='resolution',
            old_name='responsible_id',
            new_name='responsible',
        ),
        migrations.AlterField(
            model_name='resolution',
            name='responsible',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.staff'),
        ),
        migrations.RenameField(
            model_name='resolution',
            old_name='unit_id',
            new_name='unit',
        ),
        migrations.AlterField(
            model_name='resolution',
            name='unit',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit'),
        ),
        migrations.RenameField(
            model_name='sheet',
            old_name='chair_id',
            new_name='chair',
        ),
        migrations.AlterField(
            model_name='sheet',
            name='chair',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.staff'),
        ),
        migrations.RenameField(
            model_name='sheet',
            old_name='minute_taker_id',
            new_name='minute_taker',
        ),
        migrations.AlterField(
            model_name='sheet',
            name='minute_taker',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.staff'),
        ),
        migrations.RenameField(
            model_name='sheet',
            old_name='organiser_id',
            new_name='organiser',
        ),
        migrations.AlterField(
            model_name='sheet',
            name='organiser',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit'),
        ),
        migrations.AlterField(
            model_name='invitation',
            name='kind',
            field=models.TextField(choices=[('colleague', 'En medarbejder'), ('unit', 'En enhed'), ('citizen', 'En borger')]),
        ),
        migrations.AlterField(
            model_name='invitation',
            name='origin',
            field=models.TextField(choices=[('own', "The unit's own"), ('police', 'The police')], default='own'),
        ),
        migrations.AlterField(
            model_name='matter',
            name='kind',
            field=models.TextField(choices=[('standing', 'Fast punkt'), ('theme', 'Tema'), ('discussion', 'Til drøftelse'), ('decision', 'Til beslutning'), ('information', 'Til orientering')], default='discussion'),
        ),
        migrations.AlterField(
            model_name='matter',
            name='origin',
            field=models.TextField(choices=[('own', "The unit's own"), ('police', 'The police')], default='own'),
        ),
        migrations.AlterField(
            model_name='matter',
            name='state',
            field=models.TextField(choices=[('waiting', 'På dagsordenen'), ('taken', 'Behandlet'), ('moved', 'Udskudt til et senere møde'), ('withdrawn', 'Trukket tilbage')], default='waiting'),
        ),
        migrations.AlterField(
            model_name='resolution',
            name='kind',
            field=models.TextField(choices=[('decision', 'Beslutning'), ('recommendation', 'Anbefaling'), ('comment', 'Kommentar'), ('agreement', 'Aftale')], default='agreement'),
        ),
        migrations.AlterField(
            model_name='resolution',
            name='origin',
            field=models.TextField(choices=[('own', "The unit's own"), ('police', 'The police')], default='own'),
        ),
        migrations.AlterField(
            model_name='resolution',
            name='state',
            field=models.TextField(choices=[('standing', 'Gælder'), ('done', 'Udført'), ('undone', 'Taget tilbage')], default='standing'),
        ),
        migrations.AlterField(
            model_name='sheet',
            name='origin',
            field=models.TextField(choices=[('own', "The unit's own"), ('police', 'The police')], default='own'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['colleague', 'unit', 'citizen'])), name='matters_invitation_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='matter',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['standing', 'theme', 'discussion', 'decision', 'information'])), name='matters_matter_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='matter',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'taken', 'moved', 'withdrawn'])), name='matters_matter_state_known'),
        ),
        migrations.AddConstraint(
            model_name='resolution',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['decision', 'recommendation', 'comment', 'agreement'])), name='matters_resolution_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='resolution',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['standing', 'done', 'undone'])), name='matters_resolution_state_known'),
        ),
    ]
