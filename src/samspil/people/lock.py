"""The lock of children: a record is its maker's; who is whom, only functions know."""

from samspil.access.declaring import confidential, functions, further, hidden_table, index, schema

LOCK = [
    *schema("people"),
    *confidential("people_person"),
    *hidden_table("people_identity"),
    *hidden_table("people_tie"),
    *functions("people", "people/sql/identity.sql", samspil_app=("same_human", "another_human")),
    *functions("people", "people/sql/search.sql", samspil_app=("search_vector", "search")),
    *functions("people", "people/sql/moving.sql"),
    *index("person_cpr", "people_person", "(cpr_hash) WHERE cpr_hash IS NOT NULL"),
    *index(
        "person_search",
        "people_person",
        "USING gin (people.search_vector(name_folded, birth_date, audiences))",
        rests_on="people.search_vector",
    ),
    *further("""
        GRANT UPDATE (merged_into) ON people_person TO samspil_lock;
        CREATE TRIGGER samspil_own_subject BEFORE INSERT ON people_person
          FOR EACH ROW EXECUTE FUNCTION people.own_subject();
        CREATE TRIGGER samspil_tie AFTER INSERT OR DELETE OR UPDATE OF cpr_hash ON people_person
          FOR EACH ROW EXECUTE FUNCTION people.tie();
        CREATE TRIGGER samspil_arrival BEFORE UPDATE OF owner_audience ON people_person FOR EACH ROW
          WHEN (NEW.owner_audience <> OLD.owner_audience AND NEW.cpr_hash IS NOT NULL)
          EXECUTE FUNCTION people.join_at_arrival();
    """),
]
