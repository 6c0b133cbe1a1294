"""The report as an official document: pure rules, names with every awkward sign."""

from dataclasses import replace
from datetime import date

from loa.foundation.documents.facade import Bullet, Heading, Paragraph, SignatureBlock, Table
from loa.modules.plans.rules import report_document as rules
from loa.modules.plans.rules.report_document import ReportHead, Told, UnitWords, Voice
from loa.modules.plans.rules.reporting import Figures, drafted, plain
from loa.modules.plans.rules.vocabulary import vocabulary

AWKWARD = 'Sở TT&TT <mới> "=1+1"'
HEAD = ReportHead(
    parent_body="UBND TỈNH TUYÊN QUANG",
    issuer="VĂN PHÒNG",
    speaker="Văn phòng UBND tỉnh",
    notation_body="VP",
    place="Tuyên Quang",
    plan_words="Kế hoạch số 12/KH-UBND",
    plan_subject="truyền thông",
    period_words="quý I năm 2022",
    first=date(2021, 12, 15),
    last=date(2022, 3, 14),
    number=None,
    signed_on=None,
    signer=SignatureBlock(authority=(), post="CHÁNH VĂN PHÒNG"),
    recipients=("UBND tỉnh", "Lưu: VT."),
    is_draft=True,
    is_demo=False,
)
UNITS = (
    UnitWords(1, AWKWARD, "Cơ quan, đơn vị cấp tỉnh"),
    UnitWords(2, "Xã A", "Cấp xã"),
    UnitWords(3, "Xã B", "Cấp xã"),
)
FIGURES = Figures(3, {1: {"LEAFLETS": 10}, 2: {"LEAFLETS": 5}}, {3: {"POSTERS": 2}}, (3,))


def _compose(head: ReportHead, figures: Figures, units: tuple[UnitWords, ...] = UNITS):  # type: ignore[no-untyped-def]  # noqa: ANN202  a document
    texts = {
        code: plain(parts)
        for code, parts in drafted(figures, vocabulary(), is_consolidated=True).items()
    }
    return rules.compose(head, Told(texts), figures, units, vocabulary())


def _words(blocks: object) -> str:
    return repr(blocks)


def test_compose_has_head_sections_table_and_annexes() -> None:
    document = _compose(HEAD, FIGURES)
    assert document.subject == "Kết quả thực hiện Kế hoạch số 12/KH-UBND, quý I năm 2022"
    assert (document.number, document.day, document.month, document.year) == (None, None, 3, 2022)
    assert document.is_draft
    assert document.demo_note is None
    labels = [block.label for block in document.blocks if isinstance(block, Heading)]
    assert labels == ["I.", "1.", "2.", "3.", "4.", "5.", "6.", "II.", "III.", "IV."]
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    assert [row.cells for row in table.rows] == [
        ("1", "Tờ rơi, tờ gấp", "tờ", "15", ""),
        ("2", "Áp phích, pa-nô, băng rôn", "tấm", "0", "2"),
    ]
    assert [annex.title for annex in document.annexes] == [
        "Số liệu theo đơn vị",
        "Danh sách cơ quan, đơn vị chưa gửi báo cáo",
    ]
    assert "Còn 1 cơ quan, đơn vị chưa gửi báo cáo" in _words(document.blocks)


def test_table_of_units_groups_them_and_sums_up() -> None:
    (table,) = _compose(HEAD, FIGURES).annexes[0].blocks
    assert [row.cells for row in table.rows] == [
        ("Cơ quan, đơn vị cấp tỉnh",),
        ("1", AWKWARD, "10"),
        ("Cấp xã",),
        ("2", "Xã A", "5"),
        ("", "Tổng cộng", "15"),
    ]


def test_a_unit_of_its_own_has_neither_annex_nor_table() -> None:
    document = _compose(replace(HEAD, is_demo=True), Figures(0, {1: {}}), UNITS[:1])
    assert document.annexes == ()
    assert not [block for block in document.blocks if isinstance(block, Table)]
    assert document.demo_note is not None


def test_a_unit_that_reported_nothing_of_what_others_did_has_an_empty_cell() -> None:
    figures = replace(FIGURES, by_unit={1: {"LEAFLETS": 10}, 2: {}}, missing=())
    (annex,) = _compose(HEAD, figures).annexes
    assert ("2", "Xã A", "") in [row.cells for row in annex.blocks[0].rows]


def test_missing_units_are_listed_in_their_groups() -> None:
    figures = replace(FIGURES, by_unit={}, missing=(1, 2, 3))
    (annex,) = _compose(HEAD, figures).annexes
    names = [row.cells[-1] for row in annex.blocks[0].rows]
    assert names == ["Cơ quan, đơn vị cấp tỉnh", AWKWARD, "Cấp xã", "Xã A", "Xã B"]


def test_the_speaker_speaks_in_running_text_and_the_issuer_in_the_head() -> None:
    document = _compose(replace(HEAD, speaker="UBND xã A", issuer="ỦY BAN NHÂN DÂN XÃ A"), FIGURES)
    assert "UBND xã A báo cáo kết quả" in _words(document.blocks)
    assert "ỦY BAN" not in _words(document.blocks)
    assert document.issuer == "ỦY BAN NHÂN DÂN XÃ A"


def test_lines_of_an_edited_section_are_paragraphs() -> None:
    texts = {"next": "Một.\n\nHai."}
    blocks = rules.compose(HEAD, Told(texts), FIGURES, UNITS, vocabulary()).blocks
    assert Paragraph.of("Một.") in blocks
    assert Paragraph.of("Hai.") in blocks


def test_few_units_are_named_where_they_said_it_and_many_in_an_annex() -> None:
    names = tuple(f"Xã {n}" for n in range(12))
    voices = {"proposals": [Voice("Cấp loa.", names), Voice("Thêm người", ("Xã A", AWKWARD))]}
    document = rules.compose(HEAD, Told({}, voices), FIGURES, UNITS, vocabulary())
    assert Bullet.of("Cấp loa (12 cơ quan, đơn vị).") in document.blocks
    assert Bullet.of(f"Thêm người (Xã A, {AWKWARD}).") in document.blocks
    (annex,) = [one for one in document.annexes if "nêu từng nội dung" in one.title]
    (table,) = [block for block in annex.blocks if isinstance(block, Table)]
    assert [row.cells for row in table.rows] == [
        ("IV. Kiến nghị, đề xuất",),
        ("1", "Cấp loa.", "12", ", ".join(names)),
    ]
