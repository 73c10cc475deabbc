"""The words that people write over their columns.

A header is compared in small letters, without what stands in brackets, and without anything but letters and digits:
"CPR-nr. (10 cifre)" is `cprnr`. The first alias of a part outranks the later ones when a list has several.
"""

import re
import unicodedata
from dataclasses import dataclass
from itertools import product
from typing import Literal, get_args

Part = Literal[
    "name", "given_name", "middle_name", "surname", "cpr", "cpr_or_birth_date", "birth_date",
    "age", "address", "postcode", "city", "place", "date", "time", "role", "text", "reference", "date_and_place",
    "suspect",
]  # fmt: skip

# What a person can say that a column is.
Meaning = Literal[
    "name", "given_name", "surname", "cpr", "birth_date", "age", "address", "place", "date", "time", "role", "text",
    "reference",
]  # fmt: skip
MEANINGS: tuple[Meaning, ...] = get_args(Meaning)

ALIASES: dict[Part, tuple[str, ...]] = {
    "name": (
        "navn", "fulde navn", "fuldt navn", "hele navnet", "navn på barn", "navn på ung", "navn på den unge",
        "navn på barnet", "barnets navn", "den unges navn", "barnets/den unges navn", "barn/ung navn",
        "ung navn", "personens navn", "personnavn", "navn på person", "navne", "fornavn og efternavn",
        "for- og efternavn", "efternavn, fornavn", "efternavn og fornavn", "fornavn efternavn",
        "fornavn/efternavn", "fornavn(e) og efternavn", "navn og efternavn", "elevens navn", "elev", "barn",
        "barnet", "ung", "den unge", "barn/ung", "barnet/den unge", "unge", "person", "name", "full name",
    ),
    "given_name": (
        "fornavn", "fornavne", "fornavn(e)", "for- og mellemnavn", "fornavn og mellemnavn", "given name",
        "first name",
    ),
    "middle_name": ("mellemnavn", "mellemnavne", "mellemnavn(e)"),
    "surname": ("efternavn", "efternavne", "efternavn(e)", "slægtsnavn", "surname", "last name"),
    "cpr": (
        "cpr", "cpr-nr.", "cprnr", "cpr-nummer", "cpr no", "cpr-numre", "personnummer", "personnr.",
        "person-nr.", "pnr.", "pers.nr.", "barnets cpr", "barnets cpr-nr.", "den unges cpr", "den unges cpr-nr.",
        "cpr på barn", "cpr-nr. på barn",
    ),
    "cpr_or_birth_date": (
        "cpr/fødselsdato", "fødselsdato/cpr", "cpr-nr./fødselsdato", "fødselsdato/cpr-nr.",
        "cpr eller fødselsdato", "cpr-nr. eller fødselsdato", "cpr/født", "født/cpr",
    ),
    "birth_date": (
        "fødselsdato", "født", "fødselsdag", "født den", "født d.", "fødselsdata", "fødsels-dato", "f.dato",
        "fødselsd.", "f.dag", "fødedato", "barnets fødselsdato", "den unges fødselsdato", "dato for fødsel",
        "fødselsdag og -år", "fødselsdag og år", "fødselsdato og -år", "birth date", "date of birth",
    ),
    "age": ("alder", "alder i år", "alder (år)", "barnets alder", "den unges alder", "nuværende alder", "age"),
    "address": (
        "adresse", "bopæl", "bopælsadresse", "adresse/bopæl", "bopæl/adresse", "folkeregisteradresse",
        "privatadresse", "hjemadresse", "barnets adresse", "den unges adresse", "nuværende adresse",
        "gadeadresse", "adr.", "vejnavn", "vej", "gade", "bor", "address",
    ),
    "postcode": (
        "postnr.", "postnummer", "post nr", "postnr. og by", "postnr./by", "postnr by", "post nr. og by",
    ),
    "city": ("by", "bynavn", "postdistrikt"),
    "place": (
        "gerningssted", "gerningsstedet", "gerningsadresse", "hændelsessted", "findested", "sted", "stedet",
        "sted for hændelse", "sted for hændelsen", "sted for forhold", "sted/gerningssted", "antruffet sted",
        "antruffet hvor", "hvor", "lokation", "lokalitet", "location", "place",
    ),
    "date": (
        "gerningsdato", "gerningstidspunkt", "gerningstid", "gerningsdag", "gerningsdato/tid",
        "gerningstidspunkt (fra)", "gerningstidspunkt fra", "hændelsesdato", "hændelsestidspunkt",
        "dato for hændelse", "dato for hændelsen", "dato for forhold", "dato for forholdet", "antruffet dato",
        "antruffet den", "dato", "dato/tid", "dato og tid", "dato/tidspunkt", "dato og tidspunkt", "dato tid",
        "dato/kl.", "dato og klokkeslæt", "tidspunkt", "tid og dato", "tid", "dag", "hvornår", "kontaktdato",
        "sigtelsesdato", "sigtet den", "anmeldelsesdato", "anmeldt", "date",
    ),
    "time": ("klokkeslæt", "klokkeslet", "klokken", "kl.", "tid på dagen", "tid på døgnet", "time of day"),
    "role": (
        "rolle", "rolle i sagen", "rolle i forholdet", "rolle/status", "status/rolle", "status",
        "status i sagen", "sigtet/mistænkt", "sigtet/mistænkt/vidne", "sigtet/vidne", "partstatus",
        "partsstatus", "personrolle", "rollestatus", "role",
    ),
    "text": (
        "forhold", "forholdet", "sigtelse", "sigtelser", "sigtet for", "bekymring", "bekymringer",
        "årsag til bekymring", "hvad drejer bekymringen sig om", "bemærkning", "bemærkninger", "bem.", "bemærk",
        "beskrivelse", "kort beskrivelse", "beskrivelse af forhold", "beskrivelse af forholdet",
        "beskrivelse af hændelsen", "hændelse", "hændelsen", "hændelsesforløb", "hvad er der sket", "hvad",
        "resume", "resumé", "kort resume", "kommentar", "kommentarer", "note", "noter", "notat", "tekst",
        "gerning", "gerningsart", "gerningsindhold", "lovovertrædelse", "overtrædelse", "forseelse", "årsag",
        "anledning", "emne", "oplysninger", "øvrige oplysninger", "supplerende oplysninger", "øvrigt", "andet",
        "kriminalitet", "kriminalitetstype", "forhold/sigtelse", "sigtelse/forhold", "forhold/bekymring",
        "kontakt", "kontakt med politiet", "årsag til kontakt", "description", "text",
    ),
    "reference": (
        "journalnr.", "journalnummer", "journal nr.", "j.nr.", "j. nr.", "j-nr.", "jnr", "politiets journalnr.",
        "politiets j.nr.", "politi j.nr.", "polit. j.nr.", "sagsnr.", "sagsnummer", "sags nr.", "sag nr.", "sags-id",
        "sag", "politiets sagsnr.", "politisag", "journal", "anmeldelsesnr.", "anmeldelsesnummer", "anm.nr.",
        "reference", "referencenr.", "referencenummer", "ref.", "ref.nr.", "case number",
    ),
    "date_and_place": (
        "tid og sted", "sted og tid", "tid/sted", "sted/tid", "dato og sted", "sted og dato", "dato/sted", "sted/dato",
        "tidspunkt og sted", "sted og tidspunkt", "dato, tid og sted", "sted, dato og tid", "hvor og hvornår",
        "hvornår og hvor",
    ),
}  # fmt: skip

