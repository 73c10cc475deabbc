"""Every Danish sentence the reader says: why a file is no list, and what to look at in a row.

They stand here and not in a message catalogue because the reader runs without Django, in a child process and on the
command line. Each says what is the matter and then what to do. Of a CPR number no sentence repeats more than the day of birth.
"""

from collections.abc import Sequence
from enum import Enum

from samspil.concerns.reader.table import Fault

_FIELDS_TOLD = 10

# What a role is called on the pages; there is no message catalogue here.
ROLES = {
    "charged": "Sigtet", "suspected": "Mistænkt", "convicted": "Dømt", "witness": "Vidne", "victim": "Forurettet",
    "other": "Antruffet af politiet",
}  # fmt: skip


class Reason(Enum):
    """Why a file is no list. The name is the code for audit, the value the sentence for the person."""

    NOT_FOUND = "Filen findes ikke eller kan ikke åbnes. Se efter, om sti og navn er skrevet rigtigt."
    EMPTY = "Filen er tom. Bed afsenderen om at sende listen igen."
    TOO_LARGE = "Filen fylder mere end 10 MB. Gem arket med listen alene i en ny fil, og prøv igen."
    PDF = "Filen er en PDF. Bed afsenderen om listen som regneark (.xlsx) eller som tekst (.csv)."
    IMAGE = "Filen er et billede. Bed afsenderen om listen som regneark (.xlsx), eller skriv navnene af."
    DOCUMENT = "Filen er et tekstdokument. Kopiér tabellen over i et regneark, og gem det som .xlsx."
    PRESENTATION = "Filen er en præsentation. Kopiér tabellen over i et regneark, og gem det som .xlsx."
    MAIL = "Filen er en gemt mail. Åbn mailen, gem det vedhæftede regneark, og vælg det i stedet."
    RICH_TEXT = "Filen er et RTF-dokument. Kopiér tabellen over i et regneark, og gem det som .xlsx."
    WEB_PAGE = "Filen er en webside, også selv om den hedder .xls. Åbn den i et regneark, og gem den som .xlsx."
    XML = "Filen er XML. Åbn den i et regneark, og gem den som .xlsx."
    ARCHIVE = "Filen er en pakket mappe. Pak den ud, og vælg selve listen."
    BINARY_WORKBOOK = "Filen er et binært regneark (.xlsb). Åbn den i Excel, og gem den som .xlsx."
    OTHER_WORKBOOK = "Filen er et regneark af en slags, vi ikke læser. Gem det som .xlsx, .ods eller .csv."
    PROTECTED = "Filen er beskyttet med adgangskode. Fjern adgangskoden i regnearket, gem igen, og vælg filen på ny."
    SWOLLEN = "Filen bliver alt for stor, når den pakkes ud. Kopiér listen over i et nyt, tomt regneark, og prøv igen."
    DAMAGED = "Filen er beskadiget og kan ikke åbnes. Bed afsenderen om at sende den igen."
    TOO_MANY_ROWS = "Filen har mere end 20.000 rækker. Kopiér listen over i et nyt, tomt regneark, og prøv igen."
    TOO_WIDE = "Arket har for mange kolonner. Kopiér listen over i et nyt, tomt regneark, og prøv igen."
    NOT_TEXT = "Filen er hverken regneark eller tekst. Bed afsenderen om listen som .xlsx eller .csv."
    NO_HEADER = (
        "Vi kan ikke finde rækken med overskrifter. Skriv over listen, hvad kolonnerne er, "
        "for eksempel »Navn«, »CPR-nr.«, »Dato« og »Rolle«."
    )
    NO_ROWS = "Der er overskrifter, men ingen rækker under dem. Se efter, om det er den rigtige fil."
    TOO_SLOW = "Filen tager for lang tid at læse. Kopiér listen over i et nyt, tomt regneark, og prøv igen."
    TOO_HEAVY = "Filen kræver for meget hukommelse. Kopiér listen over i et nyt, tomt regneark, og prøv igen."
    UNREADABLE = "Filen kunne ikke læses. Kopiér listen over i et nyt, tomt regneark, og prøv igen."


