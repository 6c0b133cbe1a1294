"""Who else is at a draft: a light beat of the page, and what it answers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from loa.foundation.ui.facade import number_asked
from loa.modules.plans.operations.attend import attend
from loa.modules.plans.web import draft_answers
from loa.modules.plans.web.draft_here import here
from loa.modules.plans.web.reading import moment


@require_POST
def draft_presence(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Say where one is, and hear who else is there and which tasks changed."""
    now = moment(request)
    plan = draft_answers.draft(now, plan_id)
    attend(
        actor=now.actor,
        plan_id=plan_id,
        place=request.POST.get("cho", ""),
        task_id=number_asked(request.POST.get("viec", "")),
        is_editing=request.POST.get("sua") == "1",
        at=now.at,
    )
    return render(request, "plans/_here.html", here(now, plan))
