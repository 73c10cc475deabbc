"""The lock: which concerns are one is written once; who has them follows by a function and a trigger."""

from samspil.access.declaring import confidential, fixed, functions, further, schema

LOCK = [
    *schema("together"),
    *confidential("together_tie"),
    *fixed("together_tie", "kept_id", "follows_id", "said_by_id", "kept_was_about", "follows_was_about"),
    *functions("together", "concerns/together/sql/together.sql", samspil_app=("follow",)),
    *further("""
        CREATE TRIGGER together_keeps AFTER INSERT ON concerns_holding FOR EACH ROW EXECUTE FUNCTION together.keep_one();
    """),
]
