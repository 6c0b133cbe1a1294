"""Paragraphs of Word files: what the eye sees comes out, once and in place."""

import pytest

from loa.foundation.files.extract.facade import NoteCode, SourceFormat, extract
from loa.foundation.files.tests.word_builder import box, cell, docx, paragraph, run, table


def text_of(body: str, styles: str = "", footnotes: str = "") -> str:
    return extract(docx(body, styles=styles, footnotes=footnotes), "a.docx").text


def test_extract_paragraphs_are_lines() -> None:
    found = extract(docx(paragraph("Một") + paragraph("Hai")), "a.docx")
    assert found.text == "Một\nHai\n"
    assert found.format is SourceFormat.DOCX
    assert not found.is_laid_out
    assert found.notes == ()


def test_extract_tracked_changes_kept_and_dropped() -> None:
    """P01: what was inserted is read, what was deleted is not, and the file says so."""
    body = paragraph(
        run("hạn ")
        + '<w:del w:id="1"><w:r><w:delText>30/4</w:delText></w:r></w:del>'
        + f'<w:ins w:id="2">{run("15/5/2026")}</w:ins>'
        + run(".")
    )
    found = extract(docx(body), "a.docx")
    assert found.text == "hạn 15/5/2026.\n"
    assert found.has(NoteCode.HAS_TRACKED_CHANGES)


def test_extract_moved_text_read_where_it_went() -> None:
    body = paragraph(f"<w:moveFrom>{run('cũ')}</w:moveFrom>{run('a')}") + paragraph(
        f"<w:moveTo>{run('cũ')}</w:moveTo>"
    )
    assert text_of(body) == "a\ncũ\n"


def test_extract_deleted_paragraph_end_joins_the_next() -> None:
    gone = '<w:rPr><w:del w:id="1"/></w:rPr>'
    assert text_of(paragraph("Ủy ban ", gone) + paragraph("nhân dân")) == "Ủy ban nhân dân\n"


def test_extract_deleted_row_left_out() -> None:
    body = (
        f"<w:tbl><w:tr>{cell('ở lại')}</w:tr>"
        f'<w:tr><w:trPr><w:del w:id="1"/></w:trPr>{cell("đã xóa")}</w:tr></w:tbl>'
    )
    assert text_of(body) == "ở lại\n"


def test_extract_text_box_once_and_before_its_paragraph() -> None:
    """P07: a number, stamp or title in a box, stored twice, is read once, in place."""
    found = extract(docx(paragraph(box("Số: 12") + run("Kính gửi"))), "a.docx")
    assert found.text == "Số: 12\nKính gửi\n"
    assert found.has(NoteCode.TEXT_BOXES)


def test_extract_text_box_does_not_cut_a_sentence() -> None:
    assert text_of(paragraph(run("đầu ") + box("hộp") + run("cuối"))) == "đầu cuối\nhộp\n"


def test_extract_fallback_read_when_choice_has_no_text() -> None:
    body = (
        '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="x"><w:drawing/></mc:Choice>'
        f"<mc:Fallback>{run('còn chữ')}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert text_of(body) == "còn chữ\n"


@pytest.mark.parametrize(
    "inside",
    [
        f"<w:sdt><w:sdtPr/><w:sdtContent>{run('có chữ')}</w:sdtContent></w:sdt>",
        f"<w:smartTag><w:smartTagPr/>{run('có chữ')}</w:smartTag>",
        f'<w:fldSimple w:instr=" DATE ">{run("có chữ")}</w:fldSimple>',
        f"<w:hyperlink>{run('có chữ')}</w:hyperlink>",
        "<m:oMath><m:r><m:t>có chữ</m:t></m:r></m:oMath>",
    ],
)
def test_extract_wrapped_runs_read(inside: str) -> None:
    """P11: inline content control, smart tag, simple field, insertion."""
    assert text_of(f"<w:p>{inside}</w:p>") == "có chữ\n"


def test_extract_block_content_control_read() -> None:
    """P11: a content control around whole paragraphs."""
    body = f"<w:sdt><w:sdtContent>{paragraph('trong khung')}</w:sdtContent></w:sdt>"
    assert text_of(body) == "trong khung\n"


def test_extract_complex_field_shows_its_last_value() -> None:
    """P11: the value a field showed last, marked as a field."""

    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "<w:r><w:instrText> DATE \\@ dd </w:instrText></w:r>"
    inner = mark("begin") + code + mark("separate") + run("ẩn") + mark("end")
    whole = mark("begin") + code + inner + mark("separate") + run("15/5/2026") + mark("end")
    body = paragraph(run("ngày ") + whole + run("./."))
    found = extract(docx(body), "a.docx")
    assert found.text == "ngày 15/5/2026./.\n"
    assert found.has(NoteCode.FIELDS)


def test_extract_capitals_by_formatting() -> None:
    """P13: capitals that only the formatting makes are read as the eye sees them."""
    styles = (
        '<w:style w:type="paragraph" w:styleId="Head"><w:rPr><w:caps/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Sub"><w:basedOn w:val="Head"/></w:style>'
    )
    body = paragraph(
        run("ủy ban ") + run("thường", '<w:caps w:val="0"/>'), '<w:pStyle w:val="Sub"/>'
    )
    assert text_of(body, styles=styles) == "ỦY BAN thường\n"


def test_extract_capitals_toggled_off_by_character_style() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="P"><w:rPr><w:caps/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="C"><w:rPr><w:caps/></w:rPr></w:style>'
    )
    body = paragraph(run("nhỏ", '<w:rStyle w:val="C"/>'), '<w:pStyle w:val="P"/>')
    assert text_of(body, styles=styles) == "nhỏ\n"


