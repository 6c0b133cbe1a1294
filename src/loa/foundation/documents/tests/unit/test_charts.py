"""Charts: one drawing on screen, in PDF and in Word, whose words say all that it shows.

R01: names with markup letters come back equal. M05: a picture in the tagged file has its words.
"""

import ctypes
import io
from collections.abc import Callable
from xml.etree import ElementTree as ET

import docx
import pypdfium2
import pytest
from pypdfium2 import raw

from loa.foundation.documents.compose.charts import WIDTH
from loa.foundation.documents.compose.kinds import Kind
from loa.foundation.documents.compose.structure import (
    Chart,
    ChartRow,
    OfficialDocument,
    Paragraph,
    SignatureBlock,
)
from loa.foundation.documents.facade import chart_svg, to_pdf, to_word

_SVG = "{http://www.w3.org/2000/svg}"
STACKED = Chart(
    "Tình hình gửi báo cáo",
    ("Đúng hạn", "Muộn", "Chưa gửi"),
    (ChartRow("Sở TT&TT <mới>", (18, 2, 1)), ChartRow("UBND cấp xã", (0, 0, 0))),
    is_stacked=True,
    number=1,
)
PAIRED = Chart(
    "Kỳ này và kỳ trước",
    ("Kỳ này", "Kỳ trước"),
    (ChartRow("Tờ rơi", (3000, 1500), "tờ"), ChartRow("Buổi", (3, 6), "buổi")),
    is_each_its_own=True,
)


def _bars(chart: Chart) -> list[float]:
    drawing = ET.fromstring(chart_svg(chart))  # noqa: S314  our own drawing
    key = 11
    found = [one for one in drawing.iter(f"{_SVG}rect") if one.get("height") != f"{key:.1f}"]
    return [float(one.get("width", "0")) for one in found]


def test_a_drawing_says_what_it_is_and_all_its_figures() -> None:
    drawing = ET.fromstring(chart_svg(STACKED, "c1"))  # noqa: S314  our own drawing
    title, desc = drawing.find(f"{_SVG}title"), drawing.find(f"{_SVG}desc")
    assert title is not None
    assert desc is not None
    assert drawing.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert title.text == "Hình 1. Tình hình gửi báo cáo"
    assert desc.text == (
        "Sở TT&TT <mới>: đúng hạn 18, muộn 2, chưa gửi 1; "
        "UBND cấp xã: đúng hạn 0, muộn 0, chưa gửi 0"
    )
    assert "18 / 2 / 1" in "".join(drawing.itertext())


def test_bars_are_as_long_as_their_figures() -> None:
    assert _bars(STACKED)[:3] == pytest.approx([WIDTH * n / 21 for n in (18, 2, 1)], abs=0.1)
    assert _bars(PAIRED) == [WIDTH, WIDTH / 2, WIDTH / 2, WIDTH]
    single = Chart("Hình thức", ("Hoạt động",), (ChartRow("a", (4,)), ChartRow("b", (1,))))
    assert _bars(single) == [WIDTH, WIDTH / 4]
    assert single.words == "a: 4; b: 1"


def test_a_row_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="each series"):
        Chart("x", ("a", "b"), (ChartRow("r", (1,)),))


DOCUMENT = OfficialDocument(
    kind=Kind.REPORT,
    issuer="VĂN PHÒNG",
    notation="BC-VP",
    place="Tuyên Quang",
    subject="Kết quả",
    blocks=(Paragraph.of("Như sau:"), STACKED, PAIRED, Paragraph.of("Trên đây là báo cáo")),
    signer=SignatureBlock(),
    recipients=("Lưu: VT.",),
)


def _figures(element: object) -> list[str]:
    """The alternative texts of the figures at and under an element of the tree of tags."""
    kind = _said(raw.FPDF_StructElement_GetType, element)
    found = [_said(raw.FPDF_StructElement_GetAltText, element)] if kind == "Figure" else []
    for n in range(raw.FPDF_StructElement_CountChildren(element)):
        if child := raw.FPDF_StructElement_GetChildAtIndex(element, n):
            found += _figures(child)
    return found


def _said(ask: Callable[..., int], element: object) -> str:
    size = ask(element, None, 0)
    text = ctypes.create_string_buffer(size)
    ask(element, text, size)
    return text.raw.decode("utf-16-le").rstrip("\0")


def test_a_chart_on_paper_is_a_figure_with_alternative_text() -> None:
    page = pypdfium2.PdfDocument(to_pdf(DOCUMENT))[0]
    tree = raw.FPDF_StructTree_GetForPage(page)
    found = []
    for n in range(raw.FPDF_StructTree_CountChildren(tree)):
        found += _figures(raw.FPDF_StructTree_GetChildAtIndex(tree, n))
    raw.FPDF_StructTree_Close(tree)
    assert found == [f"{chart.heading}. {chart.words}" for chart in (STACKED, PAIRED)]


def test_paper_and_word_hold_the_chart_with_its_words() -> None:
    pdf = to_pdf(DOCUMENT)
    text = "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf))
    assert "Hình 1. Tình hình gửi báo cáo" in text
    word = docx.Document(io.BytesIO(to_word(DOCUMENT)))
    about = [shape._inline.docPr for shape in word.inline_shapes]  # noqa: SLF001  no words for it
    assert [one.get("descr") for one in about] == [
        f"{chart.heading}. {chart.words}" for chart in (STACKED, PAIRED)
    ]
    assert "Kỳ này và kỳ trước" in [paragraph.text for paragraph in word.paragraphs]
