"""Damaged files: an answer or a clear refusal, never anything else, and soon."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from loa.foundation.files.extract.facade import extract
from loa.foundation.files.tests.pdf_builder import PdfPage, grid, pdf
from loa.foundation.files.tests.word_builder import box, cell, docx, paragraph, run, table
from loa.kernel.errors import DomainError

ROWS = table(cell("a", '<w:gridSpan w:val="2"/>'), cell("b", "<w:vMerge/>") + cell("c"))
NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
LIST = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="upperRoman"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
BODY = paragraph(box("hộp") + run("chữ")) + paragraph("mục", NUMBERED) + ROWS
DOCX = docx(BODY, numbering=LIST)
PAGE = grid(
    PdfPage().text(60, 780, "Kế hoạch truyền thông năm 2022"), [60, 200, 400], [600, 650, 700]
)
PDF = pdf(PAGE.text(65, 660, "ô một"), PdfPage().text(60, 700, "trang hai").picture())
WITHIN = settings(max_examples=30, deadline=timedelta(seconds=5))


def read(data: bytes, name: str) -> None:
    try:
        # No time for pictures: what is damaged here is the file around them.
        found = extract(data, name, until=0.0)
    except DomainError:
        return
    assert all(0 <= table.start <= table.end <= len(found.text) for table in found.tables)
    assert all(len({len(row) for row in table.rows}) <= 1 for table in found.tables)
    found.text.encode()


@WITHIN
@given(data=st.sampled_from([DOCX, PDF]), cut=st.floats(0, 1))
def test_extract_truncated(data: bytes, cut: float) -> None:
    read(data[: int(cut * len(data))], "a.docx")


@WITHIN
@given(
    data=st.sampled_from([DOCX, PDF]),
    flips=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 7)), min_size=1, max_size=20),
)
def test_extract_bits_flipped(data: bytes, flips: list[tuple[float, int]]) -> None:
    damaged = bytearray(data)
    for place, bit in flips:
        damaged[min(int(place * len(data)), len(data) - 1)] ^= 1 << bit
    read(bytes(damaged), "a.docx")


@WITHIN
@given(
    place=st.floats(0, 1),
    junk=st.sampled_from(
        ["<w:tbl>", "</w:p>", "<w:p/>", "<w:tr/>", "<w:tc/>", '"', "-1", "99999999999", "<w:tbl/>"]
    ),
)
def test_extract_word_xml_damaged_inside(place: float, junk: str) -> None:
    at = int(place * len(BODY))
    read(docx(BODY[:at] + junk + BODY[at:], numbering=LIST), "a.docx")


@WITHIN
@given(place=st.floats(0, 1), junk=st.sampled_from(["-1", "0", "9999999999", "/", "<<", " R "]))
def test_extract_pdf_numbers_damaged_inside(place: float, junk: str) -> None:
    at = int(place * len(PDF))
    read(PDF[:at] + junk.encode() + PDF[at + len(junk) :], "a.pdf")


@WITHIN
@given(data=st.binary(max_size=300), name=st.text(max_size=20))
def test_extract_anything(data: bytes, name: str) -> None:
    for start in (b"", b"PK\x03\x04", b"%PDF-1.7\n"):
        read(start + data, name)
