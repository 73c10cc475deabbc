"""The functions of access, audit, sharing and retention (see `functions`)."""

from __future__ import annotations

from tests.lock.calling import ADMINISTRATOR, ANYBODY, DOOR, EVERYBODY, FORUM, UNIT, Call

_ADMIT = "SELECT access.admit(ARRAY[{audience}], ARRAY[{whom}], NULL, NULL)"
_OPEN = "SELECT access.open(ARRAY[{audience}], ARRAY[{to}], NULL, {until}, {pen})"


def _admit(audience: str, whom: str) -> str:
    return _ADMIT.format(audience=f"%({audience})s::bigint", whom=f"%({whom})s::bigint")


def _open(audience: str, to: str, until: str = "%(until)s", pen: str = "false") -> str:
    return _OPEN.format(audience=f"%({audience})s::bigint", to=f"%({to})s::bigint", until=until, pen=pen)


def _disclose(row: str, to: str, basis: str = "basis", why: str = "'x'", table: str = "concerns_incident") -> str:
    return f"SELECT sharing.disclose('{table}', ARRAY[%({row})s], ARRAY[%({to})s], %({basis})s, {why}, NULL)"


def _hand(row: str, to: str, keep: str = "", basis: str = "basis", table: str = "concerns_incident") -> str:
    kept = f"%({keep})s" if keep else ""
    return f"SELECT sharing.hand_over('{table}', ARRAY[%({row})s], %({to})s, ARRAY[{kept}]::bigint[], %({basis})s, 'x')"


