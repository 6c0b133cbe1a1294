"""Period reports: figures that never count twice, and the words drafted from them."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from loa.kernel.words import format_number
from loa.modules.plans.rules import report_arrivals
from loa.modules.plans.rules.report_arrivals import Arrival
from loa.modules.plans.rules.report_difficulties import ReportedDifficulty, grouped_lines
from loa.modules.plans.rules.vocabulary import Vocabulary
from loa.modules.plans.types import Lateness, WorkRow, WorkState

Measures = dict[str, int]


@dataclass(frozen=True)
class WorkCount:
    """How the work of the units stands at the cut-off; the states sum to `assignments`.

    `late` is owed past its day, `done_late` handed in or done after it. Of reports frozen before
    the two were told apart `late` has both.
    """

    assignments: int = 0
    done: int = 0
    submitted: int = 0
    in_progress: int = 0
    returned: int = 0
    not_started: int = 0
    not_applicable: int = 0
    late: int = 0
    done_late: int = 0


@dataclass(frozen=True)
class Figures:
    """The figures of a report. `by_unit`: what reached it by reports, each unit once.

    `recorded`: what units that have not reported wrote into the system, shown apart and never
    added. `missing`: units that owe a report still. `cost` in đồng. `forms`: activities by form of
    the units in `by_unit`. `before`: the sums of the last period's report. `arrivals`: who handed
    in when. A frozen report keeps it all.
    """

    units: int
    by_unit: Mapping[int, Measures] = field(default_factory=dict)
    recorded: Mapping[int, Measures] = field(default_factory=dict)
    missing: tuple[int, ...] = ()
    work: WorkCount = WorkCount()
    cost: int = 0
    activities: tuple[int, ...] = ()
    difficulties: tuple[ReportedDifficulty, ...] = ()
    forms: Mapping[int, Measures] = field(default_factory=dict)
    before: Measures = field(default_factory=dict)
    arrivals: tuple[Arrival, ...] = ()

    def total(self, measure: str) -> int:
        """The reported sum of a measure."""
        return sum(row.get(measure, 0) for row in self.by_unit.values())

    def total_recorded(self, measure: str) -> int:
        """What units that have not reported recorded of a measure."""
        return sum(row.get(measure, 0) for row in self.recorded.values())

    def as_json(self) -> dict[str, object]:
        """The shape in which a frozen report keeps them."""
        return {
            "units": self.units,
            "by_unit": {str(unit): dict(row) for unit, row in self.by_unit.items()},
            "recorded": {str(unit): dict(row) for unit, row in self.recorded.items()},
            "missing": list(self.missing),
            "work": asdict(self.work),
            "cost": self.cost,
            "activities": list(self.activities),
            "difficulties": [asdict(one) for one in self.difficulties],
            "forms": {str(unit): dict(row) for unit, row in self.forms.items()},
            "before": dict(self.before),
            "arrivals": report_arrivals.as_json(self.arrivals),
        }


def from_json(raw: Mapping[str, object]) -> Figures:
    """The figures that a frozen report kept."""
    data: dict[str, object] = {"units": 0, "by_unit": {}, "recorded": {}, **raw}
    return Figures(
        units=int(str(data["units"])),
        by_unit=_by_unit(data["by_unit"]),
        recorded=_by_unit(data["recorded"]),
        missing=tuple(int(unit) for unit in _items(data.get("missing"))),
        work=WorkCount(**_counts(data.get("work"))),
        cost=int(str(data.get("cost", 0))),
        activities=tuple(int(one) for one in _items(data.get("activities"))),
        difficulties=tuple(ReportedDifficulty(**one) for one in _items(data.get("difficulties"))),
        forms=_by_unit(data.get("forms")),
        before=_counts(data.get("before")),
        arrivals=report_arrivals.from_json(_items(data.get("arrivals"))),
    )


def _by_unit(raw: object) -> dict[int, Measures]:
    rows = raw if isinstance(raw, Mapping) else {}
    return {int(unit): {str(k): int(v) for k, v in row.items()} for unit, row in rows.items()}


def _items(raw: object) -> Iterable[Any]:
    return raw if isinstance(raw, list) else []


def _counts(raw: object) -> dict[str, int]:
    return {str(k): int(v) for k, v in raw.items()} if isinstance(raw, Mapping) else {}


def count_work(rows: Iterable[WorkRow]) -> WorkCount:
    """How many pieces of work stand in each state, are overdue, were done late."""
    states = dict.fromkeys(WorkState, 0)
    late = done_late = 0
    for row in rows:
        states[row.state] += 1
        late += row.lateness is Lateness.OVERDUE
        done_late += row.lateness is Lateness.DONE_LATE
    return WorkCount(
        assignments=sum(states.values()),
        done=states[WorkState.DONE],
        submitted=states[WorkState.SUBMITTED],
        in_progress=states[WorkState.IN_PROGRESS],
        returned=states[WorkState.RETURNED],
        not_started=states[WorkState.NOT_STARTED],
        not_applicable=states[WorkState.NOT_APPLICABLE],
        late=late,
        done_late=done_late,
    )


def lateness(due_on: date, handed_in: date | None, today: date) -> Lateness:
    """Whether a report is owed past its due day, or came after it; that day is in time."""
    if (handed_in or today) <= due_on:
        return Lateness.NONE
    return Lateness.DONE_LATE if handed_in else Lateness.OVERDUE


@dataclass(frozen=True)
class Part:
    """A stretch of a drafted sentence; `figure` names the measure or count behind a number."""

    text: str
    figure: str = ""


@dataclass(frozen=True)
class Section:
    """A section of the report: its place, title, and the measures that belong to it."""

    code: str
    label: str
    title: str
    level: int
    measures: tuple[str, ...] = ()


# Order and titles follow the narrative of the control report and its communication section.
SECTIONS = (
    Section("results", "I.", "Kết quả thực hiện", 1),
    Section("direction", "1.", "Chỉ đạo, triển khai kế hoạch", 2, ("DOCUMENTS",)),
    Section(
        "materials",
        "2.",
        "Biên soạn, in, phát tài liệu",
        2,
        ("LEAFLETS", "POSTERS", "HANDBOOKS", "CLIPS"),
    ),
    Section(
        "press",
        "3.",
        "Báo, đài, cổng thông tin, mạng xã hội",
        2,
        ("NEWS", "ARTICLES", "FEATURES", "POSTS", "REACH", "MESSAGES"),
    ),
    Section(
        "meetings",
        "4.",
        "Truyền thanh cơ sở, hội nghị, họp thôn",
        2,
        ("BROADCASTS", "BROADCAST_MINUTES", "SESSIONS", "ATTENDANCES"),
    ),
    Section("support", "5.", "Hỗ trợ trực tiếp, cuộc thi", 2, ("PEOPLE_HELPED", "ENTRIES")),
    Section("money", "6.", "Kinh phí thực hiện", 2),
    Section("difficulties", "II.", "Khó khăn, vướng mắc", 1),
    Section("next", "III.", "Nhiệm vụ kỳ tới", 1),
    Section("proposals", "IV.", "Kiến nghị, đề xuất", 1),
)
_BY_CODE = {section.code: section for section in SECTIONS}
EDITABLE = frozenset(_BY_CODE) - {"results"}


def drafted(
    figures: Figures,
    words: Vocabulary,
    *,
    is_consolidated: bool,
    voiced: frozenset[str] = frozenset(),
) -> dict[str, tuple[Part, ...]]:
    """The text of each section as the figures give it; every number knows its figure.

    Sections that are `voiced` say what the units wrote: nothing claims that they had nothing.
    """
    texts: dict[str, tuple[Part, ...]] = {}
    for section in SECTIONS:
        if section.code == "direction":
            texts["direction"] = _direction(figures, is_consolidated=is_consolidated)
        elif section.code == "money":
            texts["money"] = (
                (
                    Part("Kinh phí đã sử dụng theo số liệu các hoạt động: "),
                    Part(f"{format_number(figures.cost)} đồng", "COST"),
                    Part("."),
                )
                if figures.cost
                else (Part("Trong kỳ chưa ghi nhận kinh phí."),)
            )
        elif section.measures:
            texts[section.code] = _sums(figures, section, words)
        elif section.code == "difficulties" and figures.difficulties:
            texts["difficulties"] = _difficulties(figures, is_consolidated=is_consolidated)
        elif section.code in _EMPTY and section.code not in voiced:
            texts[section.code] = (Part(_EMPTY[section.code]),)
    return texts


_EMPTY = {
    "difficulties": "Trong kỳ không có khó khăn, vướng mắc.",
    "next": "Tiếp tục thực hiện các nhiệm vụ theo kế hoạch.",
    "proposals": "Không có kiến nghị.",
}


def _direction(figures: Figures, *, is_consolidated: bool) -> tuple[Part, ...]:
    work = figures.work
    parts = [
        Part("Tổng số việc được giao: "),
        Part(format_number(work.assignments), "WORK"),
        Part("; đã hoàn thành "),
        Part(format_number(work.done), "WORK_DONE"),
        Part(", đã nộp chờ xét "),
        Part(format_number(work.submitted), "WORK_SUBMITTED"),
        Part(", đang thực hiện "),
        Part(format_number(work.in_progress + work.returned), "WORK_IN_PROGRESS"),
        Part(", chưa bắt đầu "),
        Part(format_number(work.not_started), "WORK_NOT_STARTED"),
    ]
    if work.not_applicable:
        parts += [
            Part(", không áp dụng "),
            Part(format_number(work.not_applicable), "WORK_NOT_APPLICABLE"),
        ]
    parts += [Part("; quá hạn "), Part(format_number(work.late), "WORK_LATE")]
    if work.done_late:
        parts.append(Part(", nộp, xong muộn "))
        parts.append(Part(format_number(work.done_late), "WORK_DONE_LATE"))
    parts.append(Part("."))
    if documents := figures.total("DOCUMENTS"):
        parts += [
            Part(" Đã ban hành "),
            Part(format_number(documents), "DOCUMENTS"),
            Part(" kế hoạch, văn bản triển khai."),
        ]
    if is_consolidated:
        arrived = figures.units - len(figures.missing)
        parts += [
            Part(" Có "),
            Part(f"{format_number(arrived)}/{format_number(figures.units)}", "REPORTS"),
            Part(" cơ quan, đơn vị đã gửi báo cáo."),
        ]
    return tuple(parts)


def _difficulties(figures: Figures, *, is_consolidated: bool) -> tuple[Part, ...]:
    """How many there were and how they stand; of a unit's own, a line for each."""
    every = figures.difficulties
    waiting = sum(one.is_open for one in every)
    late = sum(one.is_late for one in every)
    parts = [
        Part("Trong kỳ có "),
        Part(format_number(len(every)), "DIFFICULTIES"),
        Part(" khó khăn, vướng mắc: "),
        Part(format_number(len(every) - waiting), "DIFFICULTIES_ANSWERED"),
        Part(" đã được trả lời, "),
        Part(format_number(waiting), "DIFFICULTIES_OPEN"),
        Part(" chưa được trả lời"),
    ]
    if late:
        parts += [Part(", trong đó "), Part(format_number(late), "DIFFICULTIES_LATE")]
        parts.append(Part(" quá hạn trả lời"))
    if is_consolidated:
        return (*parts, Part(" (danh sách kèm theo)."), *map(Part, grouped_lines(every)))
    lines = [
        Part(f"\n- {one.about}: {' '.join(one.words.split())} ({one.state_words}).")
        for one in every
    ]
    return (*parts, Part("."), *lines)


def _sums(figures: Figures, section: Section, words: Vocabulary) -> tuple[Part, ...]:
    """The reported sums; what units without a report recorded stands apart, in brackets."""
    parts: list[Part] = []
    for code in section.measures:
        reported, recorded = figures.total(code), figures.total_recorded(code)
        if not reported and not recorded:
            continue
        measure = words.measures[code]
        label = measure.total_label if not parts else _lower(measure.total_label)
        parts += [
            Part(f"{'; ' if parts else ''}{label}: "),
            Part(f"{format_number(reported)} {measure.unit}", code),
        ]
        if recorded:
            more = f" (chưa kể {format_number(recorded)} {measure.unit} chưa vào báo cáo)"
            parts.append(Part(more))
    return (*parts, Part(".")) if parts else (Part("Trong kỳ chưa có số liệu."),)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def plain(parts: Iterable[Part]) -> str:
    """The words without their links."""
    return "".join(part.text for part in parts)


def text_of(section: str, edited: Mapping[str, str], texts: Mapping[str, tuple[Part, ...]]) -> str:
    """What the section says: as edited, else as drafted."""
    return edited.get(section) or plain(texts.get(section, ()))
