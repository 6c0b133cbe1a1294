"""Figures of a report and the words drafted from them: pure rules."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loa.modules.plans.rules import reporting as rules
from loa.modules.plans.rules.reporting import Figures, Part, WorkCount
from loa.modules.plans.rules.vocabulary import vocabulary
from loa.modules.plans.types import Lateness, TaskRole, WorkRow, WorkState

AMOUNTS = st.dictionaries(
    st.sampled_from(sorted(vocabulary().measures)), st.integers(0, 10**9), max_size=4
)
BY_UNIT = st.dictionaries(st.integers(1, 500), AMOUNTS, max_size=6)
FIGURES = Figures(
    units=3,
    by_unit={1: {"LEAFLETS": 1200, "DOCUMENTS": 1}, 2: {"LEAFLETS": 34, "BROADCAST_MINUTES": 90}},
    recorded={3: {"LEAFLETS": 5}},
    missing=(3,),
    work=WorkCount(10, 3, 1, 2, 1, 2, 1, 4, 2),
    cost=1_500_000,
)


def _row(state: WorkState, lateness: Lateness) -> WorkRow:
    return WorkRow(
        assignment_id=1,
        occurrence_id=1,
        plan_id=1,
        task_id=1,
        unit_id=1,
        role=TaskRole.LEAD,
        title="Việc",
        state=state,
        due_on=date(2022, 3, 14),
        is_late=lateness is not Lateness.NONE,
        is_proposed=False,
        asks_exempt=False,
        acknowledged_at=None,
        version=1,
        lateness=lateness,
    )


def _text(code: str, figures: Figures = FIGURES, *, is_consolidated: bool = True) -> str:
    texts = rules.drafted(figures, vocabulary(), is_consolidated=is_consolidated)
    return rules.plain(texts[code])


@given(
    by_unit=BY_UNIT, recorded=BY_UNIT, missing=st.lists(st.integers(1, 500)), cost=st.integers(0)
)
def test_a_frozen_report_keeps_its_figures(
    by_unit: dict[int, dict[str, int]],
    recorded: dict[int, dict[str, int]],
    missing: list[int],
    cost: int,
) -> None:
    work = WorkCount(assignments=5, done=5)
    figures = Figures(3, by_unit, recorded, tuple(missing), work, cost, (4, 5))
    assert rules.from_json(figures.as_json()) == figures


def test_from_json_of_nothing() -> None:
    assert rules.from_json({}) == Figures(units=0)


@given(by_unit=BY_UNIT)
def test_total_is_the_sum_over_units(by_unit: dict[int, dict[str, int]]) -> None:
    figures = Figures(len(by_unit), by_unit, by_unit)
    for measure in vocabulary().measures:
        expected = sum(row.get(measure, 0) for row in by_unit.values())
        assert figures.total(measure) == figures.total_recorded(measure) == expected


@given(st.lists(st.tuples(st.sampled_from(WorkState), st.sampled_from(Lateness))))
def test_count_work(states: list[tuple[WorkState, Lateness]]) -> None:
    count = rules.count_work(_row(state, late) for state, late in states)
    parts = (
        count.done,
        count.submitted,
        count.in_progress,
        count.returned,
        count.not_started,
        count.not_applicable,
    )
    assert sum(parts) == count.assignments == len(states)
    assert count.late == sum(late is Lateness.OVERDUE for _, late in states)
    assert count.done_late == sum(late is Lateness.DONE_LATE for _, late in states)


@pytest.mark.parametrize(
    ("handed_in", "today", "late"),
    [
        (None, date(2022, 3, 18), Lateness.NONE),
        (None, date(2022, 3, 19), Lateness.OVERDUE),
        (date(2022, 3, 18), date(2022, 9, 9), Lateness.NONE),
        (date(2022, 3, 19), date(2022, 9, 9), Lateness.DONE_LATE),
    ],
)
def test_lateness(handed_in: date | None, today: date, late: Lateness) -> None:
    assert rules.lateness(date(2022, 3, 18), handed_in, today) is late


def test_direction_counts_work_documents_and_reports() -> None:
    text = _text("direction")
    assert "được giao: 10; đã hoàn thành 3, đã nộp chờ xét 1, đang thực hiện 3" in text
    assert "chưa bắt đầu 2, không áp dụng 1; quá hạn 4, nộp, xong muộn 2." in text
    assert "Đã ban hành 1 kế hoạch" in text
    assert "Có 2/3 cơ quan, đơn vị đã gửi báo cáo." in text
    own = _text("direction", Figures(units=0), is_consolidated=False)
    assert "gửi báo cáo" not in own
    assert "Đã ban hành" not in own
    assert "không áp dụng" not in own


def test_sums_name_every_measure_that_is_there() -> None:
    assert _text("materials").startswith("Tờ rơi, tờ gấp: 1.234 tờ (chưa kể 5 tờ")
    reported = replace(FIGURES, recorded={})
    assert _text("materials", reported) == "Tờ rơi, tờ gấp: 1.234 tờ."
    assert _text("meetings") == "Tổng thời lượng phát: 90 phút."
    assert _text("press") == "Trong kỳ chưa có số liệu."


def test_second_measure_of_a_section_goes_on_in_small_letters() -> None:
    figures = Figures(1, {1: {"SESSIONS": 2, "ATTENDANCES": 80}})
    text = _text("meetings", figures)
    assert text.count("; ") == 1
    assert "80 lượt người" in text


def test_money() -> None:
    assert "1.500.000 đồng" in _text("money")
    assert _text("money", Figures(units=0)) == "Trong kỳ chưa ghi nhận kinh phí."


def test_every_editable_section_has_words_and_every_number_its_figure() -> None:
    texts = rules.drafted(FIGURES, vocabulary(), is_consolidated=True)
    assert set(texts) == rules.EDITABLE
    for parts in texts.values():
        assert all(part.figure for part in parts if part.text.replace(".", "").isdecimal())


def test_text_of_prefers_what_a_person_wrote() -> None:
    texts = {"next": (Part("Tiếp tục.", ""),)}
    assert rules.text_of("next", {"next": "Phát thanh."}, texts) == "Phát thanh."
    assert rules.text_of("next", {}, texts) == "Tiếp tục."
    assert rules.text_of("other", {}, texts) == ""
