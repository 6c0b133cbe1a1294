"""What of the grid somebody asked for in its address, and the addresses that ask for more."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.ui.facade import Link, page_asked, state_look
from loa.modules.plans.queries import Plan, Task
from loa.modules.plans.queries.matrix import Grid, Wanted
from loa.modules.plans.types import GridWork, Lateness, WorkState
from loa.modules.plans.web.lateness_filter import LATENESS_WORDS, lateness_asked, lateness_field
from loa.modules.plans.web.saved_view_pages import UNFILTERED

PAGE = 15
EVERY = "tat-ca"
NONE = "khong"
GROUPS, TASKS_PAGE, OPEN_WORK = "nhom", "trang", "viec"
_NARROWING = ("q", "khoi", "nhiem_vu", "trang_thai", "muon")
_SHOWN = (*_NARROWING, GROUPS, TASKS_PAGE)
_STATES = (
    WorkState.NOT_STARTED,
    WorkState.IN_PROGRESS,
    WorkState.SUBMITTED,
    WorkState.RETURNED,
    WorkState.DONE,
    WorkState.NOT_APPLICABLE,
)


class MatrixForm(forms.Form):
    """Which part of the grid to show; what is not offered means all of it."""

    q = forms.CharField(
        label=_("Tìm đơn vị"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    khoi = forms.ChoiceField(label=_("Nhóm đơn vị"), required=False)
    nhiem_vu = forms.ChoiceField(label=_("Nhiệm vụ"), required=False)
    trang_thai = forms.ChoiceField(label=_("Trạng thái"), required=False)
    muon = lateness_field()
    nhom = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, query: QueryDict, groups: Iterable[tuple[str, str]], tasks: Iterable[tuple[str, str]]
    ) -> None:
        """Offer the groups and tasks that there are."""
        super().__init__(query)
        states = [(state.value, state_look(state.value).words) for state in _STATES]
        for name, first, offered in (
            ("khoi", _("Tất cả nhóm"), groups),
            ("nhiem_vu", _("Tất cả nhiệm vụ"), tasks),
            ("trang_thai", _("Mọi trạng thái"), states),
        ):
            self.fields[name].choices = [("", first), *offered]  # type: ignore[attr-defined]  # a choice field


class TaskPage(NamedTuple):
    """The tasks that stand in the grid, of how many pages which one; EVERY for all of them."""

    tasks: list[Task]
    pages: int
    page: str


@dataclass(frozen=True)
class Asked:
    """What the address asks for, read once; what it asks in vain counts as not asked."""

    query: QueryDict
    wanted: Wanted

    @classmethod
    def of(cls, query: QueryDict) -> "Asked":
        """Read an address."""
        state = query.get("trang_thai", "")
        wanted = Wanted(
            group=query.get("khoi", ""),
            words=query.get("q", "").strip(),
            state=next((one for one in _STATES if one.value == state), None),
            lateness=lateness_asked(query.get("muon", "")),
        )
        return cls(query, wanted)

    @property
    def narrows(self) -> bool:
        """Whether anything is left out of the grid."""
        return any(self.query.get(name) for name in _NARROWING)

    def tasks(self, every: list[Task], *, paged: bool = True) -> TaskPage:
        """The task that was asked for, else the page of them."""
        chosen = [task for task in every if str(task.ordinal) == self.query.get("nhiem_vu")]
        if chosen:
            return TaskPage(chosen, 1, EVERY)
        pages = max(1, ceil(len(every) / PAGE))
        asked = self.query.get(TASKS_PAGE, "1")
        if not paged or pages == 1 or asked == EVERY:
            return TaskPage(every, pages, EVERY)
        at = page_asked(asked, pages)
        return TaskPage(every[(at - 1) * PAGE : at * PAGE], pages, str(at))

    def is_open(self, code: str, *, is_small: bool) -> bool:
        """Whether the units of a group are shown; in a small grid all are until one is closed."""
        opened = self.query.get(GROUPS, "")
        return is_small if not opened else code in opened.split(",") or opened == EVERY

    def toggled(self, code: str, found: Grid[GridWork], *, is_small: bool) -> str:
        """The address that closes a group that is open, or opens it."""
        codes = [group.code for group in found.groups]
        opened = [one for one in codes if self.is_open(one, is_small=is_small) != (one == code)]
        return self.with_(nhom=",".join(opened) or (NONE if is_small else ""))

    def with_(self, **changes: str) -> str:
        """The same view with something else about it; empty words take a part away."""
        return f"?{self.encoded(**changes)}"

    def encoded(self, **changes: str) -> str:
        """The query of an address: only what asks for something, so that it can be passed on."""
        clean = QueryDict(mutable=True)
        for name in _SHOWN:
            if value := changes.get(name, self.query.get(name, "")).strip():
                clean[name] = value
        return clean.urlencode()


def address(plan_id: int, query: str, occurrence_id: int | None = None) -> str:
    """The grid of a plan with those filters, and with one piece of work open beside it."""
    asked = Asked.of(QueryDict(query)).encoded()
    opened = f"{OPEN_WORK}={occurrence_id}" if occurrence_id else ""
    whole = "&".join(filter(None, (asked, opened)))
    path = reverse("plans:matrix", args=[plan_id])
    return f"{path}?{whole}" if whole else path


def summary(asked: Asked, form: MatrixForm) -> str:
    """The filters at work in a few words, for the button that shows them on a phone."""
    said = [f"«{asked.wanted.words}»"] if asked.wanted.words else []
    for name in ("khoi", "nhiem_vu", "trang_thai"):
        words = dict(form.fields[name].choices)  # type: ignore[attr-defined]  # a choice field
        value = asked.query.get(name, "")
        if value and value in words:
            said.append(words[value])
    if asked.wanted.lateness is not Lateness.NONE:
        said.append(LATENESS_WORDS[asked.wanted.lateness].lower())
    return ", ".join(said)


def lost_words(asked: Asked, form: MatrixForm) -> str:
    """What of the filters of the address is no more there to be chosen; nothing where all is."""
    lost = []
    for name in ("khoi", "nhiem_vu", "trang_thai"):
        field = form.fields[name]
        value = asked.query.get(name, "")
        if value and value not in dict(field.choices):  # type: ignore[attr-defined]  # a choice field
            lost.append(str(field.label).lower())
    if not lost:
        return ""
    told = {"names": ", ".join(lost)}
    return _("Bộ lọc này chọn %(names)s không còn trong kế hoạch. Chọn lại ở trên.") % told


def page_links(asked: Asked, shown: TaskPage) -> tuple[Link, ...]:
    """The pages of tasks, and all of them at once."""
    if shown.pages <= 1:
        return ()
    numbers = [
        Link(str(n), asked.with_(trang=str(n)), is_current=shown.page == str(n))
        for n in range(1, shown.pages + 1)
    ]
    return (*numbers, Link(_("Tất cả"), asked.with_(trang=EVERY), is_current=shown.page == EVERY))


def view_links(
    plan: Plan, asked: Asked, found: Grid[GridWork], *, is_small: bool
) -> tuple[Link, ...]:
    """What else may be done with the view: open or close all groups, show everything again."""
    states = [asked.is_open(group.code, is_small=is_small) for group in found.groups]
    links = []
    if not all(states):
        links.append(Link(_("Mở hết nhóm"), asked.with_(nhom=EVERY)))
    elif states:
        links.append(Link(_("Đóng hết nhóm"), asked.with_(nhom=NONE)))
    if asked.narrows:
        whole = f"{reverse('plans:matrix', args=[plan.pk])}?{UNFILTERED}=1"
        links.append(Link(_("Bỏ lọc"), whole))
    return tuple(links)