def test_extract_hidden_text_left_out_with_a_note() -> None:
    found = extract(docx(paragraph(run("thấy") + run("ẩn", "<w:vanish/>"))), "a.docx")
    assert found.text == "thấy\n"
    assert found.has(NoteCode.HIDDEN_TEXT)


@pytest.mark.parametrize("part", ['<w:altChunk w:id="a"/>', '<v:textpath string="DỰ THẢO"/>'])
def test_extract_parts_that_are_not_read_are_named(part: str) -> None:
    found = extract(docx(paragraph("chữ") + f"<w:p><w:r>{part}</w:r></w:p>"), "a.docx")
    assert found.has(NoteCode.UNREAD_PARTS)


def test_extract_breaks_tabs_and_hyphens() -> None:
    inside = (
        "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t>"
        '<w:softHyphen/><w:t>e</w:t><w:br w:type="page"/><w:t>f</w:t></w:r>'
    )
    assert text_of(f"<w:p>{inside}</w:p>") == "a\tb\nc-d\u00ade\n\ff\n"


def test_extract_symbol_signs() -> None:
    inside = '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:char="F0FF"/></w:r>'
    assert text_of(f"<w:p>{inside}</w:p>") == "✓•\n"


def test_extract_footnote_after_its_paragraph_and_out_of_its_words() -> None:
    body = paragraph(
        run("ngày 15/5/2026") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run(".")
    )
    note = f'<w:footnote w:id="2">{paragraph("<w:r><w:footnoteRef/></w:r>" + run("Theo luật."))}'
    assert text_of(body, footnotes=f"{note}</w:footnote>") == "ngày 15/5/2026.\n¹ Theo luật.\n"


def test_extract_letters_split_between_runs_are_composed() -> None:
    assert text_of(paragraph(run("ê") + run("\u0323"))) == "ệ\n"


def test_extract_tab_in_old_font_read_by_its_table() -> None:
    """P25: by the font of each run."""
    font = '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>'
    found = extract(docx(paragraph(run("Céng hßa x· héi chñ nghÜa", font))), "a.docx")
    assert found.text == "Cộng hòa xã hội chủ nghĩa\n"
    assert found.has(NoteCode.LEGACY_FONT)


def test_extract_unicode_text_that_kept_an_old_font_name() -> None:
    """P25: Unicode under an old name is left alone."""
    font = '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>'
    found = extract(docx(paragraph(run("Âu Lâu", font)) + paragraph(run("Yên Bái ở", font))), "a")
    assert found.text == "Âu Lâu\nYên Bái ở\n"
    assert not found.has(NoteCode.LEGACY_FONT)


def test_extract_two_column_head_left_then_right() -> None:
    """P21: a head in a table without lines."""
    left = paragraph("ỦY BAN NHÂN DÂN") + paragraph("Số: /KH-UBND")
    right = paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") + paragraph("Tuyên Quang, ngày")
    lines = text_of(table(cell(left) + cell(right))).splitlines()
    assert lines == [
        "ỦY BAN NHÂN DÂN",
        "Số: /KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Tuyên Quang, ngày",
    ]
