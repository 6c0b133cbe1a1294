"""What was read is written again and reads the same; whatever is composed comes back equal."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loa.foundation.documents.compose.from_toml import (
    SAMPLES,
    FormFaulty,
    document_from,
    kind_of,
    sample_of,
)
from loa.foundation.documents.compose.kinds import Kind
from loa.foundation.documents.compose.structure import (
    Annex,
    Bullet,
    Column,
    Heading,
    OfficialDocument,
    Paragraph,
    Row,
    SignatureBlock,
    Table,
)
from loa.foundation.documents.facade import (
    ParsedDocument,
    gold_of,
    official_of,
    parse,
    to_pdf,
    to_word,
)
from loa.foundation.documents.tests.factories import plan
from loa.foundation.documents.tests.plan_text import Plan, lines
from loa.foundation.files.extract.facade import extract

WRITERS = {"docx": to_word, "pdf": to_pdf}
UNITS = (
    'Sở TT&TT <mới> "A"', "Sở Tư pháp", "UBND xã Mẫu Hòa & Mẫu Sơn", "Ban <b>Dân tộc</b>",
    "Văn phòng UBND tỉnh", "Sở A&amp;B",
)  # fmt: skip
WORDS = ("Bảng", "tổng", "hợp", "đường", "Thủy", "quý", "gửi", "kiệm", "rẫy", "x" * 90)


NAMED = 'issuer = "A"\nnotation = "B"\nplace = "C"\nsubject = "D"\n'


def read_again(document: OfficialDocument, suffix: str = "docx") -> ParsedDocument:
    """The document, written, taken apart and parsed."""
    file = extract(WRITERS[suffix](document), f"x.{suffix}")
    return parse(file.text, file.tables, is_laid_out=file.is_laid_out)


titles = st.lists(st.sampled_from(WORDS), min_size=2, max_size=6).map(
    lambda words: f"Việc {' '.join(words)} chung"
)
cells = st.one_of(st.sampled_from(UNITS), titles, st.just("=1+1"), st.just("-5"))


@st.composite
def documents(draw: st.DrawFn) -> OfficialDocument:
    """Plans and reports with sections, dashes, odd names, long words and tables up to 300 rows."""
    blocks = []
    for place, title in enumerate(draw(st.lists(titles, min_size=1, max_size=4)), 1):
        blocks += [Heading(1, title, f"{'I' * place if place < 4 else 'IV'}."), Bullet.of(title)]
    count = draw(st.sampled_from((1, 3, 40, 300)))
    row = draw(st.tuples(cells, cells))
    rows = tuple(Row((str(place), *row)) for place in range(1, count + 1))
    columns = (Column("TT", 1), Column("Nội dung", 5), Column("Cơ quan chủ trì", 3))
    kind = draw(st.sampled_from((Kind.PLAN, Kind.REPORT, Kind.NOTICE)))
    return plan(
        kind=kind,
        notation=kind.notation("UBND"),
        number=draw(st.one_of(st.none(), st.integers(10, 99_999).map(str))),
        day=draw(st.dates(date(2000, 1, 1), date(2040, 12, 31))),
        subject=draw(titles),
        legal_bases=(),
        blocks=(*blocks, Paragraph.of("Các đơn vị tổ chức thực hiện.")),
        recipients=(*draw(st.lists(st.sampled_from(UNITS), min_size=1, unique=True)), "Lưu: VT"),
        signer=SignatureBlock(("KT. CHỦ TỊCH",), "PHÓ CHỦ TỊCH", "Nguyễn Văn Thử"),
        annexes=(Annex("Danh mục", (Table(columns, rows),), landscape=draw(st.booleans())),),
    )


@settings(max_examples=8, deadline=None)
@given(documents())
def test_what_is_composed_reads_back_equal(document: OfficialDocument) -> None:
    """Hazards R01 and R03: signs of markup, words wider than a cell, 300 rows; nothing is lost."""
    read = read_again(document)
    assert (read.kind.value, read.number.value) == (document.kind.code, document.number)
    assert (read.issued_on.value, read.subject.value) == (document.day, document.subject)
    assert tuple(line.value for line in read.recipients) == document.recipients
    assert read.signer.name.value == document.signer.name
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    titled = [section.title for section in read.sections if section.is_titled]
    assert [title.casefold() for title in titled] == [text.casefold() for text in headings]
    (table,) = read.annex_tables
    (wanted,) = document.annexes[0].blocks
    assert isinstance(wanted, Table)
    assert [row.cells for row in table.rows] == [row.cells for row in wanted.rows]


@pytest.mark.parametrize("suffix", ["docx", "pdf"])
def test_what_was_read_is_written_and_read_the_same(suffix: str) -> None:
    first = parse("\n".join(lines(Plan())))
    again = read_again(official_of(first), suffix)
    assert gold_of(again, "") == gold_of(first, "")


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.toml")), ids=lambda path: path.stem)
def test_every_sample_is_composed_and_read_back(path: object) -> None:
    kind = Kind[str(getattr(path, "stem", "")).upper()]
    document = document_from(kind, sample_of(kind))
    read = read_again(document)
    assert read.kind.value == document.kind.code
    assert read.issuer.value == document.issuer
    assert read.subject.value == document.subject
    assert read.issued_on.value == document.day
    assert read.signer.name.value == document.signer.name
    assert tuple(line.value for line in read.recipients)[-1] == document.recipients[-1]
    assert to_pdf(document).startswith(b"%PDF-")


def test_orders_of_an_attached_plan_are_read() -> None:
    document = document_from(Kind.DECISION, sample_of(Kind.DECISION))
    read = read_again(document)
    texts = [duty.text for duty in read.duties]
    assert any(text.startswith("Chủ trì, phối hợp với các sở") for text in texts)
    again = official_of(read)
    assert (again.decider, again.resolves) == (document.decider, document.resolves)
    assert [annex.kind for annex in again.annexes] == [Kind.PLAN]


def test_two_sign_the_minutes_and_their_head_bears_no_day() -> None:
    document = document_from(Kind.MINUTES, sample_of(Kind.MINUTES))
    text = extract(to_word(replace(document, day=date(2022, 3, 10))), "x.docx").text
    head, _, tail = text.partition("BIÊN BẢN")
    assert "ngày" not in head
    assert tail.index("THƯ KÝ") < tail.index("CHỦ TỌA") < tail.index("Nơi nhận:")


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        ("CV", "issuer = ", "cú pháp"),
        ("CV", 'issuer = "A"\nnotation = "B"\nplace = "C"', "«subject»"),
        ("CV", 'issuer = 1\nnotation = "B"\nplace = "C"\nsubject = "D"', "«issuer» phải là chữ"),
        ("CV", "strange = 1", "«strange»"),
        ("ZZ", "", "«ZZ»"),
        ("KH", f"{NAMED}[[block]]\nx = 1", "Khối"),
    ],
)  # fmt: skip
def test_a_form_that_says_no_document_names_its_fault(kind: str, text: str, words: str) -> None:
    with pytest.raises(FormFaulty) as refusal:
        document_from(kind_of(kind), text)
    assert words in refusal.value.message_vi
