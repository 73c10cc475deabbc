import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0005_known_and_tied"),
        ("concerns", "0011_assessment_answers"),
        ("organisations", "0007_known_and_tied"),
        ("sharing", "0006_known_and_tied"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="absence",
            name="absence_staff",
        ),
        migrations.RemoveIndex(
            model_name="holding",
            name="holding_staff",
        ),
        migrations.RemoveIndex(
            model_name="policelist",
            name="policelist_forum_day",
        ),
        migrations.RenameField(
            model_name="absence",
            old_name="deputy_id",
            new_name="deputy",
        ),
        migrations.AlterField(
            model_name="absence",
            name="deputy",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.staff",
            ),
        ),
        migrations.RenameField(
            model_name="absence",
            old_name="staff_id",
            new_name="staff",
        ),
        migrations.AlterField(
            model_name="absence",
            name="staff",
            field=models.ForeignKey(
                db_index=False,
                default=0,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.staff",
            ),
        ),
        migrations.RenameField(
            model_name="agreement",
            old_name="staff_id",
            new_name="staff",
        ),
        migrations.AlterField(
            model_name="agreement",
            name="staff",
            field=models.ForeignKey(
                db_index=False,
                default=0,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.staff",
            ),
        ),
        migrations.RenameField(
            model_name="assessment",
            old_name="first_by_id",
            new_name="first_by",
        ),
        migrations.AlterField(
            model_name="assessment",
            name="first_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.staff",
            ),
        ),
        migrations.RenameField(
            model_name="concern",
            old_name="door_id",
            new_name="door",
        ),
        migrations.AlterField(
            model_name="concern",
            name="door",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.concerndoor",
            ),
        ),
        migrations.RenameField(
            model_name="concern",
            old_name="forum_id",
            new_name="forum",
        ),
        migrations.AlterField(
            model_name="concern",
            name="forum",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.forum",
            ),
        ),
        migrations.RenameField(
            model_name="concern",
            old_name="sender_id",
            new_name="sender",
        ),
        migrations.AlterField(
            model_name="concern",
            name="sender",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.staff",
            ),
        ),
        migrations.RenameField(
            model_name="concern",
            old_name="sender_unit_id",
            new_name="sender_unit",
        ),
        migrations.AlterField(
            model_name="concern",
            name="sender_unit",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.unit",
            ),
        ),
        migrations.RenameField(
            model_name="handover",
            old_name="basis_version_id",
            new_name="basis_version",
        ),
        migrations.AlterField(
            model_name="handover",
            name="basis_version",
            field=models.ForeignKey(
                db_index=False,
                default=0,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="sharing.basisversion",
            ),
        ),
        migrations.RenameField(
            model_name="handover",
            old_name="from_staff_id",
            new_name="from_staff",
        ),
        migrations.AlterField(
            model_name="handover",
            name="from_staff",
            field=models.ForeignKey(
                db_index=False,
                default=0,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.staff",
            ),
        ),
        migrations.RenameField(
            model_name="handover",
            old_name="from_unit_id",
            new_name="from_unit",
        ),
        migrations.AlterField(
            model_name="handover",
            name="from_unit",
            field=models.ForeignKey(
                db_index=False,
                default=0,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.unit",
            ),
        ),
        migrations.RenameField(
            model_name="handover",
            old_name="to_door_id",
            new_name="to_door",
        ),
        migrations.AlterField(
            model_name="handover",
            name="to_door",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.concerndoor",
            ),
        ),
        migrations.RenameField(
            model_name="handover",
            old_name="to_staff_id",
            new_name="to_staff",
        ),
        migrations.AlterField(
            model_name="handover",
            name="to_staff",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.staff",
            ),
        ),
        migrations.RenameField(
            model_name="handover",
            old_name="to_unit_id",
            new_name="to_unit",
        ),
        migrations.AlterField(
            model_name="handover",
            name="to_unit",
            field=models.ForeignKey(
                db_index=False,
                default=0,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.unit",
            ),
        ),
        migrations.RenameField(
            model_name="holding",
            old_name="staff_id",
            new_name="staff",
        ),
        migrations.AlterField(
            model_name="holding",
            name="staff",
            field=models.ForeignKey(
                db_index=False,
                default=0,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.staff",
            ),
        ),
        migrations.RenameField(
            model_name="holding",
            old_name="unit_id",
            new_name="unit",
        ),
        migrations.AlterField(
            model_name="holding",
            name="unit",
            field=models.ForeignKey(
                db_index=False,
                default=0,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.unit",
            ),
        ),
        migrations.RenameField(
            model_name="listentry",
            old_name="giver_unit_id",
            new_name="giver_unit",
        ),
        migrations.AlterField(
            model_name="listentry",
            name="giver_unit",
            field=models.ForeignKey(
                db_index=False,
                default=0,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.unit",
            ),
        ),
        migrations.RenameField(
            model_name="listentry",
            old_name="said_by_id",
            new_name="said_by",
        ),
        migrations.AlterField(
            model_name="listentry",
            name="said_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.staff",
            ),
        ),
        migrations.RenameField(
            model_name="policelist",
            old_name="forum_id",
            new_name="forum",
        ),
        migrations.AlterField(
            model_name="policelist",
            name="forum",
            field=models.ForeignKey(
                db_index=False,
                default=0,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.forum",
            ),
        ),
        migrations.RenameField(
            model_name="policelist",
            old_name="giver_unit_id",
            new_name="giver_unit",
        ),
        migrations.AlterField(
            model_name="policelist",
            name="giver_unit",
            field=models.ForeignKey(
                db_index=False,
                default=0,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.unit",
            ),
        ),
        migrations.RenameField(
            model_name="reception",
            old_name="body_id",
            new_name="body",
        ),
        migrations.AlterField(
            model_name="reception",
            name="body",
            field=models.ForeignKey(
                default=0, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.body"
            ),
        ),
        migrations.RenameField(
            model_name="sparring",
            old_name="answered_by_id",
            new_name="answered_by",
        ),
        migrations.AlterField(
            model_name="sparring",
            name="answered_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.staff",
            ),
        ),
        migrations.RenameField(
            model_name="sparring",
            old_name="asker_id",
            new_name="asker",
        ),
        migrations.AlterField(
            model_name="sparring",
            name="asker",
            field=models.ForeignKey(
                db_index=False,
                default=0,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.staff",
            ),
        ),
        migrations.RenameField(
            model_name="sparring",
            old_name="asker_unit_id",
            new_name="asker_unit",
        ),
        migrations.AlterField(
            model_name="sparring",
            name="asker_unit",
            field=models.ForeignKey(
                db_index=False,
                default=0,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.unit",
            ),
        ),
        migrations.RenameField(
            model_name="sparring",
            old_name="door_id",
            new_name="door",
        ),
        migrations.AlterField(
            model_name="sparring",
            name="door",
            field=models.ForeignKey(
                db_index=False,
                default=0,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.concerndoor",
            ),
        ),
        migrations.RenameField(
            model_name="step",
            old_name="staff_id",
            new_name="staff",
        ),
        migrations.AlterField(
            model_name="step",
            name="staff",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.staff",
            ),
        ),
        migrations.AlterField(
            model_name="agreement",
            name="because",
            field=models.TextField(
                blank=True,
                choices=[
                    ("danger", "It would put the child in danger"),
                    ("not_reached", "Not reached after two tries"),
                    ("law", "The law places it elsewhere"),
                ],
                default="",
            ),
        ),
        migrations.AlterField(
            model_name="agreement",
            name="origin",
            field=models.TextField(choices=[("own", "The unit's own"), ("police", "The police")], default="own"),
        ),
        migrations.AlterField(
            model_name="agreement",
            name="party",
            field=models.TextField(
                choices=[
                    ("giver", "Who has it now"),
                    ("receiver", "Who takes it over"),
                    ("child", "The child"),
                    ("parents", "The parents"),
                ]
            ),
        ),
        migrations.AlterField(
            model_name="assessment",
            name="first_answer",
            field=models.TextField(
                blank=True,
                choices=[
                    ("yes", "Yes, it is sent on now"),
                    ("no", "No, because …"),
                    ("unsure", "We do not know; we ring and ask"),
                ],
                default="",
            ),
        ),
        migrations.AlterField(
            model_name="assessment",
            name="origin",
            field=models.TextField(choices=[("own", "The unit's own"), ("police", "The police")], default="own"),
        ),
        migrations.AlterField(
            model_name="assessment",
            name="outcome",
            field=models.TextField(
                blank=True,
                choices=[
                    ("notification", "Sent on as a statutory notification"),
                    ("meeting", "Taken to a meeting"),
                    ("case", "Became a case"),
                    ("sparring", "Became sparring"),
                    ("help", "Help in everyday life"),
                    ("nothing", "Nothing further is needed"),
                ],
                default="",
            ),
        ),
        migrations.AlterField(
            model_name="concern",
            name="about",
            field=models.TextField(
                choices=[
                    ("child", "A child or young person"),
                    ("group", "A group"),
                    ("place", "A place"),
                    ("trend", "Something that spreads"),
                ]
            ),
        ),
        migrations.AlterField(
            model_name="concern",
            name="arena",
            field=models.TextField(
                blank=True,
                choices=[
                    ("school", "In school or day care"),
                    ("club", "In a club or in leisure time"),
                    ("street", "On the street or in public"),
                    ("home", "At home"),
                    ("online", "Online"),
                    ("other", "Somewhere else"),
                ],
                default="",
            ),
        ),
        migrations.AlterField(
            model_name="concern",
            name="origin",
            field=models.TextField(choices=[("own", "The unit's own"), ("police", "The police")], default="own"),
        ),
        migrations.AlterField(
            model_name="concern",
            name="source",
            field=models.TextField(
                choices=[
                    ("police", "The police's list"),
                    ("outreach", "Outreach and street work"),
                    ("school", "School"),
                    ("leisure", "Leisure offers and clubs"),
                    ("family", "The child or the family"),
                    ("citizen", "A citizen"),
                    ("parent", "A parent"),
                    ("child", "The child itself"),
                    ("other", "Others"),
                ]
            ),
        ),
        migrations.AlterField(
            model_name="handover",
            name="origin",
            field=models.TextField(choices=[("own", "The unit's own"), ("police", "The police")], default="own"),
        ),
        migrations.AlterField(
            model_name="holding",
            name="origin",
            field=models.TextField(choices=[("own", "The unit's own"), ("police", "The police")], default="own"),
        ),
        migrations.AlterField(
            model_name="incident",
            name="origin",
            field=models.TextField(choices=[("own", "The unit's own"), ("police", "The police")], default="own"),
        ),
        migrations.AlterField(
            model_name="listentry",
            name="origin",
            field=models.TextField(choices=[("own", "The unit's own"), ("police", "The police")], default="own"),
        ),
        migrations.AlterField(
            model_name="policelist",
            name="origin",
            field=models.TextField(choices=[("own", "The unit's own"), ("police", "The police")], default="own"),
        ),
        migrations.AlterField(
            model_name="sparring",
            name="about",
            field=models.TextField(choices=[("nobody", "Nobody in particular"), ("child", "A named child")]),
        ),
        migrations.AlterField(
            model_name="sparring",
            name="origin",
            field=models.TextField(choices=[("own", "The unit's own"), ("police", "The police")], default="own"),
        ),
        migrations.AlterField(
            model_name="sparring",
            name="state",
            field=models.TextField(
                choices=[("asked", "waits for advice"), ("answered", "answered"), ("closed", "closed")], default="asked"
            ),
        ),
        migrations.AlterField(
            model_name="step",
            name="origin",
            field=models.TextField(choices=[("own", "The unit's own"), ("police", "The police")], default="own"),
        ),
        migrations.AddIndex(
            model_name="absence",
            index=models.Index(fields=["staff"], name="absence_staff"),
        ),
        migrations.AddIndex(
            model_name="holding",
            index=models.Index(fields=["staff"], name="holding_staff"),
        ),
        migrations.AddIndex(
            model_name="policelist",
            index=models.Index(fields=["forum", "received_on"], name="policelist_forum_day"),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(("party__in", ["giver", "receiver", "child", "parents"])),
                name="concerns_agreement_party_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer__in", ["agrees", "disagrees", "not_asked", "confirmed"])),
                name="concerns_agreement_answer_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(("because__in", ["", "danger", "not_reached", "law"])),
                name="concerns_agreement_because_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(("first_answer__in", ["", "yes", "no", "unsure"])),
                name="concerns_assessment_first_answer_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("outcome__in", ["", "notification", "meeting", "case", "sparring", "help", "nothing"])
                ),
                name="concerns_assessment_outcome_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=models.CheckConstraint(
                condition=models.Q(("about__in", ["child", "group", "place", "trend"])),
                name="concerns_concern_about_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "source__in",
                        ["police", "outreach", "school", "leisure", "family", "citizen", "parent", "child", "other"],
                    )
                ),
                name="concerns_concern_source_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=models.CheckConstraint(
                condition=models.Q(("arena__in", ["", "school", "club", "street", "home", "online", "other"])),
                name="concerns_concern_arena_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["new", "taken", "on_agenda", "closed"])),
                name="concerns_concern_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["proposed", "in_effect", "declined", "withdrawn"])),
                name="concerns_handover_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="holding",
            constraint=models.CheckConstraint(
                condition=models.Q(("footing__in", ["received", "chosen", "taken", "handed"])),
                name="concerns_holding_footing_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="listentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("role__in", ["charged", "suspected", "convicted", "witness", "victim", "other"])),
                name="concerns_listentry_role_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="policelist",
            constraint=models.CheckConstraint(
                condition=models.Q(("way__in", ["file", "aloud"])), name="concerns_policelist_way_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="sparring",
            constraint=models.CheckConstraint(
                condition=models.Q(("about__in", ["nobody", "child"])), name="concerns_sparring_about_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="sparring",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["asked", "answered", "closed"])), name="concerns_sparring_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["added", "asked", "answered", "told", "noted", "meeting", "case", "sparring"])
                ),
                name="concerns_step_kind_known",
            ),
        ),
    ]
