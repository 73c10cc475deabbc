"""Documents, what is missing in them, and national lists with their gaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspil.access import cabinet
from samspil.evaluation.models import DocumentRenewal, DocumentVersion, NationalFrameVersion
from samspil.organisations.models import Body
from samspil.organisations.profile import By, Document, FrameItem, NationalFrame, Period, Section
from samspil.organisations.profile.documents import Adoption, Publication, Revision
from samspil.organisations.registers import Entry, Version, entries_on, get_entry, names_in_profile, versions_of
from samspil.web.dates import short

RENEWAL_FIELDS = ("written_on", "adopted_on", "adopted_by", "published_on", "link")
Names = Mapping[str, Mapping[str, str]]
SOON = timedelta(days=180)
CHECKED_FOR = timedelta(days=365)
SECTION_OF = {
    By.DOCUMENT: "documents", By.GOAL: "goals", By.INTERVENTION: "interventions", By.FORUM: "forums",
    By.LEARNING_GOAL: "learning_goals", By.DUTY: "annual_duties", By.MODEL: "levels",
}  # fmt: skip


@dataclass(frozen=True)
class State:
    """Whether a document holds, in a word, and what somebody ought to do about it."""

    word: str
    tone: str
    warnings: Sequence[str]


@dataclass(frozen=True)
class Listed:
    """A line of the register."""

    entry: Entry[Document]
    state: State


@dataclass(frozen=True)
class SectionShown:
    """A section, and whether its own period is over."""

    section: Section
    is_over: bool


@dataclass(frozen=True)
class DocumentPage:
    """One document with its state, its relations in both directions, and its versions."""

    entry: Entry[Document]
    state: State
    sections: Sequence[SectionShown]
    rests_on: Sequence[Entry[Document]]
    includes: Sequence[Entry[Document]]
    used_by: Sequence[Entry[Document]]
    predecessor: Entry[Document] | None
    successor: Entry[Document] | None
    unchecked: int
    names: Names
    versions: Sequence[Version]
    renewals: Sequence[DocumentRenewal]  # the newest first

    @property
    def begun(self) -> dict[str, object]:
        """What a form begins with: a renewal whose steps are not all taken goes on."""
        newest = self.renewals[0] if self.renewals else None
        if newest is None or (newest.adopted_on and newest.published_on):
            return {}
        return {name: getattr(newest, name) for name in RENEWAL_FIELDS}


@dataclass(frozen=True)
class ItemShown:
    """An item of a national list, and what fulfils it, in words."""

    item: FrameItem
    fulfilled_by: Sequence[str]


@dataclass(frozen=True)
class FramePage:
    """A national list; `gaps` counts the items that nothing fulfils."""

    entry: Entry[NationalFrame]
    items: Sequence[ItemShown]
    gaps: int


def find_documents(body: Body, day: date, words: str = "", age: int | None = None) -> tuple[list[Listed], int]:
    """The documents in which every word stands; with an age, those that say that they cover it (UNG-05).

    And how many were left out because they do not say which ages they cover.
    """
    sought = words.casefold().split()
    entries = entries_on(DocumentVersion, Document, body, day)
    renewals = newest_renewals(entry.id for entry in entries)
    found = [
        Listed(entry, state_of(renewed(entry.part, renewals.get(entry.id)), day))
        for entry in entries
        if all(word in _text(entry.part) for word in sought)
    ]
    if age is None:
        return found, 0
    silent = sum(listed.entry.part.ages is None for listed in found)
    return [one for one in found if one.entry.part.ages is not None and one.entry.part.ages.includes(age)], silent


def document_page(body: Body, document_id: int, day: date) -> DocumentPage:
    """One document. Raises NotVisible for one of another municipality."""
    entry = get_entry(DocumentVersion, Document, body, document_id, day)
    renewals = list(
        DocumentRenewal.objects.filter(entry_id=document_id).select_related("staff").order_by("-written_on", "-pk")
    )
    part = renewed(entry.part, renewals[0] if renewals else None)
    entry, others = replace(entry, part=part), entries_on(DocumentVersion, Document, body, day)
    by_key = {other.key: other for other in others}
    return DocumentPage(
        entry=entry,
        state=state_of(part, day),
        sections=[SectionShown(section, _is_over(section.period, day)) for section in part.sections],
        rests_on=[by_key[key] for key in part.rests_on if key in by_key],
        includes=[by_key[key] for key in part.includes if key in by_key],
        used_by=[other for other in others if part.key in (*other.part.rests_on, *other.part.includes)],
        predecessor=by_key.get(part.predecessor or ""),
        successor=next((other for other in others if other.part.predecessor == part.key), None),
        unchecked=sum(link.checked_on is None or link.checked_on < day - CHECKED_FOR for link in part.links),
        names=names_in_profile(body),
        versions=versions_of(DocumentVersion, document_id),
        renewals=renewals,
    )


def renewed(document: Document, renewal: DocumentRenewal | None) -> Document:
    """The document with the dates of its newest renewal, where that came after what the profile knows (VAL-04)."""
    stands = _last_revision(document)
    if renewal is None or (stands is not None and renewal.written_on < stands):
        return document
    by = renewal.adopted_by or (document.adoption.by if document.adoption else None) or document.owner or "–"
    return document.model_copy(
        update={
            "written": renewal.written_on,
            "adoption": Adoption(by=by, on=renewal.adopted_on) if renewal.adopted_on else None,
            "publication": Publication(on=renewal.published_on, link=renewal.link or None)
            if renewal.published_on
            else None,
            "revision": (document.revision or Revision()).model_copy(update={"last": renewal.written_on}),
        }
    )


def newest_renewals(entry_ids: Iterable[int]) -> dict[int, DocumentRenewal]:
    """The newest renewal of each of these documents. One statement."""
    rows = DocumentRenewal.objects.filter(entry_id__in=list(entry_ids)).order_by("written_on", "pk")
    return {row.entry_id: row for row in rows}


def my_overdue(body: Body, day: date) -> list[Listed]:
    """The documents that the law demands, that lack something, and whose renewal is the actor's. One statement where nothing does."""
    ids = {number for (number,) in cabinet.read("SELECT document FROM evaluation.my_overdue()", [])}
    return [listed for listed in find_documents(body, day)[0] if listed.entry.id in ids] if ids else []


