"""The difficulties of a report: as they stood on its last day, told alike ones as one."""

from collections.abc import Iterable
from dataclasses import dataclass

from loa.kernel.words import format_number
from loa.modules.plans.rules.alike import Alike, Said, alike

_MOST_GROUPS = 10
"""So many are told in the text; all stand in the annex."""


@dataclass(frozen=True)
class ReportedDifficulty:
    """A difficulty as it stood on the last day of the period; `answer` is the direction given."""

    id: int
    unit: int
    about: str
    words: str
    is_open: bool
    is_late: bool = False
    answer: str = ""

    @property
    def state_words(self) -> str:
        """«chưa được trả lời», «quá hạn trả lời», or the direction."""
        if self.is_open:
            return "quá hạn trả lời" if self.is_late else "chưa được trả lời"
        return f"đã được trả lời: {' '.join(self.answer.split())}"


def alike_difficulties(every: Iterable[ReportedDifficulty]) -> list[Alike]:
    """Those that say the same of the same, what most units raised first."""
    told = list(every)
    said = [Said(one.id, one.unit, one.about, one.words) for one in told]
    return alike(said, [one.id for one in told if one.is_open])


def grouped_lines(every: Iterable[ReportedDifficulty]) -> list[str]:
    """What most units raised, a line each: how many they are and where it stands."""
    by_id = {one.id: one for one in every}
    groups = alike_difficulties(by_id.values())
    lines = []
    for group in groups[:_MOST_GROUPS]:
        state = _state([by_id[pk] for pk in group.ids])
        many = format_number(len(group.units))
        lines.append(f"\n- {group.about}: {group.words.rstrip('.')} ({many} đơn vị; {state}).")
    if len(groups) > _MOST_GROUPS:
        left = format_number(len(groups) - _MOST_GROUPS)
        lines.append(f"\n- Còn {left} nội dung khác trong danh sách kèm theo.")
    return lines


def _state(members: list[ReportedDifficulty]) -> str:
    waiting = sum(one.is_open for one in members)
    late = sum(one.is_late for one in members)
    if not waiting:
        return "đã được trả lời"
    some = "" if waiting == len(members) else f"{format_number(waiting)} "
    more = f", {format_number(late)} quá hạn trả lời" if late else ""
    return f"{some}chưa được trả lời{more}"
