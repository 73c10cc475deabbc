"""The lock of what comes without sign-in: the public forms' principal writes by functions alone and reads nothing."""

from samspil.access.declaring import confidential, constraint, fixed, functions, further, hidden_table, schema

LOCK = [
    *schema("front"),
    *confidential("public_question"),
    *confidential("public_counted"),
    *hidden_table("public_sendlink"),
    *functions(
        "front",
        "concerns/public/sql/front.sql",
        samspil_app=("enrol_public", "ask", "answer_to", "raise", "ask_for_link", "send_by_link"),
        samspil_keeper=("make_link",),
    ),
    *constraint("public_question", "question_length", "CHECK (char_length(question) <= 8000)"),
    *further("""
        GRANT INSERT ON public_question, public_counted, concerns_concern, concerns_holding, concerns_assessment, concerns_step
          TO samspil_lock;
    """),
    # What was asked is written once; only the answer is added.
    *fixed("public_question", "door_id", "theme", "age_band", "question", "code_hash", "key"),
    *fixed("public_counted", "month", "theme", "age_band"),
]