class NotAList(Exception):
    """The file cannot be read as a list. `sentence` is fit to be shown, `code` names the reason without any content."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.code = reason.name.lower()
        self.sentence = reason.value


def cpr_not_understood(place: str, written: str) -> str:
    """The CPR number has a wrong form or begins with no date; `written` is masked."""
    return f"{place} er ikke et CPR-nummer: »{short(written)}«. Skriv ti cifre, der begynder med en dato, eller lad feltet stå tomt."


def cpr_shortened(place: str) -> str:
    """The spreadsheet shows the number as a power of ten."""
    return f"{place} er forkortet af regnearket (1,01E+09). Gør kolonnen bredere eller til tekst, og gem igen."


def cpr_in_future(place: str, written: str) -> str:
    """The date of the CPR number has not been yet; `written` is masked."""
    return f"{place} er et CPR-nummer med en dato, der ikke har været endnu: »{short(written)}«. Ret det, eller lad feltet stå tomt."


def date_not_understood(place: str, written: str) -> str:
    """The text is not a date that can be read in one way."""
    return f"{place} er ikke en dato: »{short(written)}«. Skriv dag, måned og år, for eksempel 03-09-2025."


def date_without_year(place: str, written: str) -> str:
    """Day and month stand there alone."""
    return f"{place} har intet år: »{short(written)}«. Se efter, hvilken dag der er ment."


def age_not_understood(place: str, written: str) -> str:
    """The text is no number of years."""
    return f"{place} er ikke en alder: »{short(written)}«. Skriv hele år, eller skriv fødselsdatoen."


def age_differs(place: str, written: int, by_birth_date: int) -> str:
    """Another age than that of the birth date, or of the CPR number."""
    return f"{place} siger {written} år, men efter fødselsdatoen er alderen {by_birth_date} år. Se efter, hvad der er rigtigt."


def time_and_more(place: str, written: str) -> str:
    """Words stand beside the time of day."""
    return f"{place} siger mere end et klokkeslæt: »{short(written)}«. Kun klokkeslættet er læst; skriv selv resten, hvis det gælder."


def time_not_understood(place: str, written: str) -> str:
    """The text is no time of day."""
    return f"{place} er ikke et klokkeslæt: »{short(written)}«. Skriv timer og minutter, for eksempel 23.30."


def birth_date_in_future(place: str, written: str) -> str:
    """Nobody is born tomorrow."""
    return f"{place} ligger i fremtiden: »{short(written)}«. Ret fødselsdatoen, eller lad feltet stå tomt."


def only_a_time(place: str) -> str:
    """There is a clock time where a date should be."""
    return f"{place} er et klokkeslæt uden dato. Skriv også dag, måned og år, for eksempel 03-09-2025."


def date_is_asked(place: str, written: str) -> str:
    """The date lies in the future, or day and month may stand the other way round."""
    return f"{place} kan ikke læses sikkert: »{short(written)}«. Se efter, hvilken dag der er ment."


def month_may_be_first(place: str, written: str) -> str:
    """Another date of the column is only a date with the month first."""
    return (
        f"{place} kan være skrevet med måneden først: »{short(written)}«. Skriv fødselsdatoen, når listen er læst ind."
    )


def dates_differ(place: str) -> str:
    """The file's birth date and the CPR number name two days."""
    return f"{place} passer ikke med CPR-nummeret i samme række. Se efter, hvilken af de to der er rigtig."


def role_not_known(place: str, written: str) -> str:
    """The word for the role is not one of those we know."""
    return (
        f"{place} er en rolle, vi ikke kender: »{short(written)}«. Den er læst som »{ROLES['other']}«; "
        "vælg selv sigtet, mistænkt, dømt, vidne eller forurettet, hvis en af dem passer."
    )


def role_in_doubt(place: str, written: str, role: str) -> str:
    """A question mark stands beside the role."""
    return f"{place} er skrevet med spørgsmålstegn: »{short(written)}«. Den er læst som »{ROLES[role]}«; ret den, hvis den er usikker."


def nobody_named(place: str) -> str:
    """The row has neither name nor CPR number."""
    return f"{place} har hverken navn eller CPR-nummer. Skriv, hvem rækken handler om, eller spring den over."


def too_many_fields(place: str, written: Sequence[str]) -> str:
    """The row has more fields than there are headers, so something has slipped to the side."""
    said = [f"»{short(one, 60)}«" for one in written[:_FIELDS_TOLD]]
    if (more := len(written) - _FIELDS_TOLD) > 0:
        said.append(f"og {more} {'felt' if more == 1 else 'felter'} til")
    return (
        f"{place} har flere felter end overskrifter, så noget kan være rykket til siden. Uden overskrift står {', '.join(said)}. "
        "Se rækken efter, og sæt tekst med skilletegn i anførselstegn."
    )


def quote_never_ends(place: str) -> str:
    """A quotation mark opens a field and is never closed."""
    return f"{place} har et anførselstegn, der aldrig lukkes. Det er læst som et almindeligt tegn; se rækken efter."


