"""The lock of joint assessments: who is asked what, and what each answers, is written once."""

from samspil.access.declaring import confidential, fixed

LOCK = [
    *confidential("joint_jointassessment"),
    *confidential("joint_jointanswer"),
    *fixed(
        "joint_jointassessment",
        "concern_id",
        "trigger",
        "question",
        "teacher_id",
        "consultant_id",
        "school_id",
        "without_because",
        "asked_at",
        "answer_by",
    ),
    *fixed("joint_jointanswer", "assessment_id", "party", "staff_id", "text", "answered_at"),
]
