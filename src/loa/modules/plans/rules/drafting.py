"""From a parsed document to a draft: tasks with their timing, and what a person should check."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from loa.foundation.documents.facade import (
    NOT_A_DAY,
    Actor,
    AnnexTable,
    ColumnRole,
    Duty,
    ParsedDocument,
    Rhythm,
    Span,
    TableRow,
    Timing,
    TimingKind,
)
from loa.kernel.text import fold
from loa.kernel.worktime import Calendar
from loa.modules.plans.rules import schedule as schedules
from loa.modules.plans.rules.activity import MOST_MONEY
from loa.modules.plans.rules.citations import KnownDocument
from loa.modules.plans.rules.doubts import SURE, DraftDoubt, header_doubts
from loa.modules.plans.rules.naming import task_title
from loa.modules.plans.rules.vocabulary import Vocabulary
from loa.modules.plans.types import DoubtCode, Schedule

CONTROL_REPORT = "CONTROL_REPORT"
CALENDAR_QUARTER = "CALENDAR_QUARTER"
_HEADS_SHOWN = 120
_UNITS = {"ty": 1_000_000_000, "trieu": 1_000_000, "nghin": 1_000, "ngan": 1_000}
# «trước ngày 18 hằng tháng», «hàng năm (trước ngày 10/12)», «ngày 05 của tháng sau».
_DAY_OF_TURN = re.compile(
    r"\bngày (?:mùng )?\d{1,2}(?:(?: ?/ ?| tháng )\d{1,2})?\b(?:,? (?:và )?(?:ngày )?\d{1,2}"
    r"(?: ?/ ?\d{1,2})?\b)*|\b\d{1,2} ?/ ?\d{1,2}\b|\b(?:trước|vào) \d{1,2} h[ằà]ng tháng\b",
    re.IGNORECASE,
)
_UNIT_BEHIND = re.compile(r"(ty|trieu|nghin|ngan)\b")
_UNIT_OF_COLUMN = re.compile(r"\b(ty|trieu|nghin|ngan) (?:dong|vnd|d)\b")
_CONTROL_PERIOD = re.compile(r"ky bao cao (\w+ ){0,6}kiem soat (tthc|thu tuc hanh chinh)")
_RHYTHMS = {
    Rhythm.WEEKLY: Schedule.MONTHLY,
    Rhythm.MONTHLY: Schedule.MONTHLY,
    Rhythm.QUARTERLY: Schedule.QUARTERLY,
    Rhythm.HALF_YEARLY: Schedule.HALF_YEARLY,
    Rhythm.YEARLY: Schedule.YEARLY,
    Rhythm.ONGOING: Schedule.ONGOING,
    Rhythm.REPORTING: Schedule.REPORTING,
}


@dataclass(frozen=True)
class DraftTask:
    """A task as the document states it; actors are still words.

    For a row of a table `place` says which row, `cells` where what a doubt is about stands: its
    target ("lead", "due") → «ô C7».
    """

    title: str
    content: str
    span: Span
    section_path: str
    leads: tuple[Actor, ...]
    partners: tuple[Actor, ...]
    schedule: Schedule
    due_on: date | None
    deadline_words: str
    forms: tuple[str, ...]
    audiences: tuple[str, ...]
    product: str
    money: Decimal | None = None
    doubts: tuple[DraftDoubt, ...] = ()
    place: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Draft:
    """All that an import writes, but for the units behind the actors' words."""

    year: int
    as_of: date
    period_rule: str
    tasks: tuple[DraftTask, ...]
    doubts: tuple[DraftDoubt, ...] = field(default=())


def draft(
    document: ParsedDocument,
    *,
    as_of: date | None,
    today: date,
    calendar: Calendar,
    words: Vocabulary,
    cited: Sequence[KnownDocument] = (),
    first_day: date | None = None,
) -> Draft:
    """The draft of a document. `as_of` is given by the officer or found (and then doubted).

    `first_day` is the first for which units are known: a document signed earlier takes those.

    `cited` are the documents that the house knows, against which legal bases are held.

    Source of the rules: the plan's own text; a task without a day is due on the last working day
    of the plan's year.
    """
    day, day_doubts = _as_of(document, as_of, today, first_day)
    year, year_doubts = _year(document, document.issued_on.value or day)
    rule, rule_doubts = _period_rule(document)
    builder = TaskBuilder(year=year, calendar=calendar, words=words)
    tasks = [builder.of_duty(duty) for duty in document.duties]
    tasks += [builder.of_duty(duty) for duty in document.orders_without_actor]
    unread = [table for table in document.annex_tables if not table.orders_work]
    for table in document.annex_tables:
        if table.orders_work:
            tasks += [builder.of_row(table, row) for row in table.rows]
    doubts = [*header_doubts(document, cited), *day_doubts, *year_doubts, *rule_doubts]
    doubts += [left_out(table) for table in unread]
    if not tasks:
        doubts.append(
            DraftDoubt(
                DoubtCode.NO_TASK,
                "tasks",
                "Chưa đọc được nhiệm vụ nào. Thêm nhiệm vụ bằng tay trước khi giao.",
            )
        )
    return Draft(year, day, rule, tuple(tasks), tuple(doubts))


