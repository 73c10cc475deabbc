"""The function by which something leaves a forum (see `functions`)."""

from __future__ import annotations

from tests.lock.calling import DOOR, Call

SEND = "SELECT passage FROM meetings.send_on((SELECT id FROM organisations_forum WHERE audience_id = %(forum)s), {to})"
OTHER = "(SELECT id FROM organisations_forum WHERE audience_id = {audience})"

CALLS: dict[str, tuple[Call, ...]] = {
    "meetings.send_on": (
        Call("sends something out of the house", SEND.format(to="NULL, NULL"), DOOR),
        Call("sends it to another forum", SEND.format(to=OTHER.format(audience="%(plain_forum)s") + ", NULL"), DOOR),
        Call("sends it to a unit", SEND.format(to="NULL, %(family_unit)s"), DOOR),
        Call("sends it to the forum itself", SEND.format(to=OTHER.format(audience="%(forum)s") + ", NULL")),
        Call(
            "sends it to a unit of another place",
            SEND.format(to="NULL, (SELECT id FROM organisations_unit WHERE audience_id = %(foreign)s)"),
        ),
    ),
}