def letters_unreadable(place: str) -> str:
    """Letters were lost when the file was saved."""
    return f"{place} har bogstaver, der ikke kan læses (\N{REPLACEMENT CHARACTER}). Ret dem, når listen er læst ind."


NUMBER_LEFT_OUT = "[CPR-nummer udeladt]"
NO_VALUE = "(formel uden gemt værdi)"
ERROR = "(fejl)"
NO_ROWS_THERE = "der er overskrifter, men ingen rækker at tage med."
IN_HIDDEN_COLUMNS = "(og noget i skjulte kolonner)"


def cpr_is_birth_date(place: str) -> str:
    """A birth date, or a number without its last four digits, stands in the column of CPR numbers."""
    return f"{place} er en fødselsdato og ikke et helt CPR-nummer. Den er læst som fødselsdato."


def other_number_in_name(place: str) -> str:
    """The name holds a CPR number that is not the row's own, or more than one."""
    return f"{place} indeholdt et CPR-nummer, som ikke passer til rækken. Det er taget ud; se efter, hvem rækken handler om."


def number_moved(place: str) -> str:
    """The name held the CPR number, for which the list has no column."""
    return f"{place} indeholdt et CPR-nummer. Det er flyttet til sit eget felt."


def number_in_text(place: str) -> str:
    """Running words hold somebody else's CPR number."""
    return (
        f"{place} indeholdt et andet CPR-nummer. Det er taget ud. Står der også et navn, så tag det ud af rækken, "
        "og er det et barn til, så skriv det på sin egen række."
    )


def two_names(place: str, written: str) -> str:
    """The name may be those of two children."""
    return (
        f"{place} kan være to børn: »{short(written, 60)}«. Er det to, så skriv dem hver på sin række; "
        "vi har læst dem som ét navn."
    )


def no_name(place: str) -> str:
    """A row has a number or a birth date, and no name."""
    return f"{place} har intet navn. Se efter, hvem den handler om, eller spring den over."


def cell_unusable(place: str, fault: Fault, written: str) -> str:
    """A cell shows an error, a formula was never worked out, the value is struck out, or it repeats nothing."""
    if fault is Fault.NO_VALUE:
        return f"{place} er en formel uden gemt værdi. Åbn filen i regnearket, gem den igen, og vælg den på ny."
    if fault is Fault.ERROR:
        return f"{place} viser en fejl i regnearket ({short(written) or '#'}). Værdien er ikke læst; skriv den selv."
    if fault is Fault.DITTO:
        return f"{place} er et tegn for »det samme«, og det er ikke sikkert, hvad det gentager. Det er ikke læst; skriv det selv."
    said = f": »{short(written)}«" if written else ""
    return f"{place} er streget over i regnearket{said}. Det er ikke læst; skriv det selv, hvis det gælder."


def words_struck(place: str, written: str) -> str:
    """Some words of a cell are struck out."""
    said = f": »{short(written)}«" if written else ""
    return f"{place} har ord, der er streget over i regnearket{said}. De er ikke læst; skriv dem selv, hvis de gælder."


def struck_beside(written: str) -> str:
    """What is struck out of a cell that is shown as it stands."""
    return f"(streget over: {written})"


def row_not_read(place: str, written: str) -> str:
    """A line above the headings, or one in which nothing stands under a heading that is read."""
    return f"{place}: »{short(written, 500)}«"


def rows_not_read(more: int) -> str:
    """More such lines than are shown one by one."""
    return f"og {more} linjer til"


def comment_not_read(place: str, written: str) -> str:
    """Somebody has written a comment on a cell."""
    return (
        f"{place}, kommentar: »{short(written, 200)}«"
        if written
        else f"{place} har en kommentar, som vi ikke kan læse."
    )


def column_without_heading(column: str, said: str, *, is_hidden: bool) -> str:
    """A column has contents and no heading."""
    return f"Kolonne {column} {'er skjult og ' if is_hidden else ''}har ingen overskrift. Der står {said}."


def column_called(column: str) -> str:
    """What a column without a heading is called, by its letter."""
    return f"Kolonne {column}"


def row_says(place: str, written: str) -> str:
    """What stands in a row of a column that has no heading."""
    return f"»{short(written, 60)}« ({place.lower()})"


def column_says(heading: str, said: str, *, is_hidden: bool) -> str:
    """What stands in a column that means nothing here."""
    return f"I {'den skjulte kolonne' if is_hidden else 'kolonnen'} »{short(heading)}«, som ikke læses, står {said}."