def _also_asked(task: DraftTask, words: str, span: Span) -> DraftTask:
    """The task with what its cell of time asks, in one doubt with what is asked of its day."""
    due = next((doubt for doubt in task.doubts if doubt.target == "due"), None)
    others = tuple(doubt for doubt in task.doubts if doubt is not due)
    message = f"{words} {due.message}" if due else words
    code = due.code if due else DoubtCode.DUE_GUESSED
    return replace(task, doubts=(*others, DraftDoubt(code, "due", message, span)))


def left_out(table: AnnexTable) -> DraftDoubt:
    """A table of figures, procedures or names orders no work; that it was left is said."""
    heads = " | ".join(column for column in table.columns if column)[:_HEADS_SHOWN]
    message = (
        f"Bảng «{heads}» ({len(table.rows)} dòng) không có cột nội dung kèm đơn vị, thời gian hay "
        "sản phẩm nên không lấy làm nhiệm vụ. Nếu là nhiệm vụ, hãy thêm bằng tay."
    )
    words = " ".join((*table.doubts, message))
    return DraftDoubt(DoubtCode.TASK_UNSURE, "annex", words, table.span)


@dataclass(frozen=True)
class TaskBuilder:
    """Makes tasks of duties and rows, with the doubts that a person should settle."""

    year: int
    calendar: Calendar
    words: Vocabulary

    def of_duty(self, duty: Duty) -> DraftTask:
        """A sentence of the text."""
        product = "; ".join(passage.text for passage in duty.products)
        task = DraftTask(
            title=task_title(duty.text, duty.timing.verbatim or ""),
            content=duty.text,
            span=duty.span,
            section_path=duty.section_path,
            leads=duty.leads,
            partners=duty.partners,
            schedule=Schedule.ONCE,
            due_on=None,
            deadline_words="",
            forms=self.words.forms_in(duty.text),
            audiences=self.words.audiences_in(duty.text),
            product=product,
        )
        return self._finish(task, duty.timing, duty.confidence, duty.doubts)

    def of_row(self, table: AnnexTable, row: TableRow) -> DraftTask:
        """A row of a table that orders work."""
        cells = _cells(table, row)
        content = row.content or " ".join(cell for cell in row.cells if cell)
        form_words = cells.get(ColumnRole.FORM, "") or content
        task = DraftTask(
            title=task_title(content, row.timing.verbatim or ""),
            content=content,
            span=row.span,
            section_path=" / ".join(row.group),
            leads=row.leads,
            partners=row.partners,
            schedule=Schedule.ONCE,
            due_on=None,
            deadline_words="",
            forms=self.words.forms_in(form_words),
            audiences=self.words.audiences_in(cells.get(ColumnRole.AUDIENCE, "") or content),
            product=row.product,
            money=_money(cells.get(ColumnRole.MONEY, ""), _heading(table, ColumnRole.MONEY)),
        )
        timing = replace(row.timing, doubts=())
        drafted = self._finish(task, timing, row.confidence, row.doubts)
        asked = " ".join(doubt.message for doubt in row.cell_doubts)
        return _also_asked(drafted, asked, row.timing.span or row.span) if asked else drafted

    def _finish(
        self, task: DraftTask, timing: Timing, confidence: float, doubts: tuple[str, ...]
    ) -> DraftTask:
        schedule, due_on, doubt = self._when(timing)
        found = [DraftDoubt(DoubtCode.TASK_UNSURE, "task", words, task.span) for words in doubts]
        if not found and confidence < SURE:
            message = "Chưa chắc đây là một nhiệm vụ. Đối chiếu với văn bản."
            found.append(DraftDoubt(DoubtCode.TASK_UNSURE, "task", message, task.span))
        if not task.leads:
            message = (
                "Văn bản không nêu đơn vị thực hiện. Chọn đơn vị, nếu không việc sẽ không giao."
            )
            found.append(DraftDoubt(DoubtCode.ACTOR_MISSING, "lead", message, task.span))
        if doubt:
            found.append(doubt)
        return replace(
            task,
            schedule=schedule,
            due_on=due_on,
            deadline_words=timing.verbatim or "",
            doubts=tuple(found),
        )

    def _when(self, timing: Timing) -> tuple[Schedule, date | None, DraftDoubt | None]:
        """Schedule and day of a phrase, with the doubt that a person should settle."""
        asked = _asked(timing)
        if timing.kind is TimingKind.RHYTHM and timing.rhythm:
            return _RHYTHMS[timing.rhythm], None, asked
        if timing.kind is TimingKind.DATE and timing.due_on:
            return Schedule.ONCE, timing.due_on, asked
        year_end = schedules.last_day_of_year(self.year, self.calendar)
        if timing.kind is TimingKind.PERIOD and timing.due_on and timing.due_on < year_end:
            return Schedule.ONCE, self.calendar.last_working_day(timing.due_on), asked
        words = {
            TimingKind.PERIOD: f"Văn bản ghi «{timing.verbatim}»",
            TimingKind.RELATIVE: f"Văn bản ghi «{timing.verbatim}», chưa tính được ngày",
        }.get(timing.kind, "Văn bản không nêu hạn")
        message = f"{words}; tạm lấy ngày làm việc cuối năm {year_end:%d/%m/%Y}. Chọn ngày cụ thể."
        also = [why for why in timing.doubts if not why.endswith(NOT_A_DAY)]
        message = " ".join((*also, message))
        code = (
            DoubtCode.DUE_RELATIVE if timing.kind is TimingKind.RELATIVE else DoubtCode.DUE_GUESSED
        )
        return Schedule.ONCE, year_end, DraftDoubt(code, "due", message, timing.span)