# One of these words in a longer header says enough, unless the header speaks of somebody else.
_TELLING_WORDS: dict[str, Part] = {
    "cpr": "cpr", "cprnr": "cpr", "cprnummer": "cpr", "personnummer": "cpr",
    "fødselsdato": "birth_date", "født": "birth_date",
    "navn": "name", "alder": "age", "klokkeslæt": "time",
    "bopæl": "address", "bopælsadresse": "address", "adresse": "address",
    "gerningssted": "place", "sted": "place",
    "gerningsdato": "date", "gerningstidspunkt": "date", "tidspunkt": "date", "dato": "date",
    "rolle": "role",
    "sigtelse": "text", "bekymring": "text", "bemærkning": "text", "bemærkninger": "text", "beskrivelse": "text",
    "journalnr": "reference", "journalnummer": "reference", "sagsnr": "reference", "sagsnummer": "reference",
}  # fmt: skip
# Over a column of roles people write the choice: "Sigtet/mistænkt/vidne".
_ROLE_WORDS = frozenset(("sigtet", "mistænkt", "dømt", "vidne", "forurettet", "offer", "skadelidt", "andet", "eller"))
# Over a column of names it says who they are; over one of role words, dates or crosses it says nothing of names.
_SUSPECTS = frozenset((
    "mistænkt", "mistænkte", "denmistænkte", "demistænkte", "sigtet", "sigtede", "densigtede", "desigtede",
    "gerningsmand", "gerningsmanden", "gerningsmænd",
))  # fmt: skip
_SOMEBODY_ELSE = re.compile(
    r"\b(?:mor|moder|far|fader|forælder|værge|søskende|bror|søster|kontakt|skole|klub|betjent|sagsbehandler|rådgiver"
    r"|anmelder|vidne|ejer|pårørende|forurettede|medgerningsmand)"
)
_LONGEST_HEADER = 60

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NOT_WORD = re.compile(r"[^0-9a-zæøåäöüé]+")


