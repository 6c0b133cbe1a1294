"""From a parsed document to a draft: pure rules; the documents are built, not parsed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loa.foundation.documents.facade import (
    Actor,
    AnnexTable,
    ColumnRole,
    Duty,
    Found,
    Layout,
    LegalBasis,
    Missing,
    MissingKind,
    ParsedDocument,
    Passage,
    Rhythm,
    Signer,
    Span,
    TableRow,
    Timing,
    TimingKind,
)
from loa.kernel.worktime import Calendar
from loa.modules.plans.rules import drafting as rules
from loa.modules.plans.rules.naming import task_title
from loa.modules.plans.rules.vocabulary import vocabulary
from loa.modules.plans.types import DoubtCode, Schedule

PLACE = Span(10, 20)
NOWHERE: Found[str | None] = Found(None)
SIGNED = date(2022, 1, 24)
TODAY = date(2022, 2, 10)
YEAR_END = date(2022, 12, 30)
DUTY = Duty(
    text="Phát tờ rơi hướng dẫn nộp hồ sơ cho người dân",
    span=PLACE,
    section_path="II/1",
    leads=(Actor("Sở Tư pháp", PLACE),),
    partners=(),
    timing=Timing(TimingKind.DATE, "trước ngày 31/3/2022", PLACE, date(2022, 3, 31)),
    products=(Passage("Kế hoạch", PLACE), Passage("Báo cáo", PLACE)),
)
DOCUMENT = ParsedDocument(
    text="… theo kỳ báo cáo kết quả công tác kiểm soát thủ tục hành chính …",
    kind=Found("KH", PLACE),
    parent_body=NOWHERE,
    issuer=Found("UBND tỉnh Tuyên Quang", PLACE),
    number=Found("12", PLACE),
    notation=Found("KH-UBND", PLACE),
    place=Found("Tuyên Quang", PLACE),
    issued_on=Found(SIGNED, PLACE),
    subject=Found("Truyền thông năm 2022", PLACE),
    year=Found(2022, PLACE),
    period=NOWHERE,
    legal_bases=(),
    sections=(),
    purposes=None,
    requirements=None,
    duties=(DUTY,),
    orders_without_actor=(),
    money=(),
    difficulties=(),
    annex_tables=(),
    missing=(),
    recipients=(),
    signer=Signer((), NOWHERE, NOWHERE),
    layout=Layout(0, 0, 0, 0, ()),
)
BASIS = LegalBasis("Quyết định", "26/QĐ-UBND", None, date(2022, 1, 18), None, None, PLACE)


def _draft(document: ParsedDocument, as_of: date | None = None) -> rules.Draft:
    return rules.draft(document, as_of=as_of, today=TODAY, calendar=Calendar(), words=vocabulary())


def _codes(draft: rules.Draft) -> list[DoubtCode]:
    return [doubt.code for doubt in draft.doubts]


def _task_of(duty: Duty) -> rules.DraftTask:
    (task,) = _draft(replace(DOCUMENT, duties=(duty,))).tasks
    return task


def test_a_clear_document_leaves_no_doubt() -> None:
    found = _draft(DOCUMENT)
    assert (found.year, found.as_of, found.period_rule) == (2022, SIGNED, "CONTROL_REPORT")
    assert found.doubts == ()
    (task,) = found.tasks
    assert (task.schedule, task.due_on, task.doubts) == (Schedule.ONCE, date(2022, 3, 31), ())
    assert (task.product, task.section_path) == ("Kế hoạch; Báo cáo", "II/1")
    assert "TO_ROI" in task.forms


def test_as_of_is_what_the_officer_gave() -> None:
    found = _draft(replace(DOCUMENT, issued_on=Found(None)), as_of=date(2022, 3, 1))
    assert found.as_of == date(2022, 3, 1)
    assert _codes(found) == [DoubtCode.DATE_MISSING]


def test_as_of_is_the_latest_basis_where_the_document_has_no_date() -> None:
    older = replace(BASIS, issued_on=date(2021, 5, 5))
    undated = replace(BASIS, issued_on=None)
    found = _draft(replace(DOCUMENT, issued_on=Found(None), legal_bases=(older, BASIS, undated)))
    assert found.as_of == date(2022, 1, 18)
    assert _codes(found) == [DoubtCode.DATE_MISSING, DoubtCode.AS_OF_GUESSED]
    assert "26/QĐ-UBND (18/01/2022)" in found.doubts[1].message


def test_a_document_older_than_every_list_of_units_takes_the_first_and_says_so() -> None:
    first = date(2021, 7, 1)
    call: dict[str, Any] = {"as_of": None, "today": TODAY, "first_day": first}
    call |= {"calendar": Calendar(), "words": vocabulary()}
    old = replace(DOCUMENT, issued_on=Found(date(2020, 3, 5), PLACE))
    found = rules.draft(old, **call)
    doubt = next(one for one in found.doubts if one.code is DoubtCode.AS_OF_GUESSED)
    assert (found.as_of, found.year) == (first, 2022)
    assert "05/03/2020" in doubt.message
    assert "01/07/2021" in doubt.message
    undated = replace(
        old, issued_on=Found(None), legal_bases=(replace(BASIS, issued_on=date(2019, 1, 1)),)
    )
    assert rules.draft(undated, **call).as_of == first


def test_as_of_is_today_where_nothing_is_dated() -> None:
    found = _draft(replace(DOCUMENT, issued_on=Found(None)))
    assert found.as_of == TODAY
    assert DoubtCode.AS_OF_GUESSED in _codes(found)


def test_a_basis_known_by_its_title() -> None:
    law = replace(BASIS, number=None, title="Luật Ban hành VBQPPL")
    found = _draft(replace(DOCUMENT, issued_on=Found(None), legal_bases=(law,)))
    assert "Luật Ban hành VBQPPL" in found.doubts[1].message


def test_year_and_period_rule_are_guessed_with_a_doubt() -> None:
    found = _draft(replace(DOCUMENT, text="không nêu", year=Found(None)))
    assert (found.year, found.period_rule) == (2022, "CALENDAR_QUARTER")
    assert _codes(found) == [DoubtCode.YEAR_GUESSED, DoubtCode.PERIOD_RULE_GUESSED]


def test_header_doubts() -> None:
    document = replace(
        DOCUMENT,
        number=Found(None),
        kind=Found("KH", PLACE, 0.4),
        subject=Found("Truyền thông", PLACE, 1.0, ("Trích yếu dài bất thường.",)),
        missing=(Missing(MissingKind.ANNEX, "Biểu đính kèm", PLACE),),
        doubts=("Văn bản có hai phần đầu.",),
    )
    found = _draft(document)
    assert _codes(found) == [
        DoubtCode.NUMBER_MISSING,
        DoubtCode.ANNEX_MISSING,
        DoubtCode.HEADER_UNSURE,
        DoubtCode.HEADER_UNSURE,
        DoubtCode.HEADER_UNSURE,
    ]
    assert "Biểu đính kèm" in found.doubts[1].message
    assert "loại văn bản" in found.doubts[2].message
    assert found.doubts[3].message == "Trích yếu dài bất thường."


def test_doubts_of_bases_recipients_and_signer_point_at_their_place() -> None:
    there = Span(30, 44)
    document = replace(
        DOCUMENT,
        legal_bases=(replace(BASIS, issued_on=None, span=there, doubts=("Không thấy ngày.",)),),
        recipients=(Found("Như trên", PLACE), Found("VPUB @", there, 0.6, ("Ký tự lạ.",))),
        signer=Signer((), NOWHERE, Found("Lê", there, 0.6, ("Họ tên đọc không chắc.",))),
    )
    found = [(doubt.target, doubt.message, doubt.span) for doubt in _draft(document).doubts]
    assert found == [
        ("legal_bases", "Căn cứ 26/QĐ-UBND: Không thấy ngày.", there),
        ("recipients", "Nơi nhận «VPUB @»: Ký tự lạ.", there),
        ("signer_name", "Người ký «Lê»: Họ tên đọc không chắc.", there),
    ]


def test_a_document_without_duties_says_so() -> None:
    assert _codes(_draft(replace(DOCUMENT, duties=()))) == [DoubtCode.NO_TASK]


def test_an_order_that_names_nobody_is_a_doubtful_task() -> None:
    order = replace(DUTY, leads=())
    (task,) = _draft(replace(DOCUMENT, duties=(), orders_without_actor=(order,))).tasks
    assert [doubt.code for doubt in task.doubts] == [DoubtCode.ACTOR_MISSING]


def test_doubts_of_the_reader_outweigh_its_confidence() -> None:
    unsure = _task_of(replace(DUTY, confidence=0.3))
    assert [doubt.code for doubt in unsure.doubts] == [DoubtCode.TASK_UNSURE]
    told = _task_of(replace(DUTY, confidence=0.3, doubts=("Câu bị ngắt.",)))
    assert [doubt.message for doubt in told.doubts] == ["Câu bị ngắt."]


@pytest.mark.parametrize(
    ("timing", "schedule", "due_on", "doubt"),
    [
        (Timing(), Schedule.ONCE, YEAR_END, DoubtCode.DUE_GUESSED),
        (
            Timing(TimingKind.PERIOD, "trong năm 2022", PLACE, date(2022, 12, 31)),
            Schedule.ONCE,
            YEAR_END,
            DoubtCode.DUE_GUESSED,
        ),
        (
            Timing(TimingKind.PERIOD, "trong quý I", PLACE, date(2022, 3, 31)),
            Schedule.ONCE,
            date(2022, 3, 31),
            None,
        ),
        (
            Timing(TimingKind.PERIOD, "trong tháng 4", PLACE, date(2022, 4, 30)),
            Schedule.ONCE,
            date(2022, 4, 29),
            None,
        ),
        (
            Timing(TimingKind.RELATIVE, "sau 10 ngày", PLACE),
            Schedule.ONCE,
            YEAR_END,
            DoubtCode.DUE_RELATIVE,
        ),
        (
            Timing(TimingKind.DATE, "31/3", PLACE, date(2022, 3, 31), doubts=("Thiếu năm.",)),
            Schedule.ONCE,
            date(2022, 3, 31),
            DoubtCode.DUE_GUESSED,
        ),
        (Timing(TimingKind.DATE, "31/2", PLACE), Schedule.ONCE, YEAR_END, DoubtCode.DUE_GUESSED),
        (
            Timing(TimingKind.RHYTHM, "hằng quý", PLACE, rhythm=Rhythm.QUARTERLY),
            Schedule.QUARTERLY,
            None,
            None,
        ),
        (
            Timing(TimingKind.RHYTHM, "thường xuyên", PLACE, rhythm=Rhythm.ONGOING),
            Schedule.ONGOING,
            None,
            None,
        ),
        (
            Timing(TimingKind.RHYTHM, "hằng tuần", PLACE, rhythm=Rhythm.WEEKLY),
            Schedule.MONTHLY,
            None,
            DoubtCode.DUE_GUESSED,
        ),
    ],
)
def test_timing(
    timing: Timing, schedule: Schedule, due_on: date | None, doubt: DoubtCode | None
) -> None:
    task = _task_of(replace(DUTY, timing=timing))
    assert (task.schedule, task.due_on) == (schedule, due_on)
    assert [found.code for found in task.doubts] == ([doubt] if doubt else [])
    assert task.deadline_words == (timing.verbatim or "")


def test_every_rhythm_has_a_schedule() -> None:
    for rhythm in Rhythm:
        timing = Timing(TimingKind.RHYTHM, "x", PLACE, rhythm=rhythm)
        assert _task_of(replace(DUTY, timing=timing)).due_on is None


def test_rows_of_an_annex() -> None:
    roles = (
        ColumnRole.ORDINAL,
        ColumnRole.CONTENT,
        ColumnRole.FORM,
        ColumnRole.AUDIENCE,
        ColumnRole.PRODUCT,
        ColumnRole.MONEY,
        ColumnRole.CONTENT,
    )
    cells = ("1", "In áp phích", "Áp phích", "Người dân", "200 tấm", "15", "bỏ qua")
    columns = ("TT", "Nội dung", "Hình thức", "Đối tượng", "Sản phẩm", "Kinh phí (triệu đồng)", "")
    row = TableRow(
        cells,
        ("A. In ấn", "1. Áp phích"),
        PLACE,
        leads=DUTY.leads,
        content="In áp phích",
        product="200 tấm",
    )
    table = AnnexTable(columns, roles, (row,), PLACE)
    (task,) = _draft(replace(DOCUMENT, duties=(), annex_tables=(table,))).tasks
    assert (task.content, task.product) == ("In áp phích", "200 tấm")
    assert task.section_path == "A. In ấn / 1. Áp phích"
    assert (task.money, task.due_on) == (Decimal(15_000_000), YEAR_END)
    assert "AP_PHICH" in task.forms


def test_a_row_without_content_is_a_task_of_all_it_says() -> None:
    row = TableRow(("", "Tập huấn", "Sở Tư pháp"), (), PLACE)
    roles = (ColumnRole.CONTENT, ColumnRole.PRODUCT, ColumnRole.LEAD)
    table = AnnexTable(("", "", ""), roles, (row,), PLACE)
    (task,) = _draft(replace(DOCUMENT, duties=(), annex_tables=(table,))).tasks
    assert (task.content, task.money) == ("Tập huấn Sở Tư pháp", None)


def test_a_table_that_orders_no_work_is_left_and_said_so() -> None:
    row = TableRow(("1", "Thu ngân sách", "12"), (), PLACE)
    roles = (ColumnRole.ORDINAL, ColumnRole.CONTENT, ColumnRole.OTHER)
    table = AnnexTable(("TT", "Nội dung", "Năm 2026"), roles, (row,), PLACE)
    found = _draft(replace(DOCUMENT, duties=(), annex_tables=(table,)))
    assert found.tasks == ()
    assert "«TT | Nội dung | Năm 2026» (1 dòng)" in found.doubts[-2].message
    form = replace(table, rows=(), doubts=("Bảng mẫu chưa điền.",))
    asked = _draft(replace(DOCUMENT, duties=(), annex_tables=(form,))).doubts
    said = [doubt.message for doubt in asked if doubt.target == "annex"]
    assert len(said) == 1, "one stop for one table"
    assert said[0].startswith("Bảng mẫu chưa điền. Bảng «TT | Nội dung | Năm 2026» (0 dòng)")


@pytest.mark.parametrize(
    ("cell", "heading", "amount"),
    [
        ("1.500.000", "Kinh phí (đồng)", 1_500_000),
        ("2,5", "Kinh phí (triệu đồng)", 2_500_000),
        ("2,5 tỷ đồng", "Kinh phí", 2_500_000_000),
        ("300 nghìn đồng", "Kinh phí (triệu đồng)", 300_000),
        ("300 ngàn", "", 300_000),
        ("5.000.000 (Công ty in)", "", 5_000_000),
        ("7 triệu", "", 7_000_000),
        ("", "Kinh phí", None),
        ("Theo dự toán", "Kinh phí", None),
        ("1,500,000", "Kinh phí (đồng)", None),
        ("9" * 20, "", None),
    ],
)
def test_money_of_a_cell(cell: str, heading: str, amount: int | None) -> None:
    row = TableRow(("In", cell, ""), (), PLACE)
    roles = (ColumnRole.CONTENT, ColumnRole.MONEY, ColumnRole.LEAD)
    table = AnnexTable(("Nội dung", heading, "Chủ trì"), roles, (row,), PLACE)
    (task,) = _draft(replace(DOCUMENT, duties=(), annex_tables=(table,))).tasks
    assert task.money == (None if amount is None else Decimal(amount))


@pytest.mark.parametrize(
    ("content", "title"),
    [
        ("xây dựng kế hoạch; tổ chức thực hiện", "Xây dựng kế hoạch"),
        ("- Phát tờ rơi.", "Phát tờ rơi"),
        (
            "Căn cứ kế hoạch này và tình hình thực tế, xây dựng kế hoạch của đơn vị",
            "Xây dựng kế hoạch của đơn vị",
        ),
        (
            "Chủ trì, phối hợp với Thuế tỉnh, Sở Xây dựng triển khai các biện pháp kiểm soát.",
            "Triển khai các biện pháp kiểm soát",
        ),
        (
            "Chủ trì, thẩm định điều kiện của tổ chức, cá nhân khi tham mưu cấp phép.",
            "Thẩm định điều kiện của tổ chức, cá nhân khi tham mưu cấp phép",
        ),
        (
            "Chủ trì, phối hợp với cơ quan, tổ chức liên quan thẩm định công nghệ.",
            "Thẩm định công nghệ",
        ),
        (
            "Đẩy nhanh công tác bồi thường, giải phóng mặt bằng và cho thuê đất đối với các mỏ.",
            "Đẩy nhanh công tác bồi thường, giải phóng mặt bằng",
        ),
        ("", "Nhiệm vụ"),
        ("từ " * 20, "Từ" + " từ" * 13 + " …"),
    ],
)
def test_task_title(content: str, title: str) -> None:
    assert task_title(content) == title


@given(st.text(max_size=2000))
def test_task_title_always_fits_its_column(content: str) -> None:
    assert 0 < len(task_title(content)) <= 300


def test_drafting_what_was_not_read_is_a_doubt_at_its_place() -> None:
    left = Passage("Sở Nội vụ chủ trì rà soát.", PLACE, 0.4, ("Hãy xem có sót không.",))
    (doubt,) = _draft(replace(DOCUMENT, unread=(left,))).doubts
    assert (doubt.code, doubt.target, doubt.span) == (DoubtCode.TASK_UNSURE, "tasks", PLACE)


def test_drafting_time_is_asked_about_once() -> None:
    timing = Timing(
        TimingKind.RELATIVE, "10 ngày", PLACE, doubts=("«10 ngày» chưa tính được ngày.",)
    )
    (doubt,) = _task_of(replace(DUTY, timing=timing)).doubts
    assert doubt.message.count("chưa tính được ngày") == 1
    two = Timing(TimingKind.PERIOD, "Quý II", PLACE, date(2022, 6, 30), doubts=("Còn hạn khác.",))
    assert [doubt.message for doubt in _task_of(replace(DUTY, timing=two)).doubts] == [
        "Còn hạn khác."
    ]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("trước ngày 18 hằng tháng", "ngày 18"),
        ("định kỳ hàng năm (trước ngày 10/12)", "ngày 10/12"),
        ("trước ngày 05 và ngày 20 hằng tháng", "ngày 05 và ngày 20"),
        ("chậm nhất ngày 17 tháng 12", "ngày 17 tháng 12"),
        ("trước 25 hằng tháng", "trước 25 hằng tháng"),
        ("định kỳ 6 tháng, hằng năm", None),
        ("02 lần/năm", None),
        ("vào ngày làm việc cuối cùng của tháng", None),
    ],
)
def test_a_day_inside_a_rhythm_is_named_in_a_doubt(words: str, day: str | None) -> None:
    timing = Timing(TimingKind.RHYTHM, words, PLACE, rhythm=Rhythm.MONTHLY)
    task = _task_of(replace(DUTY, timing=timing))
    asked = [doubt.message for doubt in task.doubts if doubt.target == "due"]
    assert task.schedule is Schedule.MONTHLY
    assert asked == [] if day is None else f"kỳ có ngày riêng ({day})" in asked[0]
