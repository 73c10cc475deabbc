"""The lock of meetings: everybody reads that there is one; its items, decisions and minutes are the forum's."""

from samspil.access.declaring import confidential, functions, further, index, open_table, schema, sequence

# Who went out of an item reads nothing of it, whichever key they hold; what it came from and whom it is about they read by other keys
# than the pen and the forum's door alone. Like keys(), the sub-selects are asked once per query (sql/out.sql).
OUT = """
CREATE POLICY samspil_out ON {table} AS RESTRICTIVE TO samspil_app
  USING ({column} <> ALL ((SELECT meetings.out_of('{asked}'))::bigint[]));
"""
# Table -> its column of the item, and whether who has left reads on by the pen: what they told themselves they do.
OF_ITEMS = {
    "meetings_item": ("id", "read"),
    "meetings_statement": ("item_id", "id"),
    "meetings_decision": ("item_id", "read"),
}
BEHIND = """
CREATE POLICY samspil_out ON {table} AS RESTRICTIVE TO samspil_app
  USING (id <> ALL ((SELECT meetings.out_of('{column}'))::bigint[]) OR audiences && (SELECT meetings.other_keys()));
"""
BEHIND_ITEMS = {
    "concerns_listentry": "entry_id",
    "concerns_concern": "concern_id",
    "concerns_incident": "incident_id",
    "people_person": "subject",
}

LOCK = [
    *schema("meetings"),
    # Those who answer for the forum. Called now, any of its seats begins it; then it is the caller's, who has the pen.
    *open_table(
        "meetings_meeting",
        answers="SELECT CASE WHEN meetings_meeting.kind <> 'urgent' THEN ARRAY[f.door_id, b.administration_id] "
        "ELSE ARRAY[coalesce(meetings_meeting.minutes_audience_id, f.audience_id)] END "
        "FROM organisations_forum f JOIN organisations_body b ON b.id = f.body_id "
        "WHERE f.id = meetings_meeting.forum_id",
        once=("forum_id", "minutes_audience_id", "seated_audience_id"),
    ),
    *open_table(
        "meetings_followupcount",
        answers="SELECT ARRAY[f.door_id, f.audience_id] FROM organisations_forum f "
        "WHERE f.id = meetings_followupcount.forum_id",
        once=("forum_id",),
    ),
    *confidential("meetings_slot"),
    *confidential("meetings_item", unties=("entry_id", "concern_id", "incident_id", "joined_to_id")),
    *confidential("meetings_statement"),
    *confidential("meetings_attendance"),
    *confidential("meetings_presence", deletable=True),
    *confidential("meetings_decision"),
    *sequence("meetings.extract_number"),  # each paper about a child has one, on its pages and in the record
    *functions(
        "meetings",
        "meetings/sql/carry.sql",
        "meetings/sql/forget.sql",
        samspil_app=("carry", "forget", "count_sealed"),
        samspil_keeper=("forget_due",),
    ),
    *functions("meetings", "meetings/sql/follow_up.sql", samspil_app=("follow_up",)),
    *functions("meetings", "meetings/sql/unsaid.sql", samspil_app=("unsaid",)),
    *functions("meetings", "meetings/sql/pen.sql", samspil_app=("check_pen",)),
    *functions("meetings", "meetings/sql/decided.sql", samspil_app=("decided",)),
    *functions(
        "meetings",
        "meetings/sql/taking_over.sql",
        samspil_app=(
            "may_take_over",
            "has_lost_its_keeper",
            "take_over",
            "lay_down_pen",
            "in_progress",
            "left_table",
            "stopped_during",
        ),
    ),
    *functions("meetings", "meetings/sql/regrets.sql", samspil_app=("note_regrets",)),
    *functions("meetings", "meetings/sql/corrected.sql"),
    *functions(
        "meetings",
        "meetings/sql/out.sql",
        samspil_app=("out_of", "other_keys", "look_past", "keepers", "come_in"),
    ),
    *functions("meetings", "meetings/sql/stepping.sql", samspil_app=("note_out",)),
    *index(
        "attendance_out",
        "meetings_attendance",
        "(staff_id) WHERE stepped_out <> '{}' OR left_out <> '{}' OR left_at IS NOT NULL",
    ),
    *further(
        "".join(OUT.format(table=table, column=column, asked=asked) for table, (column, asked) in OF_ITEMS.items())
    ),
    *further("".join(BEHIND.format(table=table, column=column) for table, column in BEHIND_ITEMS.items())),
    # What a row was before is the row's.
    *further("""
        CREATE POLICY samspil_out ON access_history AS RESTRICTIVE FOR SELECT TO samspil_app USING (
          parent_table NOT IN ('meetings_item', 'meetings_statement', 'meetings_decision', 'concerns_listentry')
          OR CASE parent_table WHEN 'meetings_item' THEN parent_id WHEN 'concerns_listentry' THEN 0
               ELSE (was ->> 'item_id')::bigint END <> ALL ((SELECT meetings.out_of('read'))::bigint[])
             AND (parent_table <> 'concerns_listentry' OR parent_id <> ALL ((SELECT meetings.out_of('entry_id'))::bigint[])
               OR audiences && (SELECT meetings.other_keys())));
    """),
    *further("""
        -- The count goes up in the act that deletes, also where nobody but the keeper acts.
        CREATE POLICY samspil_lock ON meetings_followupcount TO samspil_lock USING (true) WITH CHECK (true);
        GRANT INSERT, UPDATE ON meetings_followupcount TO samspil_lock;
        GRANT UPDATE (followed_up_on) ON meetings_decision TO samspil_lock;
        GRANT UPDATE (stepped_out, left_out) ON meetings_attendance TO samspil_lock;
        CREATE TRIGGER samspil_pen BEFORE UPDATE OF state ON meetings_meeting FOR EACH ROW
          WHEN (NEW.state IS DISTINCT FROM OLD.state) EXECUTE FUNCTION meetings.check_pen();
        CREATE POLICY samspil_lock ON meetings_meeting FOR UPDATE TO samspil_lock USING (true) WITH CHECK (true);
        GRANT UPDATE (regrets, opened_by_id, minute_taker_id, closes_at) ON meetings_meeting TO samspil_lock;
        GRANT UPDATE (label, birth_date, age_told, role) ON meetings_item TO samspil_lock;
        CREATE TRIGGER samspil_follow_line AFTER UPDATE OF name, birth_date, age_told, role ON concerns_listentry FOR EACH ROW
          EXECUTE FUNCTION meetings.follow_line();
        GRANT UPDATE (subject) ON meetings_statement TO samspil_lock;
        CREATE TRIGGER samspil_follow_child AFTER UPDATE OF subject ON meetings_item FOR EACH ROW
          WHEN (NEW.subject IS DISTINCT FROM OLD.subject) EXECUTE FUNCTION meetings.follow_child();
        CREATE TRIGGER samspil_responsible BEFORE INSERT OR UPDATE OF responsible_id ON meetings_decision FOR EACH ROW
          WHEN (NEW.responsible_id IS NOT NULL) EXECUTE FUNCTION meetings.check_responsible();
    """),
]