@dataclass(frozen=True)
class Announced:
    """The part that a header announces: by an alias of a rank (0 is the strongest), or only by a word in it."""

    part: Part
    rank: int
    by_alias: bool


def part_of(header: str) -> Announced | None:
    """Return what a header announces, or None."""
    if len(header) > _LONGEST_HEADER:
        return None
    written = unicodedata.normalize("NFC", header).lower()
    bare = _BRACKETS.sub(" ", written)
    for form in (_squeezed(written), _squeezed(bare)):
        if found := _BY_FORM.get(form):
            return found
        if form in _SUSPECTS:
            return Announced("suspect", 0, by_alias=False)
    words = [word for word in _NOT_WORD.split(bare) if word]
    if len(words) > 1 and _ROLE_WORDS.issuperset(words):
        return Announced("role", len(ALIASES["role"]), by_alias=False)
    if _SOMEBODY_ELSE.search(bare) or any(letter.isdigit() for letter in bare):
        return None
    for word in words:
        if part := _TELLING_WORDS.get(word):
            return Announced(part, len(ALIASES[part]), by_alias=False)
    return None


def tells_of_somebody_else(header: str) -> bool:
    """Whether a heading speaks of a parent, a school or somebody else who is not the child."""
    return bool(_SOMEBODY_ELSE.search(unicodedata.normalize("NFC", header).lower()))


def is_heading(written: str) -> bool:
    """Whether a text is a word that people write over a column, and nothing more."""
    return len(written) <= _LONGEST_HEADER and _squeezed(unicodedata.normalize("NFC", written).lower()) in _BY_FORM


def _squeezed(header: str) -> str:
    return _NOT_WORD.sub("", header)


def _forms() -> dict[str, Announced]:
    forms: dict[str, Announced] = {}
    for part, aliases in ALIASES.items():
        for rank, alias in enumerate(aliases):
            form = _squeezed(alias)
            # Systems without Danish letters write ae oe aa, or o and a, or lose the letter altogether.
            for spelling in (*_spellings(form), _lost(form)):
                forms.setdefault(spelling, Announced(part, rank, by_alias=True))
    return forms


def _spellings(form: str) -> list[str]:
    """The form with its Danish letters, and with each kind of them written otherwise."""
    return [
        form.replace("æ", ae).replace("ø", oe).replace("å", aa)
        for ae, oe, aa in product(("æ", "ae"), ("ø", "oe", "o"), ("å", "aa", "a"))
    ]


def _lost(form: str) -> str:
    short = form.replace("æ", "").replace("ø", "").replace("å", "").replace("é", "")
    return short if len(short) >= 4 else form


_BY_FORM = _forms()
