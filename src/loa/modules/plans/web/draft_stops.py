"""Places of a draft that a person should look at, each with why in words and what mends it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.forms import BoundField
from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.ui.facade import Link
from loa.kernel.words import short_date
from loa.modules.plans.queries import SCHEDULE_WORDS, Doubt, Plan, Task, doubt_body
from loa.modules.plans.rules.mending import ACTORS, Mend, mended_by
from loa.modules.plans.types import DoubtCode
from loa.modules.plans.web import draft_forms
from loa.modules.plans.web.draft_source import Passage, Place, passage

_SCHEDULES = {str(code): words for code, words in SCHEDULE_WORDS.items()}
_NAMED = re.compile("«([^»]+)»")
_NEAR = re.compile("gần giống «([^»]+)» \\([^()]+\\): có phải không")


@dataclass(frozen=True)
class FixView:
    """A small form beside its doubt: where it goes, its fields with what stands there now."""

    action: str
    version: str
    draft: str
    fields: tuple[BoundField, ...] = ()
    due: "DueView | None" = None


@dataclass(frozen=True)
class DueView:
    """The day and rhythm of a task as plain values: a form of Django's for each is slow to draw."""

    id: str
    day: str
    iso: str
    schedule: str
    schedules: Mapping[str, str]


@dataclass(frozen=True)
class AlikeView:
    """How many places ask the same, and the newest of them that the page shows."""

    count: int
    newest: str


@dataclass(frozen=True)
class StopView:
    """One doubt where it is mended: why, the passage of the source, and a form or a link.

    `yes` is what keeping means here («Đúng, là Sở Tư pháp»); `alike` are those that ask the
    same, which can be kept together.
    """

    key: str
    anchor: str
    why: str
    passage: Passage | None = None
    fix: FixView | None = None
    link: Link | None = None
    is_here: bool = False
    yes: str = ""
    alike: AlikeView | None = None


def questions(doubts: Iterable[Doubt]) -> list[list[Doubt]]:
    """The doubts by what they ask: one that comes in seventy tasks is one question."""
    same: dict[tuple[str, str], list[Doubt]] = {}
    for doubt in doubts:
        same.setdefault((doubt.code, doubt_body(doubt)), []).append(doubt)
    return list(same.values())


def alike_of(group: Sequence[Doubt]) -> AlikeView | None:
    """What keeps all of a question at once; None where it is asked in one place."""
    if len(group) == 1:
        return None
    return AlikeView(len(group), str(max(doubt.pk for doubt in group)))


def alike(doubts: Iterable[Doubt]) -> dict[int, AlikeView]:
    """For each doubt that is not alone those that ask the same."""
    groups = ((group, alike_of(group)) for group in questions(doubts))
    return {doubt.pk: view for group, view in groups if view for doubt in group}


def anchor_of(doubt: Doubt) -> str:
    """The address of a doubt on the page."""
    return f"cho-{doubt.pk}"


def place_of(doubt: Doubt) -> Place | None:
    """Where in the source the doubt lies, if it lies anywhere."""
    if doubt.start is None or doubt.end is None or doubt.end <= doubt.start:
        return None
    return Place(doubt.start, doubt.end, "", anchor_of(doubt), is_doubt=True)


def header_stop(plan: Plan, doubt: Doubt, box: BoundField | None) -> StopView:
    """A doubt about the head of the document; `box` is the field that mends it."""
    fix = None
    if box is not None:
        action = reverse("plans:draft-check", args=[plan.pk])
        fix = FixView(action, str(plan.version), f"head-{plan.pk}-{box.name}", fields=(box,))
    link = None if fix else _elsewhere(plan, doubt)
    return _stop(plan, doubt, fix, link, None)


