"""Numbers of lists: as Word prints them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loa.foundation.files.extract.facade import extract
from loa.foundation.files.extract.word_numbering import format_number
from loa.foundation.files.tests.word_builder import docx, paragraph


def level(at: int, fmt: str, text: str, more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{fmt}"/>'
        f'{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(levels: str, nums: str = "") -> str:
    num = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    return f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{num}{nums}'


def item(text: str, at: int = 0, num: int = 1) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{num}"/></w:numPr>')


def lines_of(body: str, numbering: str, styles: str = "") -> list[str]:
    return extract(docx(body, numbering=numbering, styles=styles), "a").text.splitlines()


THREE = level(0, "upperRoman", "%1.") + level(1, "decimal", "%2.") + level(2, "lowerLetter", "%3)")


def test_extract_numbers_roman_decimal_letters() -> None:
    """P03: «I.», «1.», «a)» that exist only as numbering."""
    body = "".join(
        [item("A"), item("b", 1), item("c", 2), item("d", 2), item("e", 1), item("f", 2), item("G")]
    )
    printed = ["I. A", "1. b", "a) c", "b) d", "2. e", "a) f", "II. G"]
    assert lines_of(body, lists(THREE)) == printed


def test_extract_numbers_of_upper_levels_repeated() -> None:
    levels = level(0, "decimal", "%1") + level(1, "decimal", "%1.%2.")
    assert lines_of(item("a") + item("b", 1) + item("c", 1), lists(levels)) == [
        "1 a",
        "1.1. b",
        "1.2. c",
    ]


def test_extract_numbers_legal_style_prints_roman_as_decimal() -> None:
    levels = level(0, "upperRoman", "%1") + level(1, "decimal", "%1.%2", "<w:isLgl/>")
    assert lines_of(item("a") + item("b", 1), lists(levels)) == ["I a", "1.1 b"]


def test_extract_numbers_level_that_never_restarts() -> None:
    levels = level(0, "decimal", "%1.") + level(1, "decimal", "%2)", '<w:lvlRestart w:val="0"/>')
    body = item("a") + item("b", 1) + item("c") + item("d", 1)
    assert lines_of(body, lists(levels)) == ["1. a", "1) b", "2. c", "2) d"]


def test_extract_numbers_start_and_override_once() -> None:
    nums = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="7"/></w:lvlOverride></w:num>'
    )
    body = item("a") + item("b") + item("c", num=2) + item("d", num=2) + item("e")
    numbering = lists(level(0, "decimal", "%1.", start=3), nums)
    assert lines_of(body, numbering) == ["3. a", "4. b", "7. c", "8. d", "9. e"]


def test_extract_numbers_two_nums_of_one_list_count_on() -> None:
    nums = '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
    body = item("a") + item("b", num=2)
    assert lines_of(body, lists(level(0, "decimal", "%1."), nums)) == ["1. a", "2. b"]


def test_extract_numbers_level_replaced_by_override() -> None:
    own = level(0, "upperLetter", "%1-")
    nums = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
        f'<w:lvlOverride w:ilvl="0">{own}</w:lvlOverride></w:num>'
    )
    assert lines_of(item("a", num=2), lists(THREE, nums)) == ["A- a"]


def test_extract_numbers_by_style_and_its_level() -> None:
    """P03: numbering that exists only as a style."""
    levels = level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2.", '<w:pStyle w:val="H2"/>')
    styles = (
        '<w:style w:type="paragraph" w:styleId="H2"><w:pPr><w:numPr><w:numId w:val="1"/>'
        "</w:numPr></w:pPr></w:style>"
    )
    body = item("a") + paragraph("b", '<w:pStyle w:val="H2"/>')
    assert lines_of(body, lists(levels), styles) == ["1. a", "1.1. b"]


def test_extract_numbers_taken_off_by_zero() -> None:
    assert lines_of(item("a", num=0), lists(THREE)) == ["a"]


def test_extract_numbers_of_a_list_style() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1">{level(0, "decimal", "Điều %1.")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="2"/>'
        "</w:numPr></w:pPr></w:style>"
    )
    assert lines_of(item("a"), numbering, styles) == ["Điều 1. a"]


@pytest.mark.parametrize(("sign", "printed"), [("-", "- a"), ("\uf0b7", "• a"), ("+", "+ a")])
def test_extract_bullets(sign: str, printed: str) -> None:
    assert lines_of(item("a"), lists(level(0, "bullet", sign))) == [printed]


def test_extract_number_of_deleted_paragraph_not_counted() -> None:
    gone = (
        '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="1"/></w:rPr>'
    )
    deleted = paragraph("<w:del><w:r><w:delText>x</w:delText></w:r></w:del>", gone)
    assert lines_of(item("a") + deleted + item("b"), lists(THREE)) == ["I. a", "II. b"]


@pytest.mark.parametrize(
    ("number", "fmt", "printed"),
    [
        (4, "upperRoman", "IV"),
        (1994, "lowerRoman", "mcmxciv"),
        (26, "lowerLetter", "z"),
        (27, "lowerLetter", "aa"),
        (28, "upperLetter", "BB"),
        (0, "upperRoman", "0"),
        (7, "decimalZero", "07"),
        (3, "vietnameseCounting", "ba"),
        (3, "chicago", "3"),
    ],
)
def test_format_number(number: int, fmt: str, printed: str) -> None:
    assert format_number(number, fmt) == printed


@given(number=st.integers(1, 3999))
def test_format_number_roman_reads_back(number: int) -> None:
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    letters = [values[c] for c in format_number(number, "upperRoman")]
    signed = [a if a >= b else -a for a, b in zip(letters, [*letters[1:], 0], strict=True)]
    assert sum(signed) == number
