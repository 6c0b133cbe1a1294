"""Charts and arrivals of a report: the same figures as its tables, and they survive freezing."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from loa.foundation.documents.facade import Chart, Table
from loa.modules.plans.rules import report_arrivals, reporting
from loa.modules.plans.rules.report_arrivals import Arrival, Return
from loa.modules.plans.rules.report_charts import charts_of
from loa.modules.plans.rules.report_document import Told, UnitWords, compose
from loa.modules.plans.rules.reporting import Figures
from loa.modules.plans.rules.vocabulary import vocabulary
from loa.modules.plans.tests.unit.test_report_document import HEAD

DUE, DAY = date(2022, 3, 16), date(2022, 3, 15)
BACK = Return(DAY, "Thiếu số liệu <loa>")
ARRIVALS = (
    Arrival(1, "PROVINCE", DUE, DAY, DAY, report=7),
    Arrival(2, "COMMUNE", DUE, DAY, date(2022, 3, 18), is_late=True, report=8, returns=(BACK,)),
    Arrival(3, "COMMUNE", DUE, DAY, None, report=9, returns=(BACK,)),
    Arrival(4, "COMMUNE", DUE, is_late=True),
)
FIGURES = Figures(
    4,
    {1: {"LEAFLETS": 10}, 2: {"LEAFLETS": 5, "NEWS": 2}},
    missing=(3, 4),
    forms={1: {"TO_ROI": 2}, 2: {"TO_ROI": 1, "KHONG_CO": 1}},
    before={"LEAFLETS": 20, "POSTERS": 3},
    arrivals=ARRIVALS,
)
UNITS = tuple(UnitWords(n, f"Đơn vị {n}", "Nhóm") for n in range(1, 5))

AMOUNTS = st.dictionaries(st.sampled_from(["LEAFLETS", "NEWS", "SESSIONS"]), st.integers(0, 999))
DAYS = st.dates(date(2022, 1, 1), date(2022, 12, 31))
ARRIVED = st.builds(
    Arrival,
    unit=st.integers(1, 9),
    kind=st.sampled_from([*report_arrivals.KINDS]),
    due=DAYS,
    first=st.none() | DAYS,
    came=st.none() | DAYS,
    is_late=st.booleans(),
    report=st.integers(0, 9),
    returns=st.lists(st.builds(Return, DAYS, st.text(max_size=9)), max_size=2).map(tuple),
)


def test_states_and_days_of_arrivals_in_words() -> None:
    words = [(one.state_words, one.days_words, one.returns_words) for one in ARRIVALS]
    back = "15/03/2022: Thiếu số liệu <loa>"
    assert words == [
        ("Đã gửi đúng hạn", "15/03/2022", ""),
        ("Đã gửi, muộn", "18/03/2022 (lần đầu 15/03/2022)", back),
        ("Bị trả lại, chưa gửi lại", "15/03/2022", back),
        ("Chưa gửi, quá hạn", "", ""),
    ]
    assert report_arrivals.summary(ARRIVALS) == "1 đúng hạn, 1 muộn, 2 chưa gửi"


def test_charts_show_the_figures_of_the_tables() -> None:
    arrived, forms, compared = charts_of(FIGURES, vocabulary())
    assert [row.values for row in arrived.rows] == [(1, 0, 0), (0, 1, 2)]
    assert [(row.label, row.values) for row in forms.rows] == [
        (vocabulary().forms["TO_ROI"].label, (3,)),
        ("KHONG_CO", (1,)),
    ]
    document = compose(HEAD, Told({}), FIGURES, UNITS, vocabulary())
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    printed = {row.cells[1]: row.cells[3] for row in table.rows}
    shown = {row.label: str(row.values[0]) for row in compared.rows if row.values[0]}
    assert shown == printed
    charts = [block for block in document.blocks if isinstance(block, Chart)]
    assert [chart.heading[:6] for chart in charts] == ["Hình 1", "Hình 2", "Hình 3"]


def test_the_document_lists_who_handed_in_when() -> None:
    document = compose(HEAD, Told({}), FIGURES, UNITS, vocabulary())
    (annex,) = [one for one in document.annexes if one.title == "Tình hình gửi báo cáo"]
    (table,) = [block for block in annex.blocks if isinstance(block, Table)]
    assert [row.cells[-1] for row in table.rows][1:] == ["", *[ARRIVALS[1].returns_words] * 2, ""]


def test_a_period_with_none_before_and_a_unit_alone_have_no_chart() -> None:
    assert (
        charts_of(replace(FIGURES, forms={}, before={}, arrivals=ARRIVALS[:1]), vocabulary()) == []
    )


@given(st.lists(ARRIVED, max_size=6), st.dictionaries(st.integers(1, 5), AMOUNTS), AMOUNTS)
def test_frozen_figures_read_back(
    arrived: list[Arrival], forms: dict[int, dict[str, int]], before: dict[str, int]
) -> None:
    figures = Figures(3, forms=forms, before=before, arrivals=tuple(arrived))
    assert reporting.from_json(figures.as_json()) == figures
    assert sum(map(sum, report_arrivals.counted(arrived).values())) == len(arrived)
