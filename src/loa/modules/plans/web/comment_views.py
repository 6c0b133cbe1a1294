"""Remarks about a piece of work or a difficulty: read, said, taken back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import errors_on, number_asked
from loa.modules.plans.operations.comment import comment_on, withdraw_comment
from loa.modules.plans.web import comment_pages as pages
from loa.modules.plans.web.reading import moment


@require_http_methods(["GET", "POST"])
def comments(request: HttpRequest, number: int, kind: str) -> HttpResponse:
    """What was said; a name that is not plain is asked for before the remark is kept."""
    now = moment(request)
    about = pages.about_of(now, kind, number)
    form = pages.CommentForm(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid():
        text = form.cleaned_data["text"]
        found, names = pages.names_in(now, about, text)
        meant = pages.settled(found, request.POST)
        if meant is None:
            context = pages.check_page(about, number, form, found, names)
            return render(request, "plans/comment_check.html", context)
        with errors_on(form, {"PLANS_NOTHING_SAID": "text"}):
            orgs.count_use(now.actor, "comments", now.today)
            comment_on(
                actor=now.actor,
                about=about,
                key=form.cleaned_data["key"],
                text=text,
                mentions=meant,
                at=now.at,
            )
            return redirect(pages.place_of(about, number)[0])
    context = pages.comments_page(now, about, number, form)
    return render(request, "plans/comments.html", context, status=422 if form else 200)


@require_POST
def comment_withdraw(request: HttpRequest, number: int, kind: str) -> HttpResponse:
    """Take one's own words back."""
    now = moment(request)
    about = pages.about_of(now, kind, number)
    comment_id = number_asked(request.POST.get("comment", "")) or 0
    withdraw_comment(actor=now.actor, about=about, comment_id=comment_id, at=now.at)
    return redirect(pages.place_of(about, number)[0])
