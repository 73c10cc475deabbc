"""What the format's own words are called when somebody reads about them, and how a change is told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

WORDS: dict[str, tuple[str, str]] = {
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
}
"""Section or field -> Danish, English. A field without a word here is told by its name in the file."""

CHANGES = {
    "added": ("Nyt: {section} »{name}«.", "New: {section} “{name}”."),
    "changed": ("Ændres: {section} »{name}« ({details}).", "Changed: {section} “{name}” ({details})."),
    "ended": ("Slutter: {section} »{name}«. Intet slettes.", "Ends: {section} “{name}”. Nothing is deleted."),
}


def word_for(name: str, language: Literal["da", "en"]) -> str:
    """A section or field in words."""
    return WORDS.get(name, (name, name))[language == "en"]


def change_sentence(change: str, section: str, name: str, details: Sequence[str], language: Literal["da", "en"]) -> str:
    """What would change, in one sentence."""
    told = CHANGES[change][language == "en"]
    return told.format(section=word_for(section, language), name=name, details="; ".join(details))
