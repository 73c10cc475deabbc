"""Danish text in every encoding it arrives in. Short texts are the hard ones: one letter must decide."""

import sys
import unicodedata

import pytest

from samspil.lib.encodings import UNREADABLE, NotText, decode, mend_twice_encoded, without_invisible

SINGLE_BYTE = ("cp1252", "cp850", "mac-roman")
WORDS = (
    "Sørensen", "Åse", "ÅSE", "Ægir", "ÆGIR", "Østergård", "René", "RENÉ", "Müller", "MÜLLER", "Çelik",
    "Bemærkning", "Fødselsdato",
    "FØDSELSDATO", "BOPÆL", "bopæl", "København Ø", "å", "Ø Allé", "påtruffet", "kl. 14 – 15", "–taler med mor", "§ 115",
    "strl. § 276", "idé", "Peña",
    "år", "øl", "Å", "§§ 3 og 4", "d’Angelo", "Jens’ bror", "Max’s bror", "„nej“", "5°", "é", "å…",
    "Kærlighed", "Håndværkervej", "Ýmir", "Guðrun", "Þór", "Gül",
)  # fmt: skip


def has_letters_of(encoding, word):
    return word.encode(encoding, "replace").decode(encoding) == word


@pytest.mark.parametrize(
    ("word", "encoding"), [(word, name) for word in WORDS for name in SINGLE_BYTE if has_letters_of(name, word)]
)
def test_a_single_word_is_enough(word, encoding):
    assert decode(word.encode(encoding)).text == word


@pytest.mark.parametrize(
    ("written_in", "answered"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("utf-16", "utf-16"), ("utf-16-le", "utf-16"), ("utf-16-be",
     "utf-16"),
     ("cp1252", "cp1252"), ("iso-8859-1", "cp1252"), ("cp850", "cp850"), ("mac-roman", "mac-roman")],
)  # fmt: skip
def test_the_encoding_is_found_and_named(written_in, answered):
    text = "Navn;Fødselsdato;Bopæl\r\nÅse Ærø;03-09-2012;Ørnevej 3\r\n"
    decoded = decode(text.encode(written_in))
    assert (decoded.text, decoded.encoding) == (text, answered)


def test_plain_ascii_is_utf_8():
    assert decode(b"Navn;CPR\n").encoding == "utf-8"


def test_the_end_of_file_sign_of_dos_is_no_letter():
    assert decode("Navn\r\nÅse\r\n\x1a".encode("cp850")).text == "Navn\r\nÅse\r\n"


def test_a_broken_letter_does_not_change_the_alphabet():
    data = "Åse Sørensen, Ægir Østergård, Bjørn Kjær".encode() + b"\xc3"
    decoded = decode(data)
    assert decoded.encoding == "utf-8"
    assert decoded.text == "Åse Sørensen, Ægir Østergård, Bjørn Kjær" + UNREADABLE


def test_half_a_letter_at_the_end_of_utf_16_is_told():
    assert decode("Åse".encode("utf-16")[:-1]).text == "Ås" + UNREADABLE


def test_a_stray_control_character_is_dropped():
    assert decode(b"Navn;CPR\nAnna\x00 Toft;\n" + b"Bo Rask;\n" * 20).text.startswith("Navn;CPR\nAnna Toft;\n")


@pytest.mark.parametrize("data", [bytes(range(256)), b"\x00" * 64, b"\xff\xfe" + b"\x01\x00" * 64])
def test_bytes_that_are_no_text_are_refused(data):
    with pytest.raises(NotText):
        decode(data)


@pytest.mark.parametrize("name", ["Strauß", "Weiß, Anna"])
def test_a_letter_at_the_end_of_a_name_is_no_sign_for_a_paragraph(name: str) -> None:
    assert decode(name.encode("mac-roman")).text == name


def test_a_rare_letter_is_likelier_than_a_capital_at_the_end_of_a_name() -> None:
    assert decode("Adrià".encode("cp1252")).text == "Adrià"


@pytest.mark.parametrize(("text", "encoding"), [("1½ time", "cp1252"), ("João", "cp850"), ("Adrià…", "mac-roman")])
def test_a_sign_between_words_is_likelier_than_a_letter_that_names_do_not_have(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


def test_only_the_classic_mac_ended_its_lines_with_a_bare_carriage_return() -> None:
    """Where the one letter beyond ASCII says little, the line ends do."""
    for text, encoding in (("Navn\rMax’s bror\r", "mac-roman"), ("Navn\r\nÇelik’\r\n", "cp1252")):
        decoded = decode(text.encode(encoding))
        assert (decoded.text, decoded.encoding) == (text, encoding)


def test_half_a_letter_at_the_end_of_a_short_utf_16_without_a_mark_is_told_too() -> None:
    assert decode("Åse\x00".encode("utf-16-le")[:-1]).text == "Åse" + UNREADABLE


def test_what_is_cut_as_invisible_is_unicodes_format_characters():
    cut = {chr(code) for code in range(sys.maxunicode + 1) if not without_invisible(chr(code))}
    known = {chr(code) for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) == "Cf"}
    assert known <= cut
    assert {unicodedata.category(sign) for sign in cut - known} <= {"Cn"}, (
        "newer format characters that Python may not know"
    )


@pytest.mark.parametrize("codec", ["cp1252", "cp850", "mac-roman"])
@pytest.mark.parametrize("letter", list("æøåÆØÅéÉüÜöÖäÄßłžşğčšđñç–’“”§"))
def test_a_letter_encoded_twice_is_mended_and_an_ordinary_one_stays(codec, letter):
    signs = [bytes([byte]) for byte in letter.encode()]
    # the holes of cp1252 pass as control characters, as browsers and mail programs do it
    taken = "".join(sign.decode(codec) if has_sign(codec, sign) else sign.decode("latin-1") for sign in signs)
    assert mend_twice_encoded(f"a{taken}b") == f"a{letter}b"
    assert mend_twice_encoded(f"a{letter}b") == f"a{letter}b"


def has_sign(codec, sign):
    return sign.decode(codec, "replace") != UNREADABLE


@pytest.mark.parametrize("word", WORDS)
def test_an_ordinary_word_is_not_mended(word):
    assert mend_twice_encoded(word) == word
