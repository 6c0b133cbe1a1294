"""Named Word styles, one for each component of a document; sizes of NĐ 30/2020/NĐ-CP, annex I."""

from dataclasses import dataclass
from functools import cache
from io import BytesIO

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from loa.foundation.documents.compose.measures import INDENT_MM

FONT = "Times New Roman"
LEFT, CENTER = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER
JUSTIFY = WD_ALIGN_PARAGRAPH.JUSTIFY


@dataclass(frozen=True)
class Look:
    """How a component is set; sizes and gaps in points."""

    size: float
    align: WD_ALIGN_PARAGRAPH = LEFT
    bold: bool = False
    italic: bool = False
    indent: bool = False
    before: float = 0
    after: float = 0
    stays_with_next: bool = False


NATION = "Quốc hiệu"
MOTTO = "Tiêu ngữ"
PARENT = "Cơ quan chủ quản"
ISSUER = "Cơ quan ban hành"
NUMBER = "Số và ký hiệu"
PLACE_DATE = "Địa danh và thời gian"
LETTER_SUBJECT = "Trích yếu công văn"
KIND = "Tên loại"
SUBJECT = "Trích yếu"
ADDRESSEE = "Kính gửi"
BASIS = "Căn cứ"
DECIDER = "Thẩm quyền ban hành"
BODY = "Nội dung"
BODY_FLUSH = "Nội dung không lùi"
BULLET = "Gạch đầu dòng"
CAPTION = "Tên bảng"
CELL = "Ô bảng"
COLUMN = "Đầu cột"
NOTE = "Ghi chú bảng"
FIGURE = "Hình"
FIGURE_CAPTION = "Tên hình"
RULE = "Đường kẻ"
RECIPIENTS = "Nơi nhận"
RECIPIENT = "Danh sách nơi nhận"
AUTHORITY = "Quyền hạn và chức vụ"
SIGNER = "Họ tên người ký"
ANNEX = "Phụ lục"
ANNEX_TITLE = "Tên phụ lục"
ANNEX_REFERENCE = "Chỉ dẫn phụ lục"
DRAFT = "Dự thảo"
PAGE_NUMBER = "Số trang"
FOOT = "Chân trang"
HEADINGS = ("Heading 1", "Heading 2", "Heading 3", "Heading 4")
PART = "Heading 5"

LOOKS = {
    NATION: Look(13, CENTER, bold=True),
    MOTTO: Look(14, CENTER, bold=True),
    PARENT: Look(13, CENTER),
    ISSUER: Look(13, CENTER, bold=True),
    NUMBER: Look(13, CENTER, before=4),
    PLACE_DATE: Look(14, CENTER, italic=True, before=4),
    LETTER_SUBJECT: Look(12, CENTER, before=3),
    KIND: Look(14, CENTER, bold=True, before=12, stays_with_next=True),
    SUBJECT: Look(14, CENTER, bold=True),
    ADDRESSEE: Look(14),
    DECIDER: Look(14, CENTER, bold=True, before=4, after=6, stays_with_next=True),
    BASIS: Look(14, JUSTIFY, italic=True, indent=True, after=6),
    BODY: Look(14, JUSTIFY, indent=True, after=6),
    BODY_FLUSH: Look(14, JUSTIFY, after=6),
    BULLET: Look(14, JUSTIFY, indent=True, after=6),
    CAPTION: Look(13, CENTER, bold=True, before=6, after=4, stays_with_next=True),
    CELL: Look(12),
    COLUMN: Look(12, CENTER, bold=True),
    FIGURE: Look(13, CENTER, before=6, stays_with_next=True),
    FIGURE_CAPTION: Look(13, CENTER, bold=True, before=4, after=8),
    NOTE: Look(12, italic=True, before=4, after=6),
    RULE: Look(2, CENTER),
    RECIPIENTS: Look(12, bold=True, italic=True),
    RECIPIENT: Look(11),
    AUTHORITY: Look(14, CENTER, bold=True),
    SIGNER: Look(14, CENTER, bold=True),
    ANNEX: Look(14, CENTER, bold=True, stays_with_next=True),
    ANNEX_TITLE: Look(14, CENTER, bold=True, stays_with_next=True),
    ANNEX_REFERENCE: Look(14, CENTER, italic=True, stays_with_next=True),
    DRAFT: Look(13, CENTER, bold=True, before=8, after=2),
    PAGE_NUMBER: Look(13),
    FOOT: Look(9),
    "Heading 1": Look(14, bold=True, indent=True, before=6, after=6, stays_with_next=True),
    "Heading 2": Look(14, bold=True, indent=True, after=6, stays_with_next=True),
    "Heading 3": Look(14, bold=True, indent=True, after=6, stays_with_next=True),
    "Heading 4": Look(14, JUSTIFY, indent=True, after=6, stays_with_next=True),
    PART: Look(14, CENTER, bold=True, before=10, after=8, stays_with_next=True),
}
KEPT = (
    "Normal", "Header", "Footer", "Default Paragraph Font", "Normal Table", "No List", "Table Grid"
)  # fmt: skip
OUTLINE_LEVELS = {KIND: 0, ANNEX: 0, PART: 0}


