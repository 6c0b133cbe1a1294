"""The section on communication of the report on procedure control, from a plan's figures.

Which section it is, and in which order its figures stand, is dated data
(data/law/control_section.toml): Thông tư 01/2020/TT-VPCP; Nghị định 63/2010/NĐ-CP, article 35.3 g.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from loa.foundation.documents.facade import Align, Block, Column, Heading, Paragraph, Row, Table
from loa.kernel.words import format_number
from loa.modules.plans.rules.reporting import Measures, Part, plain
from loa.modules.plans.rules.vocabulary import Vocabulary

COST = "COST"


@dataclass(frozen=True)
class Item:
    """A line of the section and the measures in it."""

    words: str
    measures: tuple[str, ...]


@dataclass(frozen=True)
class Form:
    """The section as the law of a day has it."""

    number: str
    title: str
    report: str
    rule: str
    kinds: tuple[str, ...]
    has_form: bool
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Told:
    """The figures of the period by unit: sums, how many activities, their cost in đồng."""

    by_unit: Mapping[int, Measures]
    done: Mapping[int, int]
    costs: Mapping[int, int]

    @property
    def cost(self) -> int:
        """What all of it cost."""
        return sum(self.costs.values())

    @property
    def activities(self) -> int:
        """How many activities there were."""
        return sum(self.done.values())

    def amount(self, figure: str, unit: int) -> int:
        """What a unit adds to a figure."""
        if figure == COST:
            return self.costs.get(unit, 0)
        if figure == "ACTIVITIES":
            return self.done.get(unit, 0)
        return 1 if figure == "UNITS" else self.by_unit.get(unit, {}).get(figure, 0)

    def total(self, measure: str) -> int:
        """The sum of a measure."""
        return sum(row.get(measure, 0) for row in self.by_unit.values())


def form_of(value: Mapping[str, Any]) -> Form:
    """The section as its parameter has it."""
    items = tuple(Item(one["words"], tuple(one["measures"])) for one in value["items"])
    names = ("number", "title", "report", "rule", "has_form")
    return Form(**{name: value[name] for name in names}, kinds=tuple(value["kinds"]), items=items)


def lines_of(form: Form, told: Told, plan: str, words: Vocabulary) -> list[tuple[Part, ...]]:
    """The paragraphs of the section; every number knows its figure."""
    opening = (
        Part(f"Thực hiện {plan}, trong kỳ có "),
        Part(format_number(len(told.by_unit)), "UNITS"),
        Part(" cơ quan, đơn vị tổ chức "),
        Part(format_number(told.activities), "ACTIVITIES"),
        Part(" hoạt động truyền thông."),
    )
    nothing = (Part("Trong kỳ chưa ghi nhận hoạt động nào."),)
    lines: list[tuple[Part, ...]] = [opening if told.activities else nothing]
    for item in form.items:
        parts = [Part(f"{item.words}: ")]
        for code in item.measures:
            if not (amount := told.total(code)):
                continue
            measure = words.measures[code]
            sign = "; " if len(parts) > 1 else ""
            parts += _said(sign, measure.total_label, measure.unit, Part(str(amount), code))
        if len(parts) > 1:
            lines.append((*parts, Part(".")))
    if told.cost:
        cost = f"{format_number(told.cost)} đồng"
        lines.append((Part("Kinh phí đã sử dụng: "), Part(cost, COST), Part(".")))
    return lines


def _said(sign: str, label: str, unit: str, found: Part) -> list[Part]:
    """«269 tin», «77 bài viết»; what the unit does not begin is named first: «sổ tay 259 cuốn»."""
    words = f"{label[:1].lower()}{label[1:]}"
    counted = Part(f"{format_number(int(found.text))} {unit}", found.figure)
    if not f"{words} ".startswith(f"{unit} "):
        return [Part(f"{sign}{words} "), counted]
    rest = words.removeprefix(unit)
    return [*([Part(sign)] if sign else []), counted, *([Part(rest)] if rest else [])]


def blocks_of(form: Form, told: Told, plan: str, words: Vocabulary) -> tuple[Block, ...]:
    """The section as it goes into the report: heading, paragraphs, table of its figures."""
    lines = [Paragraph.of(plain(line)) for line in lines_of(form, told, plan, words)]
    rows = rows_of(form, told, words)
    columns = (
        Column("TT", 0.6, Align.CENTER),
        Column("Nội dung", 4.0),
        Column("Đơn vị tính", 1.4, Align.CENTER),
        Column("Kết quả", 1.5, Align.RIGHT),
    )
    table = Table(
        columns,
        tuple(
            Row((str(n), label, unit, format_number(amount)))
            for n, (_code, label, unit, amount) in enumerate(rows, 1)
        ),
        caption="Số liệu truyền thông trong kỳ",
        number=1,
    )
    heading = Heading(2, form.title, f"{form.number}.")
    return (heading, *lines, *([table] if rows else []))


def rows_of(form: Form, told: Told, words: Vocabulary) -> list[tuple[str, str, str, int]]:
    """(measure, words, unit, amount) in the order of the section; nothing that is nought."""
    codes = [code for item in form.items for code in item.measures]
    return [
        (code, words.measures[code].total_label, words.measures[code].unit, told.total(code))
        for code in codes
        if told.total(code)
    ]
