"""The words a forum decides with: what must always be possible, and what cannot stand together."""

from __future__ import annotations

from samspil.organisations.profile.contradictions.findings import Findings, placed
from samspil.organisations.profile.contradictions.seats import units_of
from samspil.organisations.profile.decisions import SOMEBODY_ACTS, Consequence, DecisionWord, ItemKind, WordAnswer
from samspil.organisations.profile.faults import Place
from samspil.organisations.profile.forums import Forum, Terms
from samspil.organisations.profile.units import Sector

OF_AGE = 18
LATER = frozenset({Consequence.AGAIN, Consequence.DELETE})  # read from the word at approval, not from an answer


def check(findings: Findings) -> None:
    """The words of every forum, and what a forum for named persons cannot do without."""
    for place, forum in placed(findings.profile.forums, "forums"):
        for at, terms in placed(forum.terms, *place, "terms"):
            _check_defaults(findings, at, terms)
            for word_at, word in placed(terms.decisions, *at, "decisions"):
                _check_word(findings, word_at, word)
                _check_fit(findings, word_at, word)
                _check_question(findings, word_at, word)
            _check_police(findings, at, place, forum, terms)
            if forum.named_persons:
                _check_complete(findings, at, terms, forum.name)


def _check_complete(findings: Findings, place: Place, terms: Terms, forum: str) -> None:
    if not terms.necessity and findings.is_whole((*place, "necessity")):
        findings.add((*place, "necessity"), "no_necessity", forum=forum)
    if not findings.is_whole((*place, "decisions")):
        return
    if not terms.decisions:
        findings.add((*place, "decisions"), "no_words", forum=forum)
        return
    sets_going = {consequence for word in terms.decisions for consequence in word.consequences}
    if Consequence.DELETE not in sets_going:
        findings.add((*place, "decisions"), "no_delete_word")
    # Barnets lov § 133: the duty is personal and is never a question of what the forum finds useful.
    if Consequence.NOTIFICATION not in sets_going:
        findings.add((*place, "decisions"), "no_notification_word")


def _check_defaults(findings: Findings, place: Place, terms: Terms) -> None:
    chosen: dict[str, str] = {}
    for at, word in placed(terms.decisions, *place, "decisions"):
        for role in word.default_for:
            if chosen.setdefault(role, word.label) != word.label:
                findings.add((*at, "default_for"), "two_defaults", role=role, other=chosen[role], word=word.label)
        if word.default_for and Consequence.DELETE in word.consequences:
            findings.add((*at, "default_for"), "delete_is_default", word=word.label)


def _check_word(findings: Findings, place: Place, word: DecisionWord) -> None:
    if Consequence.DELETE in word.consequences and len(set(word.consequences)) > 1:
        findings.add((*place, "consequences"), "delete_with_more", word=word.label)
    acts = next((one for one in word.consequences if one in SOMEBODY_ACTS), None)
    if acts and not word.needs_responsible:
        findings.add(place, "responsible_needed", word=word.label, consequence=acts)
    if Consequence.AGAIN in word.consequences and not word.needs_deadline:
        findings.add(place, "deadline_needed", word=word.label)


def _check_fit(findings: Findings, place: Place, word: DecisionWord) -> None:
    """The way out is offered for every item, and the notification for every child and never without asking for others."""
    fits = word.fits
    limited = bool(fits.kinds or fits.needs_plan or fits.ages.at_least is not None or fits.ages.at_most is not None)
    if Consequence.DELETE in word.consequences and limited:
        findings.add((*place, "fits"), "delete_limited", word=word.label)
    if Consequence.NOTIFICATION in word.consequences:
        left_out = any(fits.misfit(ItemKind.CHILD, age, has_plan=False) for age in range(OF_AGE))
        if left_out:
            findings.add((*place, "fits"), "notification_limited", word=word.label)
        elif fits.ages.at_most is not None and word.asks is None:
            findings.add((*place, "fits", "ages"), "notification_unasked", word=word.label)


def _check_question(findings: Findings, place: Place, word: DecisionWord) -> None:
    if word.asks is None:
        return
    at = (*place, "asks")
    if not (word.fits.needs_plan or word.fits.ages.at_least is not None or word.fits.ages.at_most is not None):
        findings.add(at, "asks_never", word=word.label)
    if all(answer.refuses for answer in word.asks.answers):
        findings.add((*at, "answers"), "asks_in_vain", word=word.label)
    units = findings.keys_of("units")
    for answer_at, answer in placed(word.asks.answers, *at, "answers"):
        findings.check_known((*answer_at, "to_unit"), answer.to_unit, units, "unknown_unit")
        _check_answer(findings, answer_at, word, answer)


def _check_answer(findings: Findings, place: Place, word: DecisionWord, answer: WordAnswer) -> None:
    if answer.refuses and (answer.decides or answer.consequences or answer.to_unit):
        findings.add((*place, "refuses"), "answer_refuses_and_decides", answer=answer.text)
        return
    later = next((one for one in answer.consequences if one in LATER), None)
    if later:
        findings.add((*place, "consequences"), "answer_later", answer=answer.text, consequence=later)
    if (Consequence.HANDOVER in answer.consequences) != (answer.to_unit is not None):
        findings.add(place, "answer_handover", answer=answer.text)
    acts = next((one for one in answer.consequences if one in {*SOMEBODY_ACTS, Consequence.HANDOVER}), None)
    if acts and not word.needs_responsible:
        findings.add((*place, "consequences"), "responsible_needed", word=word.label, consequence=acts)


def _check_police(findings: Findings, place: Place, forum_at: Place, forum: Forum, terms: Terms) -> None:
    """A conversation with the police goes to an officer who sits there (BRO-98)."""
    if not (findings.is_whole((*forum_at, "seats")) and findings.is_whole(("units",))):
        return
    units = {unit.key: unit for unit in findings.profile.units}
    seated = (unit for seat in forum.seats for unit in units_of(findings, forum, seat, units))
    if forum.joins or any(unit.sector is Sector.POLICE for unit in seated):
        return
    for at, word in placed(terms.decisions, *place, "decisions"):
        if Consequence.CONVERSATION_WITH_POLICE in word.consequences:
            findings.add((*at, "consequences"), "police_not_seated", word=word.label, forum=forum.name)
