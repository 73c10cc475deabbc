import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0005_known_and_tied'),
        ('cases', '0009_told'),
        ('organisations', '0007_known_and_tied'),
        ('sharing', '0006_known_and_tied'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='conversation',
            name='conversation_responsible_due',
        ),
        migrations.RemoveIndex(
            model_name='handover',
            name='handover_to_state',
        ),
        migrations.RemoveIndex(
            model_name='handover',
            name='handover_from_state',
        ),
        migrations.RemoveIndex(
            model_name='involvement',
            name='involvement_unit_state',
        ),
        migrations.RemoveIndex(
            model_name='responsibility',
            name='responsibility_staff',
        ),
        migrations.RemoveIndex(
            model_name='task',
            name='task_responsible_due',
        ),
        migrations.RenameField(
            model_name='agreement',
            old_name='coordinator_id',
            new_name='coordinator',
        ),
        migrations.AlterField(
            model_name='agreement',
            name='coordinator',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.staff'),
        ),
        migrations.RenameField(
            model_name='agreement',
            old_name='staff_id',
            new_name='staff',
        ),
        migrations.AlterField(
            model_name='agreement',
            name='staff',
            field=models.ForeignKey(db_index=False, default=0, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.staff'),
        ),
        migrations.RenameField(
            model_name='case',
            old_name='forum_id',
            new_name='forum',
        ),
        migrations.AlterField(
            model_name='case',
            name='forum',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.forum'),
        ),
        migrations.RenameField(
            model_name='conversation',
            old_name='basis_version_id',
            new_name='basis_version',
        ),
        migrations.AlterField(
            model_name='conversation',
            name='basis_version',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sharing.basisversion'),
        ),
        migrations.RenameField(
            model_name='conversation',
            old_name='responsible_id',
            new_name='responsible',
        ),
        migrations.AlterField(
            model_name='conversation',
            name='responsible',
            field=models.ForeignKey(db_index=False, default=0, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.staff'),
        ),
        migrations.RenameField(
            model_name='conversation',
            old_name='unit_id',
            new_name='unit',
        ),
        migrations.AlterField(
            model_name='conversation',
            name='unit',
            field=models.ForeignKey(db_index=False, default=0, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit'),
        ),
        migrations.RenameField(
            model_name='handover',
            old_name='basis_version_id',
            new_name='basis_version',
        ),
        migrations.AlterField(
            model_name='handover',
            name='basis_version',
            field=models.ForeignKey(db_index=False, default=0, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sharing.basisversion'),
        ),
        migrations.RenameField(
            model_name='handover',
            old_name='from_staff_id',
            new_name='from_staff',
        ),
        migrations.AlterField(
            model_name='handover',
            name='from_staff',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.staff'),
        ),
        migrations.RenameField(
            model_name='handover',
            old_name='from_unit_id',
            new_name='from_unit',
        ),
        migrations.AlterField(
            model_name='handover',
            name='from_unit',
            field=models.ForeignKey(db_index=False, default=0, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit'),
        ),
        migrations.RenameField(
            model_name='handover',
            old_name='to_staff_id',
            new_name='to_staff',
        ),
        migrations.AlterField(
            model_name='handover',
            name='to_staff',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.staff'),
        ),
        migrations.RenameField(
            model_name='handover',
            old_name='to_unit_id',
            new_name='to_unit',
        ),
        migrations.AlterField(
            model_name='handover',
            name='to_unit',
            field=models.ForeignKey(db_index=False, default=0, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit'),
        ),
        migrations.RenameField(
            model_name='involvement',
            old_name='basis_version_id',
            new_name='basis_version',
        ),
        migrations.AlterField(
            model_name='involvement',
            name='basis_version',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sharing.basisversion'),
        ),
        migrations.RenameField(
            model_name='involvement',
            old_name='unit_id',
            new_name='unit',
        ),
        migrations.AlterField(
            model_name='involvement',
            name='unit',
            field=models.ForeignKey(db_index=False, default=0, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit'),
        ),
        migrations.RenameField(
            model_name='responsibility',
            old_name='staff_id',
            new_name='staff',
        ),
        migrations.AlterField(
            model_name='responsibility',
            name='staff',
            field=models.ForeignKey(db_index=False, default=0, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.staff'),
        ),
        migrations.RenameField(
            model_name='responsibility',
            old_name='unit_id',
            new_name='unit',
        ),
        migrations.AlterField(
            model_name='responsibility',
            name='unit',
            field=models.ForeignKey(db_index=False, default=0, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit'),
        ),
        migrations.RenameField(
            model_name='task',
            old_name='responsible_id',
            new_name='responsible',
        ),
        migrations.AlterField(
            model_name='task',
            name='responsible',
            field=models.ForeignKey(db_index=False, default=0, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.staff'),
        ),
        migrations.RenameField(
            model_name='task',
            old_name='unit_id',
            new_name='unit',
        ),
        migrations.AlterField(
            model_name='task',
            name='unit',
            field=models.ForeignKey(db_index=False, default=0, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit'),
        ),
        migrations.AlterField(
            model_name='agreement',
            name='answer',
            field=models.TextField(choices=[('agrees', 'Enig'), ('disagrees', 'Uenig'), ('not_asked', 'Ikke spurgt'), ('confirmed', 'En leder har bekræftet, at de ikke spørges')]),
        ),
        migrations.AlterField(
            model_name='agreement',
            name='because',
            field=models.TextField(blank=True, choices=[('danger', 'Det ville bringe barnet i fare'), ('not_reached', 'Ikke truffet efter to forsøg'), ('law', 'Loven placerer ansvaret et andet sted')], default=''),
        ),
        migrations.AlterField(
            model_name='agreement',
            name='origin',
            field=models.TextField(choices=[('own', "The unit's own"), ('police', 'The police')], default='own'),
        ),
        migrations.AlterField(
            model_name='agreement',
            name='party',
            field=models.TextField(choices=[('giver', 'Den, der har den nu'), ('receiver', 'Den, der tager over'), ('child', 'Barnet'), ('parents', 'Forældrene')]),
        ),
        migrations.AlterField(
            model_name='case',
            name='origin',
            field=models.TextField(choices=[('own', "The unit's own"), ('police', 'The police')], default='own'),
        ),
        migrations.AlterField(
            model_name='case',
            name='state',
            field=models.TextField(choices=[('open', 'Åben'), ('closed', 'Afsluttet'), ('withdrawn', 'Trukket tilbage')], default='open'),
        ),
        migrations.AlterField(
            model_name='conversation',
            name='answer_child',
            field=models.TextField(blank=True, choices=[('yes', 'Ja'), ('no', 'Nej'), ('not_asked', 'Ikke spurgt')], default=''),
        ),
        migrations.AlterField(
            model_name='conversation',
            name='answer_parents',
            field=models.TextField(blank=True, choices=[('yes', 'Ja'), ('no', 'Nej'), ('not_asked', 'Ikke spurgt')], default=''),
        ),
        migrations.AlterField(
            model_name='conversation',
            name='kind',
            field=models.TextField(choices=[('preventive', 'Forebyggende samtale'), ('concern', 'Bekymringssamtale')]),
        ),
        migrations.AlterField(
            model_name='conversation',
            name='origin',
            field=models.TextField(choices=[('own', "The unit's own"), ('police', 'The police')], default='own'),
        ),
        migrations.AlterField(
            model_name='conversation',
            name='state',
            field=models.TextField(choices=[('planned', 'Planlagt'), ('held', 'Holdt'), ('not_held', 'Ikke holdt'), ('withdrawn', 'Trukket tilbage')], default='planned'),
        ),
        migrations.AlterField(
            model_name='handover',
            name='origin',
            field=models.TextField(choices=[('own', "The unit's own"), ('police', 'The police')], default='own'),
        ),
        migrations.AlterField(
            model_name='handover',
            name='state',
            field=models.TextField(choices=[('proposed', 'Venter på et ja'), ('accepted', 'Sagt ja'), ('declined', 'Sagt nej'), ('withdrawn', 'Trukket tilbage')], default='proposed'),
        ),
        migrations.AlterField(
            model_name='involvement',
            name='origin',
            field=models.TextField(choices=[('own', "The unit's own"), ('police', 'The police')], default='own'),
        ),
        migrations.AlterField(
            model_name='involvement',
            name='state',
            field=models.TextField(choices=[('considered', 'Overvejes'), ('involved', 'Inddraget'), ('not_involved', 'Ikke inddraget'), ('ended', 'Ikke længere inddraget')], default='considered'),
        ),
        migrations.AlterField(
            model_name='note',
            name='origin',
            field=models.TextField(choices=[('own', "The unit's own"), ('police', 'The police')], default='own'),
        ),
        migrations.AlterField(
            model_name='responsibility',
            name='duty',
            field=models.TextField(choices=[('holder', 'Har sagen'), ('coordinator', 'Tovholder')]),
        ),
        migrations.AlterField(
            model_name='responsibility',
            name='origin',
            field=models.TextField(choices=[('own', "The unit's own"), ('police', 'The police')], default='own'),
        ),
        migrations.AlterField(
            model_name='task',
            name='kind',
            field=models.TextField(choices=[('task', 'Opgave'), ('notification', 'Underretning'), ('handover', 'Overtaget')], default='task'),
        ),
        migrations.AlterField(
            model_name='task',
            name='origin',
            field=models.TextField(choices=[('own', "The unit's own"), ('police', 'The police')], default='own'),
        ),
        migrations.AlterField(
            model_name='task',
            name='state',
            field=models.TextField(choices=[('open', 'Åben'), ('done', 'Udført'), ('withdrawn', 'Trukket tilbage')], default='open'),
        ),
        migrations.AddIndex(
            model_name='conversation',
            index=models.Index(fields=['responsible', 'state', 'due_on'], name='conversation_responsible_due'),
        ),
        migrations.AddIndex(
            model_name='handover',
            index=models.Index(fields=['to_unit', 'state'], name='handover_to_state'),
        ),
        migrations.AddIndex(
            model_name='handover',
            index=models.Index(fields=['from_unit', 'state'], name='handover_from_state'),
        ),
        migrations.AddIndex(
            model_name='involvement',
            index=models.Index(fields=['unit', 'state'], name='involvement_unit_state'),
        ),
        migrations.AddIndex(
            model_name='responsibility',
            index=models.Index(fields=['staff', 'duty'], name='responsibility_staff'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(fields=['responsible', 'state', 'due_on'], name='task_responsible_due'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('party__in', ['giver', 'receiver', 'child', 'parents'])), name='cases_agreement_party_known'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('answer__in', ['agrees', 'disagrees', 'not_asked', 'confirmed'])), name='cases_agreement_answer_known'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('because__in', ['', 'danger', 'not_reached', 'law'])), name='cases_agreement_because_known'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'closed', 'withdrawn'])), name='cases_case_state_known'),
        ),
        migrations.AddConstraint(
            model_name='conversation',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['preventive', 'concern'])), name='cases_conversation_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='conversation',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['planned', 'held', 'not_held', 'withdrawn'])), name='cases_conversation_state_known'),
        ),
        migrations.AddConstraint(
            model_name='conversation',
            constraint=models.CheckConstraint(condition=models.Q(('answer_child__in', ['', 'yes', 'no', 'not_asked'])), name='cases_conversation_answer_child_known'),
        ),
        migrations.AddConstraint(
            model_name='conversation',
            constraint=models.CheckConstraint(condition=models.Q(('answer_parents__in', ['', 'yes', 'no', 'not_asked'])), name='cases_conversation_answer_parents_known'),
        ),
        migrations.AddConstraint(
            model_name='handover',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'accepted', 'declined', 'withdrawn'])), name='cases_handover_state_known'),
        ),
        migrations.AddConstraint(
            model_name='involvement',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['considered', 'involved', 'not_involved', 'ended'])), name='cases_involvement_state_known'),
        ),
        migrations.AddConstraint(
            model_name='responsibility',
            constraint=models.CheckConstraint(condition=models.Q(('duty__in', ['holder', 'coordinator'])), name='cases_responsibility_duty_known'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['task', 'notification', 'handover'])), name='cases_task_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'done', 'withdrawn'])), name='cases_task_state_known'),
        ),
    ]
