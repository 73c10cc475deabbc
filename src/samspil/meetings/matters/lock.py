"""The lock of matters: the rows are the forum's, guests hold one matter each, approved minutes are closed."""

from samspil.access.declaring import confidential, functions, further, schema

INTO = ("organisations_forum", "organisations_forumterms", "organisations_seat", "organisations_seatholder")

LOCK = [
    *schema("matters"),
    *confidential("matters_sheet"),
    *confidential("matters_matter"),
    *confidential("matters_resolution"),
    *confidential("matters_invitation", deletable=True),  # a citizen's name leaves with the invitation
    *functions(
        "matters",
        "meetings/matters/sql/closed.sql",
        "meetings/matters/sql/guests.sql",
        samspil_app=("invite", "call_off", "enrol_guest", "guest_of"),
    ),
    *functions(
        "matters",
        "meetings/matters/sql/over.sql",
        "meetings/matters/sql/convene.sql",
        samspil_app=("convene",),
    ),
    *functions(
        "matters",
        "meetings/matters/sql/agreements.sql",
        samspil_app=("my_agreements", "left_agreements", "read_agreement", "tell_how_far", "hand_on", "held"),
    ),
    # An agreement is followed up and given on by who has it without a seat too.
    *further("GRANT UPDATE (outcome, state, done_on, responsible_id) ON matters_resolution TO samspil_lock;"),
    # Meetings without a standing forum.
    *further(
        "".join(
            f"CREATE POLICY samspil_convene ON {table} FOR INSERT TO samspil_lock WITH CHECK (true);"
            f"GRANT INSERT ON {table} TO samspil_lock;"
            for table in INTO
        )
    ),
    *further("""
        CREATE TRIGGER matters_closed BEFORE INSERT OR UPDATE ON matters_matter FOR EACH ROW EXECUTE FUNCTION matters.closed();
        CREATE TRIGGER matters_closed BEFORE INSERT OR UPDATE ON matters_resolution FOR EACH ROW EXECUTE FUNCTION matters.closed();
        CREATE TRIGGER matters_closed BEFORE INSERT OR UPDATE ON matters_sheet FOR EACH ROW EXECUTE FUNCTION matters.closed();
        CREATE TRIGGER matters_follow AFTER UPDATE OF starts_at, state ON meetings_meeting
          FOR EACH ROW EXECUTE FUNCTION matters.follow();
        CREATE TRIGGER matters_over AFTER UPDATE OF state ON matters_matter FOR EACH ROW
          WHEN (NEW.state IN ('withdrawn', 'moved') AND OLD.state NOT IN ('withdrawn', 'moved')) EXECUTE FUNCTION matters.over();
    """),
]
