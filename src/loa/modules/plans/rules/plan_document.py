"""A plan as an official document: its text in the layout of the decree, its tasks as an annex."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from loa.foundation.documents.facade import (
    Align,
    Annex,
    Column,
    OfficialDocument,
    Row,
    Table,
)

_DEMO_NOTE = "Dữ liệu minh họa: tên người, số liệu là giả định"
_TITLE = "Phân công nhiệm vụ"


@dataclass(frozen=True)
class TaskWords:
    """One task as a line of the annex: everything in words, "" = not said."""

    content: str
    forms: str
    leads: str
    partners: str
    when: str
    product: str


def compose(
    document: OfficialDocument,
    tasks: Sequence[TaskWords],
    *,
    issuer_in_text: str,
    is_draft: bool,
    is_demo: bool,
) -> OfficialDocument:
    """`document` as it was read, with the tasks as the last annex and the marks of a draft."""
    annexes = document.annexes
    if tasks:
        annexes = (*annexes, Annex(_TITLE, (_task_table(tasks),), landscape=True))
    return replace(
        document,
        annexes=annexes,
        issuer_in_text=issuer_in_text,
        is_draft=is_draft,
        demo_note=_DEMO_NOTE if is_demo else None,
    )


def _task_table(tasks: Sequence[TaskWords]) -> Table:
    """A line a task; what no task says has no column."""
    optional = (
        (Column("Hình thức", 2.0), [task.forms for task in tasks]),
        (Column("Cơ quan phối hợp", 2.6), [task.partners for task in tasks]),
        (Column("Sản phẩm", 2.4), [task.product for task in tasks]),
    )
    form, partner, product = (cells if any(cells) else None for _, cells in optional)
    columns = [Column("TT", 0.7, Align.CENTER), Column("Nội dung nhiệm vụ", 6.0)]
    columns += [optional[0][0]] if form else []
    columns += [Column("Cơ quan chủ trì", 3.0)]
    columns += [optional[1][0]] if partner else []
    columns += [Column("Thời gian thực hiện", 2.0)]
    columns += [optional[2][0]] if product else []
    rows = []
    for place, task in enumerate(tasks):
        cells = [str(place + 1), task.content]
        cells += [form[place]] if form else []
        cells += [task.leads]
        cells += [partner[place]] if partner else []
        cells += [task.when]
        cells += [product[place]] if product else []
        rows.append(Row(tuple(cells)))
    return Table(tuple(columns), tuple(rows))
