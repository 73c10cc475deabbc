"""Made-up names and notes. Nobody is meant; what is said is only as long and as varied as what people write."""

from __future__ import annotations

from random import Random


def _each(words: str) -> list[str]:
    return words.split()


FIRST = _each(
    "Ahmad Alberte Alexander Alma Amina Anders Anna Anton Asger Astrid August Bilal Caroline Christian Clara Elias Ella "
    "Emil Emma Fatima Felix Freja Frida Gustav Hamza Hannah Ibrahim Ida Isabella Jonas Josefine Karla Kasper Laura Lea "
    "Leila Liv Louis Lucas Luna Magnus Maja Malthe Mariam Marie Mathias Mikkel Mille Mohammed Nanna Noah Nora Oliver "
    "Omar Oscar Philip Rasmus Sara Sebastian Signe Simon Sofie Storm Theo Thea Tobias Valdemar Victor Viggo Vilde "
    "William Yusuf Zahra Åse Øjvind"
)
LAST = _each(
    "Aagaard Abdi Ali Andersen Bach Bak Berg Birk Bjerre Bruun Carlsen Christensen Dahl Damgaard Dam Eriksen Friis Frost "
    "Gade Hald Hansen Hassan Holm Holst Hussein Iversen Jensen Jepsen Juhl Kaya Kjær Klausen Knudsen Koch Kristensen "
    "Krogh Lange Larsen Laursen Lind Lund Madsen Mikkelsen Mortensen Munk Møller Nielsen Nygaard Nørgaard Olesen Olsen "
    "Overgaard Pedersen Petersen Poulsen Rahman Ravn Riis Salah Schmidt Skov Sørensen Thomsen Toft Vestergaard Winther "
    "Yilmaz Østergaard Åkjær"
)

_SUBJECTS = (
    "Samtale med forældrene",
    "Mødet på skolen",
    "Opkald fra klubben",
    "Besøg i hjemmet",
    "Drøftet med læreren",
    "Den unge fortæller",
    "Aftale med vejlederen",
    "Gåtur og snak",
)
_VERBS = (
    "handlede om",
    "endte med",
    "viste",
    "bekræftede",
    "ændrede ikke",
    "førte til",
    "drejede sig om",
    "satte gang i",
)
_FIRST_PARTS = _each(
    "skole fritids klub familie søskende venne kammerat sommer weekend aften morgen træner praktik lomme mobil cykel "
    "fodbold nabo gade hjemme lektie tillids støtte mentor job transport helbreds søvn sprog økonomi trivsels"
)
_SECOND_PARTS = _each(
    "aftale samtale plan skema konflikt ønske gruppe besøg hjælp pause problem fravær start skift møde regel mål bane "
    "tilbud svar ferie kontakt billede rytme forløb vane opgave nyhed tur seddel"
)
_ENDS = (
    "Der følges op i næste uge.",
    "Forældrene er med på det.",
    "Intet nyt herfra indtil videre.",
    "Skolen giver besked, hvis det ændrer sig.",
    "Den unge vil gerne selv sige til.",
    "Vi prøver igen efter ferien.",
)

# Two words of which every twentieth note holds the first and every ninetieth the second, independently: searched together
# they stand in a few notes of a unit, in a dozen of a municipality, and in a thousand of the country.
COMMON, RARE = "svømmehallen", "guitaren"
COMMON_EVERY, RARE_EVERY = 20, 90


def name(random: Random) -> str:
    """A first name and one or two family names."""
    if random.random() < 0.4:
        return f"{random.choice(FIRST)} {random.choice(LAST)} {random.choice(LAST)}"
    return f"{random.choice(FIRST)} {random.choice(LAST)}"


def compound(random: Random) -> str:
    return random.choice(_FIRST_PARTS) + random.choice(_SECOND_PARTS)


def note(random: Random, *, found: bool = False) -> str:
    """Two or three sentences; `found` puts the words in for which the bench searches."""
    parts = [
        f"{random.choice(_SUBJECTS)} {random.choice(_VERBS)} {compound(random)} og {compound(random)}."
        for _ in range(2 if random.random() < 0.5 else 3)
    ]
    if found or random.randrange(COMMON_EVERY) == 0:
        parts.append(f"Næste gang mødes vi ved {COMMON}.")
    if found or random.randrange(RARE_EVERY) == 0:
        parts.append(f"Tog {RARE} med.")
    parts.append(random.choice(_ENDS))
    return " ".join(parts)


def line(random: Random) -> str:
    """What the police's list says of one child."""
    return f"Antruffet kl. {random.randrange(16, 24)} i forbindelse med {compound(random)}."
