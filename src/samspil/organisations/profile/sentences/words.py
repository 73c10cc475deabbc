"""What the format's own words are called when somebody reads about them, and how a change is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from samspil.organisations.profile.sentences.register_words import REGISTER_WORDS

WORDS: dict[str, tuple[str, str]] = {
    **REGISTER_WORDS,
    # sections
    "municipality": ("kommune", "municipality"),
    "police_district": ("politikreds", "police district"),
    "districts": ("distrikt", "district"),
    "units": ("enhed", "unit"),
    "sites": ("sted", "site"),
    "roles": ("rolle", "role"),
    "posts": ("stilling", "post"),
    "forums": ("forum", "forum"),
    "calendar": ("kalender", "calendar"),
    "retention": ("slettefrist", "retention rule"),
    "prevention_models": ("forebyggelsesmodel", "prevention model"),
    "documents": ("dokument", "document"),
    "goal_trees": ("målsæt", "goal tree"),
    "national_frames": ("national liste", "national list"),
    "interventions": ("indsats", "intervention"),
    "curricula": ("pensum", "curriculum"),
    "annual_duties": ("opgave i årshjulet", "duty of the annual wheel"),
    # fields
    "name": ("navn", "name"),
    "parent": ("hører under", "parent"),
    "district": ("distrikt", "district"),
    "sector": ("område", "sector"),
    "type": ("type", "type"),
    "phone": ("telefon", "telephone"),
    "may_take_part": ("deltagelse efter § 115, stk. 3", "taking part (§ 115(3))"),
    "duties": ("opgaver", "duties"),
    "number": ("antal", "number"),
    "hours": ("timer", "hours"),
    "seats": ("pladser", "seats"),
    "terms": ("rytme, aldre, dagsorden eller ord", "rhythm, ages, agenda or words"),
    "purpose": ("formål", "purpose"),
    "level": ("niveau", "level"),
    "named_persons": ("navngivne personer", "named persons"),
    "valid_from": ("gælder fra", "valid from"),
    "valid_to": ("gælder til", "valid to"),
    "assumed": ("antaget", "assumed"),
    "days": ("dage", "days"),
    "address": ("adresse", "address"),
    "unit": ("enhed", "unit"),
    "role": ("rolle", "role"),
    "short_name": ("kort navn", "short name"),
    "code": ("kode", "code"),
    "school_years": ("skoleår og ferier", "school years and holidays"),
    "closing_days": ("lukkedage", "closing days"),
    "weeks_off": ("uger uden møde", "weeks off"),
    "must_go": ("hvorfor det skal slettes", "why it must go"),
    "may_go": ("hvorfor det må slettes", "why it may go"),
    "must_confirmed_by": ("bekræftet af (skal)", "confirmed by (must)"),
    "may_confirmed_by": ("bekræftet af (må)", "confirmed by (may)"),
    "axes": ("niveauer", "levels"),
    "goals": ("mål", "goals"),
    "levels": ("niveauer", "levels"),
    "sections": ("afsnit", "sections"),
    "adoption": ("vedtagelse", "adoption"),
    "publication": ("offentliggørelse", "publication"),
    "period": ("periode", "period"),
    "revision": ("revision", "revision"),
    "target_group": ("målgruppe", "target group"),
    "months": ("måneder", "months"),
    "described": ("beskrivelse", "description"),
    "items": ("punkter", "items"),
    "learning_goals": ("læringsmål", "learning goals"),
    "obligations": ("forpligtelser", "obligations"),
    "leads": ("leder enheden", "leads the unit"),
    "body": ("organ", "body"),
    "format": ("format", "format"),
    "vocabulary": ("ord", "word"),
    "district_kinds": ("inddeling", "division"),
    "staffing": ("normering", "staffing"),
    "doors": ("dør", "door"),
    "kind": ("slags", "kind"),
    "also_in": ("også i", "also in"),
    "line": ("personaleledelse", "line"),
    "school": ("skole", "school"),
    "stands_for": ("står for", "stands for"),
    "is_public": ("offentlig", "public"),
    "is_ad_hoc": ("efter behov", "ad hoc"),
    "is_ours": ("eget forum", "own forum"),
    "purposes": ("formål", "purposes"),
    "mandate": ("mandat", "mandate"),
    "each_district": ("ét for hvert", "one for each"),
    "joins": ("samler", "joins"),
    "organiser": ("arrangør", "organiser"),
    "assisted_by": ("bistand fra", "assisted by"),
    "parties": ("parter", "parties"),
    "guests": ("gæster", "guests"),
    "outputs": ("hvad der går videre", "outputs"),
    "reports": ("rapporter", "reports"),
    "agreement": ("grundlag", "agreement"),
    "expected": ("hvad der forventes", "what is expected"),
    "line_leader": ("personaleleder", "line leader"),
    "professional_leader": ("faglig leder", "professional leader"),
    "reports_to": ("refererer til", "reports to"),
    "holds_budget": ("budgetansvar", "holds the budget"),
    "beside": ("ved siden af", "beside"),
    "norm": ("normtid", "norm"),
    "required": ("skal findes", "required"),
    "stated": ("oplyst antal", "stated number"),
    "differs": ("forskel", "difference"),
    "anchoring": ("forankring", "anchoring"),
    "about": ("kort beskrivelse", "about"),
    "members": ("medlemmer", "members"),
    "part_of": ("en del af", "part of"),
    "word": ("ord", "word"),
    "plural": ("flertal", "plural"),
    "meaning": ("betydning", "meaning"),
    "open_for": ("åben for", "open for"),
    "link": ("adresse på nettet", "link"),
    "link_checked_on": ("link set", "link checked on"),
    "anonymous": ("anonym", "anonymous"),
    "is_first": ("første dør", "first door"),
    "run_by": ("drives af", "run by"),
    "takes": ("tager imod", "takes"),
    "workplace": ("arbejdsplads", "workplace"),
    "matter": ("slags sag", "sort of matter"),
    "answers_within_open_hours": ("svarer inden for (åbne timer)", "answers within (open hours)"),
    "text": ("tekst", "text"),
}
"""Section or field -> Danish, English. A field without a word here is told by its name in the file."""

CHANGES = {
    "added": ("Nyt: {section} »{name}«.", "New: {section} “{name}”."),
    "changed": ("Ændres: {section} »{name}« ({details}).", "Changed: {section} “{name}” ({details})."),
    "ended": ("Slutter: {section} »{name}«. Intet slettes.", "Ends: {section} “{name}”. Nothing is deleted."),
}


LISTS = {
    "added": ("nyt {names}", "new {names}"),
    "changed": ("ændret {names}", "changed {names}"),
    "ended": ("slut {names}", "ended {names}"),
}


def list_sentence(told: Mapping[str, Sequence[str]], language: Literal["da", "en"]) -> str:
    """What of a list comes, changes and goes; nothing named where only the order differs."""
    parts = [LISTS[change][language == "en"].format(names=", ".join(names)) for change, names in told.items()]
    return ", ".join(parts) or {"da": "ny rækkefølge", "en": "another order"}[language]


def word_for(name: str, language: Literal["da", "en"]) -> str:
    """A section or field in words."""
    return WORDS.get(name, (name, name))[language == "en"]


def change_sentence(change: str, section: str, name: str, details: Sequence[str], language: Literal["da", "en"]) -> str:
    """What would change, in one sentence."""
    told = CHANGES[change][language == "en"]
    return told.format(section=word_for(section, language), name=name, details="; ".join(details))