def basis_stop(plan: Plan, doubt: Doubt, sent: draft_forms.BasisForm | None) -> StopView:
    """A doubt about a legal basis, with its symbol and day; `sent` is a form that was refused."""
    span = (doubt.start, doubt.end)
    spans = [(row["start"], row["end"]) for row in plan.legal_bases]
    if doubt.start is None or span not in spans:
        return header_stop(plan, doubt, None)
    place = spans.index(span) + 1
    is_sent = sent is not None and sent.place == place
    form = sent if sent and is_sent else draft_forms.BasisForm(plan=plan, place=place)
    action = reverse("plans:basis-edit", args=[plan.pk, place])
    key = f"basis-{plan.pk}-{place}"
    fix = FixView(action, str(plan.version), key, fields=tuple(form.visible_fields()))
    return _stop(plan, doubt, fix, None, None)


def due_fix(task: Task, action: str, sent: draft_forms.DueForm | None) -> FixView:
    """The form of a task's day beside its doubt; `sent` is one that came back refused."""
    version, draft = str(task.version), f"due-{task.plan_id}-{task.pk}"
    if sent is not None:
        return FixView(action, version, draft, fields=tuple(sent.visible_fields()))
    due = DueView(
        f"due-{task.pk}",
        short_date(task.due_on) if task.due_on else "",
        task.due_on.isoformat() if task.due_on else "",
        task.schedule,
        _SCHEDULES,
    )
    return FixView(action, version, draft, due=due)


def task_stop(
    plan: Plan,
    task: Task,
    doubt: Doubt,
    *,
    fix: FixView | None,
    hrefs: Mapping[str, str],
    same: AlikeView | None = None,
) -> StopView:
    """A doubt about a task: its day in a small form, its units and words behind a link."""
    link = None
    if DoubtCode(doubt.code) in ACTORS:
        link = Link(_("Chọn đơn vị"), f"{hrefs['actors']}{_looked_for(plan, doubt)}")
    elif fix is None:
        link = Link(_("Sửa nhiệm vụ"), hrefs["edit"])
    whole = Place(task.start, task.end, "", "") if task.start is not None and task.end else None
    return replace(_stop(plan, doubt, fix, link, whole), alike=same)


def _looked_for(plan: Plan, doubt: Doubt) -> str:
    """Which doubt is to be answered, and the words that named nobody, to be looked for at once."""
    if doubt.code != DoubtCode.ACTOR_UNSURE:
        return ""
    asked = {"cho": str(doubt.pk)}
    if doubt.start is not None:
        named = _NAMED.search(doubt.message)
        words = named[1] if named else plan.text[doubt.start : doubt.end]
        asked = {"tim": " ".join(words.split()), **asked}
    return f"?{urlencode(asked)}"


def _stop(
    plan: Plan, doubt: Doubt, fix: FixView | None, link: Link | None, whole: Place | None
) -> StopView:
    place = place_of(doubt) or whole
    words = passage(plan.text, place.start, place.end) if place else None
    is_here = link is None or link.href.startswith("#")
    near = _NEAR.search(doubt.message) if doubt.code == DoubtCode.ACTOR_UNSURE else None
    yes = _("Đúng, là %(name)s") % {"name": near[1]} if near else ""
    body = doubt_body(doubt)
    return StopView(str(doubt.pk), anchor_of(doubt), body, words, fix, link, is_here, yes)


def _elsewhere(plan: Plan, doubt: Doubt) -> Link | None:
    """Where a doubt that has no field of its own is mended."""
    if mended_by(DoubtCode(doubt.code), doubt.target, is_of_task=False) is Mend.ADD:
        add = reverse("plans:task-add", args=[plan.pk])
        is_placed = doubt.target == "tasks" and doubt.start is not None
        place = f"?tu={doubt.start}-{doubt.end}" if is_placed else ""
        return Link(_("Thêm nhiệm vụ"), f"{add}{place}")
    if doubt.code == DoubtCode.FILE_NOTE:
        return None
    return Link(_("Sửa phần đầu"), "#sua-phan-dau")
