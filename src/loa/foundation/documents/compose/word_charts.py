"""Charts in Word: the drawing as a picture, with all that it says as its alternative text."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from docx.document import Document
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from loa.foundation.documents.compose import word_styles
from loa.foundation.documents.compose.charts import chart_svg
from loa.foundation.documents.compose.structure import Chart, OfficialDocument
from loa.foundation.printing.facade import clean, render_pages

TEMPLATE = Path(__file__).parent / "print" / "charts.typ"
WIDTH_MM = 120

Pictures = Mapping[Chart, bytes]


def pictures_of(document: OfficialDocument) -> Pictures:
    """Every chart of the document as PNG, drawn together; nothing is run where there is none."""
    every = [*document.blocks, *(block for annex in document.annexes for block in annex.blocks)]
    charts = list(dict.fromkeys(block for block in every if isinstance(block, Chart)))
    if not charts:
        return {}
    pages = render_pages(TEMPLATE, {"drawings": [chart_svg(chart) for chart in charts]})
    return dict(zip(charts, pages, strict=True))


def draw(word: Document, chart: Chart, pictures: Pictures) -> Paragraph:
    """The picture and its caption; answers the caption."""
    holder = word.add_paragraph(style=word_styles.FIGURE)
    picture = holder.add_run().add_picture(BytesIO(pictures[chart]), width=Mm(WIDTH_MM))
    about = picture._inline.docPr  # noqa: SLF001  python-docx has no words for alternative text
    about.set("descr", clean(f"{chart.heading}. {chart.words}"))
    about.set("title", clean(chart.heading))
    return word.add_paragraph(clean(chart.heading), style=word_styles.FIGURE_CAPTION)