def blank_document() -> Document:
    """A new file that holds the styles and nothing else; made once, then copied."""
    return docx.Document(BytesIO(_blank_file()))


@cache
def _blank_file() -> bytes:
    document = docx.Document()
    _drop_strange_styles(document)
    define_styles(document)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _drop_strange_styles(document: Document) -> None:
    """Take out the hundred table and list styles of the library's template."""
    styles = document.styles.element
    kept = {*LOOKS, *KEPT}
    for style in list(document.styles):
        if style.name not in kept:
            styles.remove(style.element)
    held = {style.style_id for style in document.styles}
    for name in ("link", "next", "basedOn"):
        for pointer in list(styles.iter(qn(f"w:{name}"))):
            parent = pointer.getparent()
            if pointer.get(qn("w:val")) not in held and parent is not None:
                parent.remove(pointer)


def define_styles(document: Document) -> None:
    """Give the file its font, language and one style for each component."""
    normal = document.styles["Normal"]
    _set_face(normal, FONT)
    known = {style.name for style in document.styles}
    for name, look in LOOKS.items():
        style = (
            document.styles[name]
            if name in known
            else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        )
        _apply(style, look)
        if name in OUTLINE_LEVELS:
            _set_outline(style, OUTLINE_LEVELS[name])
    _set_language(document)


def _apply(style: ParagraphStyle, look: Look) -> None:
    _set_face(style, FONT)
    style.hidden = False
    style.quick_style = True
    font = style.font
    font.size, font.bold, font.italic = Pt(look.size), look.bold, look.italic
    font.color.rgb = RGBColor(0, 0, 0)
    shape = style.paragraph_format
    shape.alignment = look.align
    shape.first_line_indent = Mm(INDENT_MM) if look.indent else Mm(0)
    shape.space_before, shape.space_after = Pt(look.before), Pt(look.after)
    shape.line_spacing = Pt(look.size) if look.size < 9 else 1.0  # noqa: PLR2004 the rule's style
    shape.keep_with_next = look.stays_with_next
    shape.widow_control = True


def _set_face(style: ParagraphStyle, face: str) -> None:
    """One face for every script; the theme's fonts would win over the name, so they go."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), face)


def _set_outline(style: ParagraphStyle, level: int) -> None:
    """Show a style in Word's navigation pane."""
    properties = style.element.get_or_add_pPr()
    for old in properties.findall(qn("w:outlineLvl")):
        properties.remove(old)
    outline = OxmlElement("w:outlineLvl")
    outline.set(qn("w:val"), str(level))
    properties.append(outline)


def _set_language(document: Document) -> None:
    """Vietnamese as the language of the file, for spelling and for screen readers."""
    for properties in document.styles.element.iter(qn("w:rPr")):
        for old in properties.findall(qn("w:lang")):
            properties.remove(old)
    defaults = next(document.styles.element.iter(qn("w:rPrDefault"))).find(qn("w:rPr"))
    language = OxmlElement("w:lang")
    for name in ("val", "eastAsia", "bidi"):
        language.set(qn(f"w:{name}"), "vi-VN")
    if defaults is not None:
        defaults.append(language)
