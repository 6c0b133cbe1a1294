"""A step of what waits for an answer, sent from its page: taken, or back as it was typed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from loa.foundation.ui.facade import errors_on
from loa.modules.plans.queries.replies import Kind, Thing
from loa.modules.plans.types import Verb
from loa.modules.plans.web.reading import Moment, moment


@dataclass(frozen=True)
class Place(Generic[Thing]):
    """The page of one kind: how it is shown, which form a step has, how it is taken.

    `take` answers with what is told afterwards, or nothing; `leave` are steps after which one does
    not come back to the page but goes there. `fields` are the codes of refusals with the fields
    under which they stand; `require_open` refuses whoever may not take the step at all.
    """

    kind: Kind[Thing, Any]
    page: str
    template: str
    show: Callable[[Moment, Thing, Mapping[Verb, Form]], dict[str, object]]
    form: Callable[[Moment, Thing, Verb, HttpRequest], Form]
    take: Callable[[Moment, Thing, Verb, Form], str]
    require_open: Callable[[Moment, Thing, Verb], None]
    fields: Mapping[str, str]
    leave: Mapping[Verb, str] = field(default_factory=dict)

    def detail(
        self, request: HttpRequest, now: Moment, pk: int, sent: Mapping[Verb, Form]
    ) -> HttpResponse:
        """One thing, with what was refused at the version as it stands."""
        found = self.kind.shown(now.actor, pk, now.today)
        for form in sent.values():
            form.renew(found.version)  # type: ignore[attr-defined]  # a form of a step
        status = 422 if sent else 200
        return render(request, self.template, self.show(now, found, sent), status=status)

    def step(self, request: HttpRequest, pk: int, verb: Verb) -> HttpResponse:
        """Take a step; what is refused comes back as it was typed."""
        now = moment(request)
        found = self.kind.shown(now.actor, pk, now.today)
        form = self.form(now, found, verb, request)
        if form.is_valid():
            with errors_on(form, self.fields):
                told = self.take(now, found, verb, form)
                if told:
                    messages.success(request, told)
                if verb in self.leave:
                    return redirect(self.leave[verb])
                return redirect(self.page, pk)
        self.require_open(now, found, verb)
        return self.detail(request, now, pk, {verb: form})
