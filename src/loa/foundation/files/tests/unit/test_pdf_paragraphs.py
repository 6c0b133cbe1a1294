"""When the tags of a PDF are believed, and which lines they join."""

from loa.foundation.files.extract.pdf_lines import Line, Word
from loa.foundation.files.extract.pdf_paragraphs import Paragraphs, are_tagged
from loa.foundation.files.extract.pdf_tags import Block


def line(text: str, block: int | None, *, left: float = 60, is_heading: bool = False) -> Line:
    """A line of words, six points to a letter."""
    words = []
    for word in text.split():
        tag = None if block is None else Block((0, block), is_heading)
        words.append(Word(word, left, left + 6 * len(word), 700, 12, tag))
        left += 6 * (len(word) + 1)
    return Line(tuple(words))


def joined(above: Line, below: Line, *others: Line) -> bool:
    words = [word for each in (above, below, *others) for word in each.words]
    return Paragraphs(words).goes_on(above, below)


def test_a_full_line_of_one_paragraph_goes_on() -> None:
    assert joined(line("một hai ba bốn năm", 1), line("sáu", 1))
    assert not joined(line("một hai ba bốn năm", 1), line("sáu", 2))
    assert not joined(line("một hai ba bốn năm", None), line("sáu", None))


def test_a_break_that_was_meant_stays() -> None:
    assert not joined(line("một", 1), line("hai", 1), line("ba bốn năm sáu bảy", 1))
    assert not joined(line("- Các sở, ngành;", 1), line("- Các huyện", 1))


def test_centred_lines_are_joined_in_headings_only() -> None:
    above = line("TM. ỦY BAN NHÂN DÂN", 1)
    below = line("CHỦ TỊCH UBND", 1, left=79)
    assert not joined(above, below)
    titled = [
        line("TM. ỦY BAN NHÂN DÂN", 1, is_heading=True),
        line("CHỦ TỊCH UBND", 1, left=79, is_heading=True),
    ]
    assert joined(*titled)


def test_tags_are_believed_where_sentences_agree() -> None:
    page = [line("Ủy ban nhân dân tỉnh", 1), line("yêu cầu các sở", 1), line("thực hiện.", 1)]
    assert are_tagged([page * 3])


def test_tags_that_make_each_line_a_paragraph_are_not_believed() -> None:
    page = [line("Ủy ban nhân dân tỉnh", 1), line("yêu cầu các sở", 2), line("thực hiện ngay", 3)]
    assert not are_tagged([page * 3])


def test_a_page_that_is_one_paragraph_or_has_no_tags_is_not_believed() -> None:
    assert not are_tagged([[line("một dòng chữ", 1)] * 61])
    assert not are_tagged([[line("một dòng chữ", None)] * 5])
    assert not are_tagged([])
