"""The values of the pages that everybody may open."""

from dataclasses import replace
from datetime import date

from django.conf import settings
from django.urls import reverse

from loa.foundation.orgs import facade as orgs
from loa.kernel import installation
from loa.kernel.text import fold
from loa.modules.plans.facade import publicity

LONGEST_SEARCH = 100


def frame(today: date) -> dict[str, object]:
    """What stands around every page."""
    return {
        "province": orgs.root_row(today).body_name,
        "office": orgs.office_row(today).body_name,
        "basis": publicity.publicity_basis(today),
        "is_demo": installation.is_demo(settings.LOA_DATA),
    }


def list_page(today: date, asked: str) -> dict[str, object]:
    """The plans, of each the newest public revision."""
    return {**frame(today), "asked": asked, "heads": publicity.listed_publicly(today, asked)}


def plan_page(plan_id: int, today: date, asked: str) -> dict[str, object]:
    """One plan; of its tasks and activities those that hold the words asked for."""
    found = publicity.public_plan(plan_id, today)
    if wanted := fold(asked):
        tasks = [one for one in found.tasks if wanted in fold(_words_of(one))]
        shown = [one for one in found.shown if wanted in fold(_place_of(one))]
        found = replace(found, tasks=tuple(tasks), shown=tuple(shown))
    is_over = found.head.closed_on is not None or found.is_replaced
    links = publicity.PublicLinks(
        pictures="/cong-khai/hoat-dong/",
        file=reverse("portal:plan-file", args=[plan_id]),
        data=reverse("portal:plan-data", args=[plan_id]),
        remark="" if is_over else reverse("portal:remark-send", args=[plan_id]),
    )
    return {**frame(today), "page": found, "links": links, "asked": asked}


def _words_of(task: publicity.PublicTask) -> str:
    return f"{task.title} {task.content} {task.leads}"


def _place_of(activity: publicity.PublicActivity) -> str:
    return f"{activity.title} {activity.place} {activity.unit}"