def _asked(timing: Timing) -> DraftDoubt | None:
    """The one question about a time that was read, or None."""
    whys = list(timing.doubts)
    day = _DAY_OF_TURN.search(timing.verbatim or "") if timing.rhythm else None
    if day is not None:
        whys.append(
            f"Văn bản ghi «{timing.verbatim}»: kỳ có ngày riêng ({day[0]}), còn hạn ở đây là ngày "
            "làm việc cuối mỗi kỳ. Giữ nhịp và nhắc đơn vị ngày này, hoặc tách thành việc có ngày."
        )
    if timing.rhythm is Rhythm.WEEKLY:
        whys.append("«Hằng tuần» được theo dõi gộp theo tháng.")
    if not whys:
        return None
    return DraftDoubt(DoubtCode.DUE_GUESSED, "due", " ".join(whys), timing.span)


def _as_of(
    document: ParsedDocument, given: date | None, today: date, first_day: date | None
) -> tuple[date, list[DraftDoubt]]:
    if given:
        return given, []
    signed = document.issued_on.value
    if signed and first_day and signed < first_day:
        message = (
            f"Loa chưa có danh sách đơn vị ngày {signed:%d/%m/%Y}, tạm lấy danh sách sớm nhất "
            f"({first_day:%d/%m/%Y}). Giữ như vậy hoặc chọn ngày khác."
        )
        doubt = DraftDoubt(DoubtCode.AS_OF_GUESSED, "as_of", message, document.issued_on.span)
        return first_day, [doubt]
    if signed:
        return signed, []
    bases = [basis for basis in document.legal_bases if basis.issued_on]
    if bases:
        latest = max(bases, key=lambda basis: basis.issued_on or date.min)
        day = max(latest.issued_on or today, first_day or date.min)
        source = f"ngày của căn cứ {latest.number or latest.title or ''}".strip()
        span = latest.span
    else:
        day, source, span = today, "ngày hôm nay", None
    message = (
        f"Văn bản chưa có ngày ban hành; danh sách đơn vị lấy theo {source} ({day:%d/%m/%Y}). "
        "Nhập ngày ban hành hoặc chọn ngày khác."
    )
    return day, [DraftDoubt(DoubtCode.AS_OF_GUESSED, "as_of", message, span)]


def _year(document: ParsedDocument, day: date) -> tuple[int, list[DraftDoubt]]:
    if document.year.value:
        return document.year.value, []
    message = f"Văn bản không nêu năm thực hiện; tạm lấy năm {day.year}."
    return day.year, [DraftDoubt(DoubtCode.YEAR_GUESSED, "year", message)]


def _period_rule(document: ParsedDocument) -> tuple[str, list[DraftDoubt]]:
    if _CONTROL_PERIOD.search(fold(document.text)):
        return CONTROL_REPORT, []
    message = "Văn bản không nêu kỳ báo cáo; tạm lấy quý theo lịch. Chọn kỳ báo cáo nếu khác."
    return CALENDAR_QUARTER, [DraftDoubt(DoubtCode.PERIOD_RULE_GUESSED, "period_rule", message)]


def _cells(table: AnnexTable, row: TableRow) -> dict[ColumnRole, str]:
    cells: dict[ColumnRole, str] = {}
    for role, cell in zip(table.roles, row.cells, strict=False):
        if cell and role not in cells:
            cells[role] = cell
    return cells


def _heading(table: AnnexTable, role: ColumnRole) -> str:
    return next(
        (column for column, of in zip(table.columns, table.roles, strict=False) if of is role), ""
    )


def _money(cell: str, heading: str) -> Decimal | None:
    """An amount in đồng from a cell; its unit stands in the cell or the heading. None if unclear.

    Vietnamese figures: dots group thousands, the comma is decimal.
    """
    digits = re.search(r"\d[\d.]*(?:,\d+)?(?!,?\d)", cell)
    if digits is None or "," in cell[: digits.start()]:
        return None
    amount = Decimal(digits[0].replace(".", "").replace(",", "."))
    named = _UNIT_BEHIND.match(fold(cell[digits.end() :])) or _UNIT_OF_COLUMN.search(fold(heading))
    sum_ = (amount * _UNITS[named[1]] if named else amount).quantize(Decimal(1))
    return sum_ if sum_ < MOST_MONEY else None
