"""An official document as a Word file, editable, with a named style for each component."""

from collections.abc import Iterable
from datetime import UTC, datetime, time
from io import BytesIO

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.section import Section
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from loa.foundation.documents.compose import measures, word_charts, word_marks, word_styles, wording
from loa.foundation.documents.compose.structure import (
    Annex,
    Block,
    Bullet,
    Chart,
    Heading,
    Note,
    OfficialDocument,
    Paragraph,
    Run,
    SignatureBlock,
    Table,
)
from loa.foundation.documents.compose.word_charts import Pictures
from loa.foundation.documents.compose.word_tables import plain_table, ruled_table, write_line
from loa.foundation.printing.facade import clean, text_width

SIGNATURE_GAP = 74.0
MM_10 = 10.0


def write_word(document: OfficialDocument) -> bytes:
    """The document as .docx. Raises FontsMissing of printing (the rules' lengths need the font)."""
    word = word_styles.blank_document()
    pictures = word_charts.pictures_of(document)
    word_marks.write_for_today(word)
    _set_properties(word, document)
    _set_up_section(word.sections[0], document, is_landscape=False)
    _head(word, document)
    _title(word, document)
    _addressees(word, document)
    _grounds(word, document)
    blocks = wording.closed_blocks(document)
    _body(word, blocks, measures.PORTRAIT_MM, pictures, tied=True)
    _tail(word, document)
    for place, annex in enumerate(document.annexes):
        _annex(word, document, place, annex, pictures)
    stream = BytesIO()
    word.save(stream)
    return stream.getvalue()


def _set_properties(word: Document, document: OfficialDocument) -> None:
    """Title, author, language; the only moment in the file is the day of the document."""
    about = word.core_properties
    kind = document.kind.title.capitalize()
    about.title = clean(f"{kind} {wording.subject_line(document)}".strip())[:255]
    about.author = clean(" ".join(document.issuer.split()))[:255]
    about.language = "vi-VN"
    about.comments = ""
    word_marks.forget_moments(word)
    if document.day is not None:
        about.created = about.modified = datetime.combine(document.day, time(), tzinfo=UTC)


def _set_up_section(section: Section, document: OfficialDocument, *, is_landscape: bool) -> None:
    """A4, margins, page number over the text from the second page on, foot note of the demo."""
    section.orientation = WD_ORIENT.LANDSCAPE if is_landscape else WD_ORIENT.PORTRAIT
    sides = (Mm(297), Mm(210)) if is_landscape else (Mm(210), Mm(297))
    section.page_width, section.page_height = sides
    section.top_margin, section.bottom_margin = Mm(measures.TOP_MM), Mm(measures.BOTTOM_MM)
    section.left_margin, section.right_margin = Mm(measures.LEFT_MM), Mm(measures.RIGHT_MM)
    section.header_distance = section.footer_distance = Mm(MM_10)
    section.different_first_page_header_footer = True
    for part in (section.header, section.footer, section.first_page_header):
        part.is_linked_to_previous = False
    section.first_page_footer.is_linked_to_previous = False
    width = measures.LANDSCAPE_MM if is_landscape else measures.PORTRAIT_MM
    number = section.header.paragraphs[0]
    number.style = word_styles.PAGE_NUMBER
    stops = number.paragraph_format.tab_stops
    stops.add_tab_stop(Mm(width / 2), WD_TAB_ALIGNMENT.CENTER)
    stops.add_tab_stop(Mm(width), WD_TAB_ALIGNMENT.RIGHT)
    number.add_run("\t")
    word_marks.page_number(number)
    if document.is_draft:
        number.add_run("\t")
        number.add_run(wording.DRAFT).bold = True
    for footer in (section.footer, section.first_page_footer):
        footer.paragraphs[0].style = word_styles.FOOT
        footer.paragraphs[0].add_run(clean(document.demo_note or ""))


