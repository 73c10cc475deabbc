"""The functions of the public forms (see `functions`). Only the server signs for a public form; with that signature everybody is
alike, for nobody is known there.
"""

from __future__ import annotations

from tests.lock.calling import ADMINISTRATOR, ANYBODY, Call

_SIGNED = "WITH signed AS MATERIALIZED (SELECT set_config('samspil.actor', %(as_public)s, true)) SELECT {} FROM signed"
_ASK = "front.ask({door}, 'x', 'home', 'untold', 'hash', NULL, NULL)"
_SAID = """'{{"about": "child", "who": "x", "text": "x", "source": "citizen", "contact": "x"}}'"""
_RAISE = "front.raise({door}, " + _SAID + ", NULL, %(consultant_staff)s, {unit}, NULL)"
_SEND = (
    "front.send_by_link({door}, '{link}', "
    + _SAID
    + ", NULL, %(consultant_staff)s, %(ssp_unit)s, NULL, {sender}, {basis}, 'x')"
)
_ENQUIRE = """front.enquire({door}, '{{"matter": "x", "place": "", "name": "x", "contact": "x"}}', NULL, NULL, '2126-01-01', NULL)"""
_LINK = """front.ask_for_link({door}, 'x@example.org', '{{}}')"""
_DOOR = "%(front_door)s"


def _signed(call: str, **values: str) -> str:
    return _SIGNED.format(call.format(**{"door": _DOOR, **values}))


def _plain(call: str, **values: str) -> str:
    return "SELECT " + call.format(**{"door": _DOOR, **values})


CALLS: dict[str, tuple[Call, ...]] = {
    "front.enrol_public": (
        Call("opens the public forms", "SELECT front.enrol_public(%(administration)s)", ADMINISTRATOR),
        Call("opens those of the neighbour", "SELECT front.enrol_public(%(other_administration)s)"),
    ),
    "front.ask": (
        Call("asks as oneself", _plain(_ASK)),
        Call("asks through the public form", _signed(_ASK), ANYBODY),
        Call("asks at a door that is not there", _signed(_ASK, door="0")),
    ),
    "front.answer_to": (
        Call("reads an answer as oneself", "SELECT FROM front.answer_to(%(front_door)s, 'x')"),
        Call(
            "reads an answer without its code",
            "WITH signed AS MATERIALIZED (SELECT set_config('samspil.actor', %(as_public)s, true)) "
            "SELECT found.state FROM signed, LATERAL (SELECT * FROM front.answer_to(%(front_door)s, set_config)) AS found",
            (),
            "nothing",
        ),
    ),
    "front.raise": (
        Call("raises a concern as oneself", _plain(_RAISE, unit="%(ssp_unit)s")),
        Call("raises a concern through the public form", _signed(_RAISE, unit="%(ssp_unit)s"), ANYBODY),
        Call("gives it to somebody without a post there", _signed(_RAISE, unit="%(police_unit)s")),
    ),
    "front.enquire": (
        Call("sends an enquiry as oneself", _plain(_ENQUIRE)),
        Call("sends an enquiry through the public form", _signed(_ENQUIRE), ANYBODY),
    ),
    "front.ask_for_link": (
        Call("asks for a link as oneself", _plain(_LINK)),
        Call("asks for a link", _signed(_LINK), ANYBODY),
    ),
    "front.send_by_link": (
        Call("sends as oneself", _plain(_SEND, link="fresh", sender="0", basis="%(basis)s")),
        Call("sends by a link", _signed(_SEND, link="fresh", sender="%(consultant_staff)s", basis="%(basis)s"), ANYBODY),
        Call("sends by a link that is old", _signed(_SEND, link="old", sender="0", basis="%(basis)s")),
        Call("sends without a basis in force", _signed(_SEND, link="fresh", sender="0", basis="%(expired)s")),
    ),
}  # fmt: skip