def may_renew(document_id: int) -> bool:
    """Whether the actor leads the unit that looks after it, or administers the municipality: who the database lets write it."""
    return bool(cabinet.read("SELECT evaluation.is_mine(%s)", [document_id])[0][0])


def _last_revision(document: Document) -> date | None:
    return (document.revision.last if document.revision else None) or (
        document.adoption.on if document.adoption else None
    )


def state_of(document: Document, day: date) -> State:
    """Whether it holds that day, and what is missing (VAL-02, VAL-04, HAL-02)."""
    word, tone = _standing(document.period, day)
    return State(word, tone, [*_missing(document), *_due(document, day)])


def _standing(period: Period | None, day: date) -> tuple[str, str]:
    if period is None or (period.first is None and period.last is None):
        return _("Period not settled"), "neutral"
    if period.first and day < period.first:
        return _("Not yet in force"), "info"
    if period.last and day > period.last:
        return _("Expired"), "error"
    if period.last and period.last - day <= SOON:
        return _("Expires soon"), "warning"
    return _("In force"), "success"


def _missing(document: Document) -> Iterator[str]:
    required = document.required
    if required is None:
        return
    if required.written and not (document.written or _last_revision(document)):
        yield _("%(law)s demands that it is written; the date is not settled.") % {"law": required.law}
    if required.adopted and (document.adoption is None or document.adoption.on is None):
        yield _("%(law)s demands that it is adopted; the date is not settled.") % {"law": required.law}
    if required.published and not (document.publication and (document.publication.link or document.publication.on)):
        yield _("%(law)s demands that it is published; the address is not settled.") % {"law": required.law}


def _due(document: Document, day: date) -> Iterator[str]:
    if document.period and document.period.last and day > document.period.last:
        yield _("It expired on %(day)s. Is there a new one?") % {"day": short(document.period.last)}
    years = document.required.revised_every_years if document.required else None
    years = years or (document.revision.every_years if document.revision else None)
    last = _last_revision(document)
    if years is not None:
        every = ngettext("every year", "at least every %(years)d years", years) % {"years": years}
        if last is None:
            yield _("It is to be revised %(every)s; when it was done last is not settled.") % {"every": every}
        elif last + relativedelta(years=years) < day:
            yield _("It is to be revised %(every)s; that was last done on %(last)s.") % {
                "every": every, "last": short(last),
            }  # fmt: skip
    if document.revision and document.revision.due and document.revision.due < day:
        yield _("It was to be evaluated by %(day)s.") % {"day": short(document.revision.due)}


def _is_over(period: Period | None, day: date) -> bool:
    return period is not None and period.last is not None and period.last < day


def _text(part: Document) -> str:
    said = (part.name, part.about, part.owner, *(section.name for section in part.sections))
    return " ".join(filter(None, said)).casefold()


# --- national lists ---------------------------------------------------------------------------------------------------


def frames_on(body: Body, day: date) -> list[FramePage]:
    """Every national list with its gaps (BRO-15, BRO-78)."""
    found = entries_on(NationalFrameVersion, NationalFrame, body, day)
    names = names_in_profile(body) if found else {}
    return [_frame(entry, names) for entry in found]


def frame_page(body: Body, frame_id: int, day: date) -> FramePage:
    """One national list. Raises NotVisible for one of another municipality."""
    return _frame(get_entry(NationalFrameVersion, NationalFrame, body, frame_id, day), names_in_profile(body))


def _frame(entry: Entry[NationalFrame], names: Names) -> FramePage:
    items = [
        ItemShown(item, [_named(names, one.by, one.key) for one in item.fulfilled_by]) for item in entry.part.items
    ]
    return FramePage(entry, items, sum(not item.fulfilled_by for item in items))


def _named(names: Names, by: By, key: str) -> str:
    known = names.get(SECTION_OF[by], {})
    whole, _slash, section = key.partition("/")
    return known.get(key) or (f"{known[whole]}: {section}" if whole in known else key)
