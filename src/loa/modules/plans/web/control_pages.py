"""The values of the page of the section on communication, and of the rows behind its figures."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.legal import facade as legal
from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import Cell, Column, Link, Row, number, number_asked
from loa.kernel.words import capitalised, short_date
from loa.modules.plans.queries import Plan
from loa.modules.plans.queries import control_section as reads
from loa.modules.plans.queries.letterhead import plan_name
from loa.modules.plans.rules import control_section as rules
from loa.modules.plans.rules.reporting import plain
from loa.modules.plans.rules.vocabulary import vocabulary
from loa.modules.plans.web.plan_pages import trail
from loa.modules.plans.web.presenters import period_words
from loa.modules.plans.web.reading import Moment

_TITLE = _("Mục truyền thông của báo cáo kiểm soát TTHC")


def section_page(now: Moment, plan: Plan, asked: str) -> dict[str, object]:
    """The section for a period: its words with figures that open their rows."""
    periods = reads.periods_of(plan)
    begun = [one for one in periods if one.first <= now.today] or periods[:1]
    codes = [one.code for one in periods]
    ended = [one.code for one in begun if one.last < now.today]
    current = asked if asked in codes else (ended or [begun[0].code])[-1]
    section = reads.section_of(plan, current)
    lines = rules.lines_of(section.form, section.told, plan_name(plan), vocabulary())
    files = (("docx", _("Tải Word")), ("pdf", _("Tải PDF")))
    return {
        "plan": plan,
        "title": _TITLE,
        "links": trail(plan, _("Mục truyền thông")),
        "heading": f"{section.form.number}. {section.form.title}",
        "span": _("%(report)s %(period)s · số liệu từ %(first)s đến %(last)s")
        % {
            "report": capitalised(section.form.report),
            "period": legal.period_label_vi(current),
            "first": short_date(section.period.first),
            "last": short_date(section.period.last),
        },
        "periods": tuple(
            Link(period_words(code), f"?ky={code}", is_current=code == current) for code in codes
        ),
        "lines": [
            [
                Link(part.text, _rows_href(plan, current, part.figure) if part.figure else "")
                for part in line
            ]
            for line in lines
        ],
        "text": "\n".join(plain(line) for line in lines),
        "columns": (
            Column(_("Nội dung")),
            Column(_("Đơn vị tính")),
            Column(_("Kết quả"), is_number=True),
        ),
        "rows": tuple(
            Row(
                (
                    Cell(label, href=_rows_href(plan, current, code)),
                    Cell(unit),
                    Cell(number(amount)),
                )
            )
            for code, label, unit, amount in rules.rows_of(section.form, section.told, vocabulary())
        ),
        "cites": section.cites,
        "is_unsure": section.is_unsure,
        "has_form": section.form.has_form,
        "is_open": section.period.last >= now.today,
        "files": tuple(
            Link(words, reverse("plans:control-section-file", args=[plan.pk, current, kind]))
            for kind, words in files
        ),
    }


def rows_page(plan: Plan, code: str, figure: str, unit: str) -> dict[str, object]:
    """The units behind a figure, or the activities of one of them."""
    section = reads.section_of(plan, code)
    measures = vocabulary().measures
    labels = {
        "UNITS": _("Đơn vị có hoạt động"),
        "ACTIVITIES": _("Hoạt động truyền thông"),
        rules.COST: _("Kinh phí (đồng)"),
    }
    if figure not in measures and figure not in labels:
        raise Http404
    measure = measures.get(figure)
    label = f"{measure.total_label} ({measure.unit})" if measure else labels[figure]
    back = f"{reverse('plans:control-section', args=[plan.pk])}?ky={code}"
    base = {
        "links": (*trail(plan, "")[:-1], Link(_TITLE, back), Link(_("Số liệu"))),
        "back_href": back,
    }
    unit_id = number_asked(unit)
    if unit_id is not None and unit_id in section.told.by_unit:
        name = orgs.last_row(unit_id, section.period.last).name
        return {**base, "title": f"{label}: {name}", **_activity_rows(section, figure, unit_id)}
    return {**base, "title": label, **_unit_rows(section, figure)}


def _unit_rows(section: reads.Section, figure: str) -> dict[str, object]:
    day = section.period.last
    units = sorted(
        (orgs.last_row(unit, day) for unit in section.told.by_unit), key=lambda unit: unit.order
    )
    href = _rows_href(section.plan, section.period.code, figure)
    amounts = [(unit, section.told.amount(figure, unit.id)) for unit in units]
    rows = [
        Row((Cell(unit.name, href=f"{href}?don-vi={unit.id}"), Cell(number(amount))))
        for unit, amount in amounts
        if amount
    ]
    total = number(sum(amount for _unit, amount in amounts))
    return {
        "columns": (Column(_("Đơn vị")), Column(_("Số lượng"), is_number=True)),
        "rows": (*rows, Row((Cell(_("Cộng")), Cell(total)))),
    }


def _activity_rows(section: reads.Section, figure: str, unit_id: int) -> dict[str, object]:
    rows = tuple(
        Row(
            (
                Cell(
                    activity.title,
                    href=reverse("plans:work-detail", args=[activity.occurrence_id])
                    + f"#hd-{activity.pk}",
                ),
                Cell(short_date(activity.done_on)),
                Cell(number(amount)),
            )
        )
        for activity, amount in reads.activities_behind(section, figure, unit_id)
    )
    return {
        "columns": (
            Column(_("Hoạt động")),
            Column(_("Ngày")),
            Column(_("Số lượng"), is_number=True),
        ),
        "rows": rows,
    }


def _rows_href(plan: Plan, code: str, figure: str) -> str:
    return reverse("plans:control-section-rows", args=[plan.pk, code, figure])
