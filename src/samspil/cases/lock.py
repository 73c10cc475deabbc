"""The lock of cases: who holds one changes by its functions alone, with every yes, or a recorded exception."""

from samspil.access.declaring import confidential, constraint, fixed, functions, further, index, schema

LOCK = [
    *schema("cases"),
    *confidential("cases_case"),
    *confidential("cases_responsibility"),
    *confidential("cases_task", unties=("case_id",)),
    *confidential("cases_conversation", unties=("case_id", "follows_id")),
    *confidential("cases_handover", unties=("case_id",)),
    *confidential("cases_note"),
    *confidential("cases_involvement"),
    *confidential("cases_agreement"),
    *functions("cases", "cases/sql/responsibility.sql"),
    *functions(
        "cases",
        "cases/sql/handing.sql",
        "cases/sql/holding.sql",
        samspil_app=(
            "made_for",
            "withdraw",
            "take_back",
            "introduce",
            "answer",
            "sides",
            "ask_to_confirm",
            "settle",
            "finish",
            "reopen",
        ),
    ),
    *functions("cases", "cases/sql/search.sql", samspil_app=("note_vector", "search_notes")),
    *functions("cases", "cases/sql/reminding.sql", samspil_keeper=("remind",)),
    *constraint(
        "cases_responsibility",
        "responsibility_exactly_one",
        "EXCLUDE USING gist (int8range(case_id, case_id, '[]') WITH &&, int4range(ascii(duty), ascii(duty), '[]') WITH &&, "
        "period WITH &&) DEFERRABLE INITIALLY IMMEDIATE",
    ),
    *index("note_search", "cases_note", "USING gin (cases.note_vector(text, audiences))", rests_on="cases.note_vector"),
    *further("""
        GRANT UPDATE (state, responsible_id, unit_id) ON cases_task, cases_conversation TO samspil_lock;
        GRANT UPDATE (state, closed_at) ON cases_case TO samspil_lock;
        GRANT UPDATE (period) ON cases_responsibility TO samspil_lock;
        GRANT UPDATE (state, answered_at, answer) ON cases_handover TO samspil_lock;
        GRANT INSERT ON cases_responsibility, cases_agreement TO samspil_lock;
        CREATE CONSTRAINT TRIGGER responsibility_cover AFTER INSERT OR UPDATE OR DELETE ON cases_responsibility
          DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cases.check_cover();
        CREATE CONSTRAINT TRIGGER case_cover AFTER INSERT OR UPDATE ON cases_case
          DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cases.check_cover();
    """),
    # What somebody answered, and what was asked, is written once.
    *fixed(
        "cases_agreement",
        "handover_id",
        "party",
        "answer",
        "because",
        "tries",
        "note",
        "staff_id",
        "coordinator_id",
    ),
    *fixed(
        "cases_handover",
        "case_id",
        "from_staff_id",
        "from_unit_id",
        "to_staff_id",
        "to_unit_id",
        "needs",
        "suspicion",
        "text",
        "basis_version_id",
        "necessity",
        "with_notes",
    ),
    *fixed(
        "cases_responsibility",
        "case_id",
        "duty",
        "staff_id",
        "unit_id",
        "period",
        "chosen_by",
        when="OLD.duty = 'holder'",
    ),
]
