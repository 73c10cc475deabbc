"""A call of a function, and the groups of the cast who may make it."""

from __future__ import annotations

from dataclasses import dataclass

EVERYBODY = (
    "consultant", "colleague", "outreach_worker", "social_worker", "ssp_teacher", "police_officer", "youth_job_centre",
    "politician", "protection_officer", "administrator", "outsider", "other_consultant", "other_police",
)  # fmt: skip
ANYBODY = (*EVERYBODY, "nobody")
UNIT = ("consultant", "colleague", "outreach_worker")
POLICE = ("police_officer",)
DOOR = ("consultant", "colleague", "social_worker")  # chair, deputy and minute-taker of the forum
FORUM = (*DOOR, "police_officer")
ADMINISTRATOR = ("administrator",)


@dataclass(frozen=True)
class Call:
    told: str
    sql: str
    may: tuple[str, ...] = ()
    otherwise: str = "refused"

    def answer(self, member: str) -> str:
        return "row" if member in self.may else self.otherwise
