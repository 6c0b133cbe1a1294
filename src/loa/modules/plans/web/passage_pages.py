"""The pages on which an officer puts together what his units said."""

from dataclasses import dataclass
from math import ceil

from django.forms import Form
from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.legal import facade as legal
from loa.foundation.ui.facade import Link, number, page_asked, pages_of
from loa.kernel.access import Allowed
from loa.modules.plans import policies
from loa.modules.plans.queries import PeriodReport, report_files
from loa.modules.plans.queries import reports as reads
from loa.modules.plans.rules.passages import Merged, New, Passage
from loa.modules.plans.rules.reporting import EDITABLE, SECTIONS, Section
from loa.modules.plans.rules.sentences import Source
from loa.modules.plans.types import FROZEN_REPORTS, PlanState
from loa.modules.plans.web.passage_forms import WordsForm
from loa.modules.plans.web.plan_pages import trail
from loa.modules.plans.web.reading import Moment
from loa.modules.plans.web.report_voices import VoiceView, ordered, unit_names, voice

PAGE = 50


@dataclass(frozen=True)
class Line:
    """A passage on the page of its section, with where «Lên» and «Xuống» would put it."""

    voice: VoiceView
    ordinal: str
    up: str
    down: str


@dataclass(frozen=True)
class NewView:
    """What units said since; `joins` the words of the passage that says the same."""

    text: str
    units: tuple[Link, ...]
    joins: str


def section_of(code: str) -> Section:
    """The section of that code; Http404 for one in which nobody writes."""
    found = {section.code: section for section in SECTIONS if section.code in EDITABLE}
    if code not in found:
        raise Http404
    return found[code]


def may_edit(now: Moment, report: PeriodReport) -> bool:
    """Whether the actor puts this report together, and it is still open."""
    verb = policies.draft_verb(report)
    may = policies.can(now.actor, verb, report.unit_id, now.today) == Allowed()
    is_open = report.state not in FROZEN_REPORTS and report.plan.state != PlanState.CLOSED
    return may and is_open


def section_page(
    now: Moment, report: PeriodReport, code: str, query: QueryDict
) -> dict[str, object]:
    """All passages of a section, in order, then what is new and what was left out."""
    section = section_of(code)
    merged, names = _said(report, code)
    page = page_asked(query.get("trang", ""), ceil(len(merged.standing) / PAGE))
    shown = merged.standing[(page - 1) * PAGE : page * PAGE]
    return {
        **_frame(report, section),
        "title": _("Ý của đơn vị: %(title)s") % {"title": section.title},
        "lines": [_line(report, code, merged, one, names) for one in shown],
        "dropped": [voice(report, code, one, names) for one in merged.passages if one.is_dropped],
        "new": [_new(merged, one, names) for one in merged.new],
        "new_count": number(sum(len(one.fold.units) for one in merged.new)),
        "many": number(len(merged.standing)),
        "may_edit": may_edit(now, report),
        "is_settled": merged.is_settled,
        "pages": pages_of(query, page, len(merged.standing), PAGE, _("ý"))
        if len(merged.standing) > PAGE
        else None,
    }


def page_of(report: PeriodReport, code: str, which: str) -> int:
    """The page of the section on which a passage stands, from 1."""
    merged, _names = _said(report, code)
    ids = [one.id for one in merged.standing]
    return ids.index(which) // PAGE + 1 if which in ids else 1


def passage_page(
    now: Moment, report: PeriodReport, code: str, which: str, form: Form | None
) -> dict[str, object]:
    """One passage: each unit with its own words and the way to its report; rewriting it."""
    section = section_of(code)
    merged, names = _said(report, code)
    passage = next((one for one in merged.passages if one.id == which), None)
    if passage is None:
        raise Http404
    initial = {"version": report.version, "text": passage.text}
    return {
        **_frame(report, section),
        "title": _("Một ý của %(n)s đơn vị") % {"n": number(len(passage.units))},
        "passage": passage,
        "note": voice(report, code, passage, names).note,
        "sources": _sources(passage, names),
        "form": form or WordsForm(initial=initial),
        "may_edit": may_edit(now, report) and not passage.is_dropped,
        "section_href": reverse("plans:report-passages", args=[report.pk, code]),
    }


def _said(report: PeriodReport, code: str) -> tuple[Merged, dict[int, str]]:
    """The passages of a section, and the names of who said them; its figures are not counted."""
    period = reads.period_of(report.plan, report.period)
    passages = report_files.passages_of(report, period)
    return passages.get(code, Merged()), unit_names(passages, period.reported_from)


def _sources(passage: Passage, names: dict[int, str]) -> list[dict[str, str]]:
    """Each unit with its own words, in official order."""
    place = {unit: n for n, unit in enumerate(ordered(passage.units, names))}
    rows: list[Source] = sorted(passage.sources, key=lambda one: (place[one.unit], one.text))
    return [
        {
            "unit": names.get(one.unit, ""),
            "href": f"{reverse('plans:report-detail', args=[one.report])}#m-{one.section}",
            "text": one.text,
        }
        for one in rows
    ]


def _line(
    report: PeriodReport, code: str, merged: Merged, one: Passage, names: dict[int, str]
) -> Line:
    """Up and down are places among all, dropped ones too, that pass one standing neighbour."""
    every = [passage.id for passage in merged.passages]
    standing = [passage.id for passage in merged.standing]
    n = standing.index(one.id)
    up = str(every.index(standing[n - 1])) if n else ""
    down = str(every.index(standing[n + 1])) if n + 1 < len(standing) else ""
    return Line(voice(report, code, one, names), number(n + 1), up, down)


def _new(merged: Merged, new: New, names: dict[int, str]) -> NewView:
    sources = {source.unit: source for one in new.fold.members for source in one.sources}
    links = tuple(
        Link(
            names.get(unit, ""),
            f"{reverse('plans:report-detail', args=[sources[unit].report])}"
            f"#m-{sources[unit].section}",
        )
        for unit in ordered(tuple(new.fold.units), names)
    )
    joined = next((one.text for one in merged.passages if one.id == new.joins), "")
    return NewView(new.fold.text, links, joined)


def _frame(report: PeriodReport, section: Section) -> dict[str, object]:
    period = legal.period_label_vi(report.period)
    back = reverse("plans:report-detail", args=[report.pk])
    return {
        "report": report,
        "section": section.code,
        "section_title": f"{section.label} {section.title}",
        "links": (
            *trail(report.plan, "")[:-1],
            Link(_("Báo cáo %(period)s") % {"period": period}, back),
            Link(_("Ý của đơn vị")),
        ),
        "back_href": f"{back}#m-{section.code}",
    }