def _head(word: Document, document: OfficialDocument, *, is_attached: bool = False) -> None:
    """Cells 1 to 4 (and 5b of a công văn); over an attached document 1 and 2 only."""
    left_mm = measures.HEAD_LEFT_MM
    right_mm = measures.PORTRAIT_MM - left_mm
    table = plain_table(word, 1 if is_attached else 2, [left_mm, right_mm])
    issuer, nation = table.rows[0].cells
    for line in measures.parent_set(document):
        parent = write_line(issuer, line, word_styles.PARENT)
        word_marks.set_size(parent, measures.parent_size(document))
    size = measures.issuer_size(document)
    for line in measures.issuer_set(document):
        word_marks.set_size(write_line(issuer, line, word_styles.ISSUER), size)
    _rule(issuer, measures.issuer_rule(document), left_mm)
    write_line(nation, wording.NATION, word_styles.NATION)
    write_line(nation, wording.MOTTO, word_styles.MOTTO)
    _rule(nation, measures.motto_rule(), right_mm)
    if is_attached:
        return
    number, day = table.rows[1].cells
    write_line(number, wording.number_line(document), word_styles.NUMBER)
    if not document.kind.title:
        subject = "\n".join(measures.letter_subject_set(document))
        write_line(number, subject, word_styles.LETTER_SUBJECT)
    if document.is_draft:
        draft = write_line(number, "", word_styles.DRAFT)
        word_marks.frame(draft.add_run(f"\u00a0{wording.DRAFT}\u00a0"))
    when = write_line(day, wording.date_line(document), word_styles.PLACE_DATE)
    word_marks.set_size(when, measures.date_size(document))


def _rule(cell: _Cell, width: float, room_mm: float) -> None:
    word_marks.draw_rule(write_line(cell, "", word_styles.RULE), width, room_mm)


def _title(word: Document, document: OfficialDocument) -> None:
    """Cell 5a: kind, subject, rule; a công văn has none."""
    if not document.kind.title:
        word.add_paragraph(style=word_styles.RULE).paragraph_format.space_after = Pt(6)
        return
    word.add_paragraph(document.kind.title, style=word_styles.KIND)
    subject = word.add_paragraph(clean(wording.subject_line(document)), style=word_styles.SUBJECT)
    side = Mm((measures.PORTRAIT_MM - measures.SUBJECT_MM) / 2)
    subject.paragraph_format.left_indent = subject.paragraph_format.right_indent = side
    rule = word.add_paragraph(style=word_styles.RULE)
    word_marks.draw_rule(rule, measures.subject_rule(document), measures.PORTRAIT_MM)
    rule.paragraph_format.space_after = Pt(12)


def _addressees(word: Document, document: OfficialDocument) -> None:
    """Cell 9a: one name beside "Kính gửi:", several under it with dashes below the colon."""
    lines = wording.addressee_lines(document)
    if not lines:
        return
    first = word.add_paragraph(style=word_styles.ADDRESSEE)
    word_marks.gap_before(first, 6)
    last = first
    if len(lines) == 1:
        first.add_run(clean(f"{wording.ADDRESS} {lines[0]}"))
        first.alignment = word_styles.CENTER
    else:
        first.add_run(wording.ADDRESS)
        first.paragraph_format.left_indent = Mm(measures.ADDRESS_MM)
        colon = text_width(wording.ADDRESS[:-1], measures.BODY) * measures.POINT_MM
        dash = text_width("- ", measures.BODY) * measures.POINT_MM
        for line in lines:
            last = word.add_paragraph(clean(line), style=word_styles.ADDRESSEE)
            last.paragraph_format.left_indent = Mm(measures.ADDRESS_MM + colon + dash)
            last.paragraph_format.first_line_indent = Mm(-dash)
    last.paragraph_format.space_after = Pt(12)


def _grounds(word: Document, document: OfficialDocument) -> None:
    """Who decides, on which legal bases, and the word that opens the orders."""
    if document.decider:
        decider = "\n".join(measures.decider_set(document))
        word.add_paragraph(decider, style=word_styles.DECIDER)
    for basis in wording.legal_basis_lines(document):
        word.add_paragraph(clean(basis), style=word_styles.BASIS)
    if document.resolves:
        word.add_paragraph(clean(document.resolves), style=word_styles.DECIDER)


def _body(
    word: Document,
    blocks: Iterable[Block],
    total_mm: float,
    pictures: Pictures,
    *,
    tied: bool = False,
) -> None:
    """Blocks in order; with `tied` the last paragraph stays on the page of the signature."""
    made: WordParagraph | None = None
    for block in blocks:
        made = _block(word, block, total_mm, pictures)
    if tied and made is not None:
        made.paragraph_format.keep_with_next = True