CALLS: dict[str, tuple[Call, ...]] = {
    # --- who acts, and with which keys ------------------------------------------------------------------------------
    "access.actor": (Call("is told who acts", "SELECT 1 WHERE access.actor() = %(me)s", EVERYBODY, "nothing"),),
    "access.at": (
        Call(
            "is told when",
            "SELECT 1 WHERE abs(extract(epoch FROM access.at() - statement_timestamp())) < 60",
            EVERYBODY,
            "nothing",
        ),
    ),
    "access.test_clock": (Call("is told of a test clock", "SELECT 1 WHERE access.test_clock()", (), "nothing"),),
    "access.keys": (
        Call("holds the key of the own unit", "SELECT 1 WHERE %(mine)s = ANY (access.keys())", EVERYBODY, "nothing"),
        Call("holds the key of the person", "SELECT 1 WHERE %(my_person)s = ANY (access.keys())", EVERYBODY, "nothing"),
        Call("holds the key of another unit", "SELECT 1 WHERE %(ssp)s = ANY (access.keys())", UNIT, "nothing"),
        Call("holds the key of the forum", "SELECT 1 WHERE %(forum)s = ANY (access.keys())", FORUM, "nothing"),
        Call("reads the minutes", "SELECT 1 WHERE %(minutes)s = ANY (access.keys())", DOOR, "nothing"),
        Call("reads the open item", "SELECT 1 WHERE %(item_audience)s = ANY (access.keys())", FORUM, "nothing"),
        Call("reads the item not open yet", "SELECT 1 WHERE %(second_item)s = ANY (access.keys())", (), "nothing"),
        Call("reads what was open until now", "SELECT 1 WHERE %(past_item)s = ANY (access.keys())", (), "nothing"),
        Call("reads what opens tomorrow", "SELECT 1 WHERE %(next_item)s = ANY (access.keys())", (), "nothing"),
        Call("reads what the post gave until now", "SELECT 1 WHERE %(past_unit)s = ANY (access.keys())", (), "nothing"),
        Call("reads what is sealed", "SELECT 1 WHERE %(sealed)s = ANY (access.keys())", (), "nothing"),
    ),
    "access.own_keys": (
        Call("writes in the own unit", "SELECT 1 WHERE %(mine)s = ANY (access.own_keys())", EVERYBODY, "nothing"),
        Call("writes in another unit", "SELECT 1 WHERE %(ssp)s = ANY (access.own_keys())", UNIT, "nothing"),
        Call(
            "writes with a pen lent until now", "SELECT 1 WHERE %(past_item)s = ANY (access.own_keys())", (), "nothing"
        ),
        Call(
            "writes where the post was until now",
            "SELECT 1 WHERE %(past_unit)s = ANY (access.own_keys())",
            (),
            "nothing",
        ),
        Call("has the pen of the minutes", "SELECT 1 WHERE %(minutes)s = ANY (access.own_keys())", DOOR, "nothing"),
        Call(
            "writes at the item, having read it",
            "SELECT 1 WHERE %(item_audience)s = ANY (access.own_keys())",
            (),
            "nothing",
        ),
    ),
    # The municipality of an audience is no secret; triggers ask for it in everybody's name.
    "access.body_of": (Call("asks for the municipality of an audience", "SELECT access.body_of(%(ssp)s)", ANYBODY),),
    "access.is_steward": (
        Call("answers for the unit", "SELECT 1 WHERE access.is_steward(%(ssp)s)", ADMINISTRATOR, "nothing"),
        Call("answers for the minutes", "SELECT 1 WHERE access.is_steward(%(minutes)s)", DOOR, "nothing"),
        Call("answers for the item", "SELECT 1 WHERE access.is_steward(%(item_audience)s)", DOOR, "nothing"),
        Call("answers for the municipality", "SELECT 1 WHERE access.is_steward(%(body)s)", ADMINISTRATOR, "nothing"),
    ),
    # --- the key cabinet --------------------------------------------------------------------------------------------
    "access.found": (
        Call("founds a unit", "SELECT access.found('unit', %(administration)s, ARRAY['x'])", ADMINISTRATOR),
        Call("founds a team under the unit", "SELECT access.found('team', %(ssp)s, ARRAY['x'])", UNIT),
        Call("founds minutes at the door", "SELECT access.found('minutes', %(door)s, ARRAY['x'])", DOOR),
        Call("founds an item", "SELECT access.found('item', %(minutes)s, ARRAY['x'])", DOOR),
        Call("founds a unit under the own unit", "SELECT access.found('unit', %(mine)s, ARRAY['x'])"),
        Call("founds a sealed room", "SELECT access.found('sealed', %(mine)s, ARRAY['x'])"),
        Call("founds a municipality", "SELECT access.found('body', %(administration)s, ARRAY['x'])"),
    ),
    "access.admit": (
        Call("lets oneself into another unit", _admit("family", "me")),
        Call("lets oneself into the forum", _admit("forum", "me")),
        Call("lets oneself among the administrators", _admit("administration", "me")),
        Call("lets oneself into data protection", _admit("protection", "me")),
        Call("lets oneself into the minutes", _admit("minutes", "me")),
        Call("lets oneself into an item", _admit("second_item", "me")),
        Call("lets oneself into a colleague's drafts", _admit("colleague_person", "me")),
        Call("lets an accomplice into a colleague's drafts", _admit("colleague_person", "outsider")),
        Call("lets an accomplice into the sealed room", _admit("sealed", "outsider")),
        Call("lets an accomplice into the whole municipality", _admit("body", "outsider")),
        Call("lets an accomplice into the minutes", _admit("minutes", "outsider")),
        Call("lets somebody into another unit", _admit("family", "outsider"), ADMINISTRATOR),
        Call("lets somebody into a team of the unit", _admit("team", "teacher"), UNIT),
        Call("lets a calendar feed in", _admit("family", "feed")),
        Call("lets somebody in who has left", _admit("family", "left")),
        Call(
            "lets somebody in who is not there", "SELECT access.admit(ARRAY[%(team)s], ARRAY[-1::bigint], NULL, NULL)"
        ),
        Call(
            "lets somebody in nowhere", "SELECT access.admit(ARRAY[-1::bigint], ARRAY[%(teacher)s::bigint], NULL, NULL)"
        ),
    ),
    "access.dismiss": (
        Call(
            "shows a member of the unit out",
            "SELECT access.dismiss(ARRAY[%(ssp)s], ARRAY[%(colleague)s])",
            ADMINISTRATOR,
        ),
        Call(
            "shows somebody out of the forum",
            "SELECT access.dismiss(ARRAY[%(forum)s], ARRAY[%(colleague)s])",
            ADMINISTRATOR,
        ),
    ),
    "access.open": (
        Call("opens the item to oneself", _open("second_item", "my_person"), DOOR),
        Call("opens the item to the forum", _open("second_item", "forum"), DOOR),
        Call("opens the minutes to oneself", _open("minutes", "my_person"), DOOR),
        Call("opens the minutes to a guest", _open("minutes", "colleague_person"), DOOR),
        Call("lends the pen of the minutes to a guest", _open("minutes", "outsider_person", pen="true")),
        Call("lends the pen of an item to the door", _open("second_item", "door", pen="true")),
        Call("opens the item to a unit", _open("second_item", "family")),
        Call("opens the item to another municipality", _open("second_item", "foreign")),
        Call("opens the item for ever", _open("second_item", "forum", until="NULL")),
        Call("opens the own unit to an outsider", _open("mine", "outsider_person")),
        Call("opens another unit to oneself", _open("family", "my_person")),
        Call("opens the item to a member of a private association", _open("second_item", "outsider_person")),
    ),
    "access.close": (
        Call("closes the item to the forum", "SELECT access.close(ARRAY[%(item_audience)s], ARRAY[%(forum)s])", DOOR),
        Call("steps out of the item", "SELECT access.close(ARRAY[%(item_audience)s], ARRAY[%(my_person)s])", EVERYBODY),
        Call("closes the unit to its members", "SELECT access.close(ARRAY[%(ssp)s], ARRAY[%(forum)s])"),
    ),
    "access.shut": (
        Call("shuts the item", "SELECT access.shut(ARRAY[%(item_audience)s])", DOOR),
        Call("shuts the team", "SELECT access.shut(ARRAY[%(team)s])", UNIT),
        Call("shuts the unit", "SELECT access.shut(ARRAY[%(ssp)s])"),
    ),
    "access.enrol": (
        Call("enrols a colleague", "SELECT access.enrol('staff', %(administration)s)", ADMINISTRATOR),
        Call("enrols a colleague under the own unit", "SELECT access.enrol('staff', %(mine)s)"),
        Call("enrols a service", "SELECT access.enrol('service', %(administration)s)"),
    ),
    "access.retire": (
        Call("ends a colleague", "SELECT access.retire(%(colleague)s)", ADMINISTRATOR),
        Call("ends somebody in another municipality", "SELECT access.retire(%(foreigner)s)", (), "refused"),
        Call("ends oneself", "SELECT access.retire(%(me)s)", ADMINISTRATOR),
    ),
    # --- audit ------------------------------------------------------------------------------------------------------
    "audit.record": (
        Call("records", "SELECT audit.record('page.opened', 'x', 1, NULL, %(mine)s, '{}')", ANYBODY),
        Call(
            "records a name",
            """SELECT audit.record('page.opened', 'x', 1, NULL, %(mine)s, '{"a": "Bo Ek"}')""",
            (),
            "broke: CheckViolation",
        ),
        Call(
            "records free words as the act",
            "SELECT audit.record('Bo Ek', 'x', 1, NULL, %(mine)s, '{}')",
            (),
            "broke: CheckViolation",
        ),
    ),
    "audit.record_each": (
        Call(
            "records two",
            "SELECT audit.record_each('page.opened', 'x', '{1,2}', '{NULL,NULL}', "
            "ARRAY[%(mine)s, %(mine)s]::bigint[], '{}')",
            ANYBODY,
        ),
        Call(
            "records a name for each",
            """SELECT audit.record_each('page.opened', 'x', '{1}', '{NULL}', """
            """ARRAY[%(mine)s]::bigint[], '{"a": "Bo Ek"}')""",
            (),
            "broke: CheckViolation",
        ),
        Call(
            "records rows of nobody",
            "SELECT audit.record_each('page.opened', 'x', '{1}', '{NULL}', '{NULL}', '{}')",
            (),
            "broke: CheckViolation",
        ),
    ),
    "audit.of_subject": (
        # The event's readers are the unit and data protection; the police read the record but not who has opened it.
        Call("asks who has read about the child", "SELECT * FROM audit.of_subject(%(child)s, 10)", UNIT, "nothing"),
    ),
    # --- sharing ----------------------------------------------------------------------------------------------------
    "sharing.is_lockable": (
        Call("asks which tables can be shared", "SELECT 1 WHERE sharing.is_lockable('people_person')", ANYBODY),
        Call("is told that history cannot", "SELECT 1 WHERE sharing.is_lockable('access_history')", (), "nothing"),
        Call(
            "is told that the cabinet cannot", "SELECT 1 WHERE sharing.is_lockable('access_membership')", (), "nothing"
        ),
    ),
    "sharing.disclose": (
        Call("shares the row", _disclose("kept", "family"), UNIT),
        Call("shares the row with oneself", _disclose("kept", "mine"), UNIT),
        Call("shares on what was received", _disclose("row", "family"), UNIT),
        Call("shares the row with a private association", _disclose("kept", "private")),
        Call("shares the row with a member of a private association", _disclose("kept", "outsider_person")),
        Call("shares the row with an institution of which nothing is settled", _disclose("kept", "institution")),
        Call("shares the row with benefit control", _disclose("kept", "control")),
        Call("shares the row with a unit that may not take part", _disclose("kept", "barred")),
        Call("shares the row with a colleague without a post", _disclose("kept", "jobless_person")),
        Call(
            "shares the row until yesterday",
            "SELECT sharing.disclose('concerns_incident', ARRAY[%(kept)s], ARRAY[%(family)s], "
            "%(basis)s, 'x', now() - interval '1 day')",
        ),
        Call(
            "shares no row",
            "SELECT sharing.disclose('concerns_incident', ARRAY[]::bigint[], ARRAY[%(family)s], %(basis)s, 'x', NULL)",
        ),
        Call("shares the row with the administrators", _disclose("kept", "administration")),
        Call(
            "shares the row with nobody",
            "SELECT sharing.disclose('concerns_incident', ARRAY[%(kept)s], ARRAY[-1::bigint], %(basis)s, 'x', NULL)",
        ),
        Call("shares on an expired basis", _disclose("kept", "family", basis="expired")),
        Call("shares without saying why", _disclose("kept", "family", why="' '")),
        Call("shares memberships", _disclose("kept", "family", table="access_membership")),
        Call("shares history", _disclose("kept", "family", table="access_history")),
        Call(
            "shares one row with two",
            "SELECT sharing.disclose('concerns_incident', ARRAY[%(kept)s], "
            "ARRAY[%(family)s, %(police)s], %(basis)s, 'x', NULL)",
        ),
    ),
    "sharing.withdraw": (
        Call("takes the disclosure back", "SELECT sharing.withdraw(%(disclosure)s)", UNIT),
        Call("takes the disclosure with an end back", "SELECT sharing.withdraw(%(timed_disclosure)s)", UNIT),
    ),
    "sharing.hand_over": (
        Call("hands the row over", _hand("kept", "family"), UNIT),
        Call("takes the row over", _hand("row", "mine"), UNIT),
        Call("hands the row over and lets the team read on", _hand("kept", "family", keep="team"), UNIT),
        Call("hands the row over and lets another municipality read on", _hand("kept", "family", keep="foreign")),
        Call(
            "hands the row over and lets a private association read on", _hand("abroad_row", "family", keep="private")
        ),
        Call("hands the row over to a private association", _hand("kept", "private")),
        Call("hands the row over on an expired basis", _hand("kept", "family", basis="expired")),
        Call("hands history over", _hand("history", "family", table="access_history")),
        Call(
            "hands rows of two units over",
            "SELECT sharing.hand_over('concerns_incident', ARRAY[%(kept)s, %(abroad_row)s], "
            "%(family)s, '{}', %(basis)s, 'x')",
        ),
    ),
    "sharing.mark_extract": (
        Call(
            "marks an extract",
            "SELECT sharing.mark_extract('concerns_incident', %(kept)s, 'concerns_incident', %(row)s)",
            UNIT,
        ),
        Call(
            "marks a row as taken from another unit's",
            "SELECT sharing.mark_extract('concerns_incident', %(kept)s, 'concerns_incident', %(foreign_row)s)",
        ),
        Call(
            "marks a row as taken from history",
            "SELECT sharing.mark_extract('concerns_incident', %(kept)s, 'access_history', %(history)s)",
        ),
    ),
    "sharing.shut_away": (Call("shuts a file away", "SELECT sharing.shut_away(%(file)s)", UNIT),),
    "retention.delete": (
        Call("deletes the row", "SELECT retention.delete('concerns_incident', ARRAY[%(kept)s], 'no_follow_up')", UNIT),
        Call(
            "deletes what was received",
            "SELECT retention.delete('concerns_incident', ARRAY[%(row)s], 'no_follow_up')",
            UNIT,
        ),
        Call("deletes a row on hold", "SELECT retention.delete('concerns_incident', ARRAY[%(held)s], 'no_follow_up')"),
        Call(
            "deletes a case with a note on hold",
            "SELECT retention.delete('cases_case', ARRAY[%(held_case)s], 'no_follow_up')",
        ),
        Call(
            "deletes in two municipalities",
            "SELECT retention.delete('concerns_incident', ARRAY[%(kept)s, %(abroad_row)s], 'no_follow_up')",
        ),
        Call(
            "deletes by a rule that is none",
            "SELECT retention.delete('concerns_incident', ARRAY[%(of_no_kind)s], 'none')",
        ),
        Call(
            "deletes what another rule deletes",
            "SELECT retention.delete('concerns_incident', ARRAY[%(kept)s, %(of_another_kind)s], 'no_follow_up')",
        ),
        Call("deletes nothing", "SELECT retention.delete('concerns_incident', ARRAY[]::bigint[], 'no_follow_up')"),
        Call("deletes memberships", "SELECT retention.delete('access_membership', ARRAY[1::bigint], 'no_follow_up')"),
    ),
    "retention.forget_idle": (
        Call(
            "forgets the child",
            "SELECT retention.forget_idle('people_person', ARRAY[%(same_child)s], 'no_follow_up')",
            UNIT,
        ),
    ),
}
