"""The words a forum decides with: what must always be possible, and what cannot stand together."""

from __future__ import annotations

from samspil.organisations.profile.contradictions.findings import Findings, placed
from samspil.organisations.profile.decisions import SOMEBODY_ACTS, Consequence, DecisionWord
from samspil.organisations.profile.faults import Place
from samspil.organisations.profile.forums import Terms


def check(findings: Findings) -> None:
    """The words of every forum, and what a forum for named persons cannot do without."""
    for place, forum in placed(findings.profile.forums, "forums"):
        for at, terms in placed(forum.terms, *place, "terms"):
            _check_defaults(findings, at, terms)
            for word_at, word in placed(terms.decisions, *at, "decisions"):
                _check_word(findings, word_at, word)
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