def _block(
    word: Document, block: Block, total_mm: float, pictures: Pictures
) -> WordParagraph | None:
    """One block; answers its paragraph, None for a table."""
    match block:
        case Heading():
            return _heading(word, block)
        case Paragraph():
            style = word_styles.BODY if block.indent else word_styles.BODY_FLUSH
            return _runs(word.add_paragraph(style=style), block.runs)
        case Bullet():
            runs = (Run(f"{block.mark} "), *block.runs)
            return _runs(word.add_paragraph(style=word_styles.BULLET), runs)
        case Table():
            ruled_table(word, block, total_mm)
            return None
        case Note():
            return word.add_paragraph(clean(block.text), style=word_styles.NOTE)
        case Chart():
            return word_charts.draw(word, block, pictures)


def _heading(word: Document, heading: Heading) -> WordParagraph:
    """A part's label stands over its title; other titles follow theirs on the line."""
    if heading.level > 0:
        style = word_styles.HEADINGS[min(heading.level, len(word_styles.HEADINGS)) - 1]
        return word.add_paragraph(clean(wording.heading_words(heading)), style=style)
    lines = [line for line in (heading.label, wording.heading_words(heading)) if line]
    return word.add_paragraph(clean("\n".join(lines)), style=word_styles.PART)


def _runs(paragraph: WordParagraph, runs: Iterable[Run]) -> WordParagraph:
    for run in runs:
        made = paragraph.add_run(clean(run.text))
        made.bold, made.italic = run.bold or None, run.italic or None
    return paragraph


def _tail(word: Document, document: OfficialDocument) -> None:
    """Cells 9b and 7: recipients on the left, signature on the right.

    Minutes bear two signatures side by side, and the recipients under them.
    """
    right_mm = measures.SIGN_RIGHT_MM
    widths = [measures.PORTRAIT_MM - right_mm, right_mm]
    rows = plain_table(word, 2 if document.secretary else 1, widths).rows
    left, right = rows[0].cells
    _signature(right, document.signer)
    if document.secretary:
        _signature(left, document.secretary)
    _recipients(rows[-1].cells[0], document)


def _recipients(cell: _Cell, document: OfficialDocument) -> None:
    lines = wording.recipient_lines(document)
    if not lines:
        return
    word_marks.gap_before(write_line(cell, wording.RECIPIENTS, word_styles.RECIPIENTS), 6)
    for line in lines:
        write_line(cell, line, word_styles.RECIPIENT)


def _signature(cell: _Cell, signer: SignatureBlock) -> None:
    """Authority, post, room for the signature and the seal, name."""
    for place, line in enumerate(line for line in (*signer.authority, signer.post) if line):
        paragraph = write_line(cell, line, word_styles.AUTHORITY)
        if place == 0:
            word_marks.gap_before(paragraph, 6)
    name = write_line(cell, signer.name or "", word_styles.SIGNER)
    word_marks.gap_before(name, SIGNATURE_GAP)


def _annex(
    word: Document, document: OfficialDocument, place: int, annex: Annex, pictures: Pictures
) -> None:
    """A phụ lục in a section of its own, which counts its own pages (section III.1đ)."""
    section = word.add_section(WD_SECTION.NEW_PAGE)
    for part in (section.header, section.footer):
        part.is_linked_to_previous = True
    _set_up_section(section, document, is_landscape=annex.landscape)
    word_marks.restart_pages(section)
    if annex.kind is not None:
        _head(word, document, is_attached=True)
        word.add_paragraph(annex.kind.title, style=word_styles.KIND)
        word.add_paragraph(clean(annex.title), style=word_styles.SUBJECT)
    else:
        label = clean(wording.annex_label(document, place))
        word.add_paragraph(label, style=word_styles.ANNEX)
        word.add_paragraph(clean(annex.title.upper()), style=word_styles.ANNEX_TITLE)
    reference = clean(wording.annex_reference(document))
    word.add_paragraph(reference, style=word_styles.ANNEX_REFERENCE)
    rule = word.add_paragraph(style=word_styles.RULE)
    room = measures.LANDSCAPE_MM if annex.landscape else measures.PORTRAIT_MM
    word_marks.draw_rule(rule, measures.ANNEX_RULE, room)
    word_marks.gap_before(rule, 6)
    rule.paragraph_format.space_after = Pt(10)
    total = measures.LANDSCAPE_MM if annex.landscape else measures.PORTRAIT_MM
    _body(word, annex.blocks, total, pictures)
