"""The only writers of the organisation: colleagues with posts and seats, and the profile."""

from samspil.organisations.actions.applying import Applied, apply_profile, register_body
from samspil.organisations.actions.staffing import (
    Enrolled,
    change_colleague,
    create_colleague,
    end_colleague,
    end_post,
    end_seat,
    end_sessions,
    give_place,
    give_post,
    give_seat,
    keep_post,
    keep_seat,
    renew_password,
    settle_taking_part,
)
from samspil.organisations.actions.stopping import say_last_day, take_last_day_back

__all__ = [
    "Applied",
    "Enrolled",
    "apply_profile",
    "change_colleague",
    "create_colleague",
    "end_colleague",
    "end_post",
    "end_seat",
    "end_sessions",
    "give_place",
    "give_post",
    "give_seat",
    "keep_post",
    "keep_seat",
    "register_body",
    "renew_password",
    "say_last_day",
    "settle_taking_part",
    "take_last_day_back",
]
