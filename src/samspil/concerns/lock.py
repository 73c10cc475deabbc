"""The lock of concerns: who has one changes by acts alone, and there is exactly one at every instant."""

from samspil.access.declaring import confidential, constraint, fixed, functions, further, open_table, schema
from samspil.sharing.lock import carries_files

LOCK = [
    *schema("concerns"),
    *confidential("concerns_policelist"),
    *confidential("concerns_incident"),
    *confidential("concerns_listentry", unties=("incident_id",)),
    *confidential("concerns_concern"),
    *carries_files("concerns_concern"),
    *confidential("concerns_holding"),
    *confidential("concerns_assessment"),
    *confidential("concerns_step"),
    *confidential("concerns_handover"),
    *confidential("concerns_agreement"),
    *confidential("concerns_sparring"),
    *open_table(
        "concerns_reception",
        answers="SELECT ARRAY[b.administration_id] FROM organisations_body b WHERE b.id = concerns_reception.body_id",
        once=("body_id",),
    ),
    *functions(
        "concerns",
        "concerns/sql/holding.sql",
        samspil_app=("take", "finish", "reopen", "settle", "sides", "urgency", "withdraw", "ask_to_confirm"),
    ),
    *functions("concerns", "concerns/sql/clocks.sql", samspil_app=("my_clocks", "at_door")),
    *functions("concerns", "concerns/sql/begun_lists.sql", samspil_app=("begun_lists",)),
    *functions("concerns", "concerns/sql/unit_doors.sql", samspil_app=("door_of_unit",)),
    *functions("concerns", "concerns/sql/passing.sql", samspil_app=("pass_on",)),
    *functions("concerns", "concerns/sql/sparring.sql", samspil_app=("withdraw_sparring",)),
    *functions("concerns", "concerns/sql/reminding.sql", samspil_keeper=("remind",)),
    *constraint(
        "concerns_holding",
        "holding_exactly_one",
        "EXCLUDE USING gist (int8range(concern_id, concern_id, '[]') WITH &&, period WITH &&) DEFERRABLE INITIALLY IMMEDIATE",
    ),
    *further("""
        GRANT INSERT, UPDATE (period) ON concerns_holding TO samspil_lock;
        GRANT INSERT ON organisations_concerndoor TO samspil_lock;
        CREATE POLICY samspil_lock ON organisations_concerndoor FOR INSERT TO samspil_lock WITH CHECK (takes = '{}');
        GRANT UPDATE (state, closed_at, door_id) ON concerns_concern TO samspil_lock;
        GRANT UPDATE (state, settled_at) ON concerns_handover TO samspil_lock;
        GRANT UPDATE (state, closed_at) ON concerns_sparring TO samspil_lock;
        CREATE CONSTRAINT TRIGGER holding_cover AFTER INSERT OR UPDATE OR DELETE ON concerns_holding
          DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION concerns.check_cover();
        CREATE CONSTRAINT TRIGGER concern_cover AFTER INSERT OR UPDATE ON concerns_concern
          DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION concerns.check_cover();
    """),
    # Who has it, and what somebody answered, is written once; so is what the sender said.
    *fixed("concerns_holding", "concern_id", "staff_id", "unit_id", "footing", "period"),
    *fixed("concerns_agreement", "handover_id", "party", "answer", "because", "tries", "note", "staff_id"),
    *fixed(
        "concerns_handover",
        "concern_id",
        "from_staff_id",
        "from_unit_id",
        "to_staff_id",
        "to_unit_id",
        "to_door_id",
        "needs",
        "suspicion",
        "reason",
        "basis_version_id",
        "necessity",
    ),
    *fixed(
        "concerns_concern",
        "door_id",
        "received_at",
        "closed_at",
        "sender_id",
        "sender_unit_id",
        "who",
        "text",
        "location_type",
    ),
    *fixed("concerns_assessment", "concern_id", "received_at", "first_at", "first_by_id", "reacted_at"),
]