def further_columns_not_read(columns: int) -> str:
    """More such columns than are told one by one."""
    return f"Og noget i {columns} {'kolonne' if columns == 1 else 'kolonner'} til, som ikke læses."


def and_more(rows: int) -> str:
    """Further rows, where the first are told."""
    return f"og noget i {rows} {'række' if rows == 1 else 'rækker'} til"


def header_repeated(word: str, rows: str) -> str:
    """The headings stand again, as at the top of each printed page."""
    return f"{word} {rows}: overskrifterne igen"


def hidden_columns_read(names: str) -> str:
    """Without the hidden columns there is nobody on the list."""
    return f"De skjulte kolonner {names} er læst, fordi navnene står i dem."


def letters_mended(words: str) -> str:
    """Letters had been encoded twice."""
    return f"Bogstaver, der var kodet forkert, er rettet: {words}."


def numbers_taken_out(rows: str) -> str:
    """The name held the CPR number of its row as well."""
    return f"CPR-nummeret stod i feltet med navnet og er flyttet til sit eget felt: {rows}."


def ages_not_read(rows: str) -> str:
    """No number of years stands under the age, and the birth date tells it better."""
    return f"Alderen er ikke et helt antal år og er ikke læst, for fødselsdatoen står der: {rows}."


def role_alone_read(rows: str) -> str:
    """Words stand beside a known word for a contact: where, with whom."""
    return f"Der står mere end rollen i dens felt, og kun rollen er læst: {rows}."


def beginning_read(rows: str) -> str:
    """A date or a time is an interval, or another time stands beside it."""
    return f"Der står mere end ét tidspunkt, og det første er læst: {rows}."


def dittos_read(rows: str) -> str:
    """Ditto marks stand in fields."""
    return f"Tegn for »det samme« er læst som det, der står i rækken over: {rows}."


def signs_taken_out(rows: str) -> str:
    """The name held signs that nobody sees, as from a web page or a mail."""
    return f"Tegn, som man ikke kan se, er taget ud af navnet: {rows}."


def and_rows(more: int) -> str:
    """Further rows, counted."""
    return f"og {more} til"


def sheet_without_headings(name: str, rows: int, said: str) -> str:
    """A further sheet has rows but no row of headings."""
    so_many = f"{rows} {'række' if rows == 1 else 'rækker'}"
    return f"Arket »{name}« har {so_many}, men ingen overskrifter, vi kender. Der står {said}."


def table_to_the_right(name: str | None) -> str:
    """What a second table beside the first is called, where a sheet is called by its name."""
    return f"{name}, tabellen til højre" if name else "tabellen til højre"


def table_below(name: str | None, number: int) -> str:
    """What a further table below the first is called; `number` counts them where there are several."""
    table = f"tabel {number + 1}" if number else "tabellen nedenunder"
    return f"{name}, {table}" if name else table


def sheet_not_read(name: str) -> str:
    """A further sheet cannot be read."""
    return f"Arket »{name}« kan ikke læses."


def sheet_columns_not_read(columns: str) -> str:
    """Columns of a further sheet that mean nothing here."""
    return f"kolonner, der ikke læses: {columns}"


def further_columns(columns: int) -> str:
    """More columns without a heading than are told one by one."""
    return f"Og noget i {columns} {'kolonne' if columns == 1 else 'kolonner'} til uden overskrift."


def sheet_left_out(name: str, told: str, *, is_text: bool) -> str:
    """What a further sheet leaves out itself, or a further table of a text file."""
    return f"{name[:1].upper()}{name[1:]}: {told}" if is_text else f"Arket »{name}«: {told}"


def in_hidden_columns(place: str, columns: str, said: str) -> str:
    """What stands in hidden columns of a further sheet."""
    return f"{place} har mere i de skjulte kolonner {columns}, og det er ikke taget med: »{short(said, 200)}«"


def left_out(kind: str, place: str, name: str) -> str:
    """A row that is not read unless a person takes it; for the command line, which cannot ask."""
    why = {
        "hidden": "er skjult i regnearket",
        "struck": "er streget over",
        "remark": "ligner en bemærkning",
        "sheet": f"står på arket »{name}«",
        "hidden_sheet": f"står på det skjulte ark »{name}«",
        "columns": f"har mere i de skjulte kolonner {name}",
    }[kind]
    where = f" på arket »{name}«" if name and kind in {"hidden", "struck", "remark"} else ""
    return f"{place}{where} {why} og er ikke taget med."


def short(written: str, most: int = 40) -> str:
    """The words on one line, and no more of them than fit there."""
    one_line = " ".join(written.split())
    return one_line if len(one_line) <= most else one_line[: most - 1] + "…"
