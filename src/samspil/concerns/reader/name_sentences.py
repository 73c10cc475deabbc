"""The Danish sentences of names, birth dates, roles and places that need a look; each is made as those of `sentences.py` are."""

from collections.abc import Sequence

from samspil.concerns.reader.sentences import short

_LONGEST = 60
ADDRESS = "en adresse"


def other_column_names(place: str, heading: str, written: str) -> str:
    """A column that is not read holds what may be the name of the child whose number stands in the row."""
    return (
        f"{place}: i kolonnen »{short(heading, _LONGEST)}«, som ikke læses, står »{short(written, _LONGEST)}«, "
        "og det kan være barnets navn. Se efter, hvem rækken handler om."
    )


def name_stands_apart(place: str, heading: str) -> str:
    """An empty column lies between the name and the number."""
    return (
        f"{place} og »{short(heading, _LONGEST)}« er skilt af en tom kolonne, så det kan være to tabeller. "
        "Se efter, om de hører til samme barn."
    )


def suspects_are_names(heading: str) -> str:
    """The names stand in a column whose heading tells a role."""
    return f"Navnene er læst i kolonnen »{short(heading, _LONGEST)}«. Hvad overskriften siger om rollen, er ikke læst; vælg selv rollen."


def more_in_name(place: str, said: Sequence[str]) -> str:
    """The name holds an age, a birth date or year, or an address."""
    return f"{place} siger mere end et navn: {', '.join(said)}. Det er taget ud af navnet; se efter, om det står rigtigt i rækken."


def digits_in_name(place: str, written: str) -> str:
    """Digits are left in a name; `written` is masked."""
    return f"{place} har tal i navnet: »{short(written, _LONGEST)}«. Se efter, hvad barnet hedder, og ret navnet."


def no_number_in_name(place: str, written: str) -> str:
    """The name holds what has the form of a CPR number and begins with no date; `written` is masked."""
    return (
        f"{place} indeholdt noget, der ligner et CPR-nummer, men ikke er et: »{short(written, _LONGEST)}«. Det er taget ud af navnet; "
        "skriv nummeret rigtigt, eller lad feltet stå tomt."
    )


def two_birth_dates(place: str, written: str) -> str:
    """Two birth dates stand in one cell; none is read."""
    return (
        f"{place} har mere end én fødselsdato: »{short(written, _LONGEST)}«. Ingen af dem er læst. Skriv den rigtige, og er det to børn, "
        "så skriv dem hver på sin række."
    )


def role_read_as(place: str, written: str, role: str) -> str:
    """A word for a contact stands where the role should."""
    return f"{place} er skrevet »{short(written, _LONGEST)}« og læst som »{role}«. Vælg selv en anden rolle, hvis den ikke passer."


def place_divided(rows: str) -> str:
    """Date and place stood in one cell."""
    return f"Dato og sted stod i samme felt og er læst hver for sig: {rows}."


def no_date_beside_place(place: str, written: str) -> str:
    """A cell that should hold date and place holds no date."""
    return f"{place} har ingen dato, vi kan læse: »{short(written, _LONGEST)}«. Det hele er læst som sted; skriv selv datoen."
