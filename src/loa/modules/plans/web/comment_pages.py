"""The values of the remarks about a piece of work or a difficulty, and of the check of names."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import Choice, Link, number_asked
from loa.kernel.clock import TZ
from loa.kernel.words import capitalised, shortened
from loa.modules.plans.queries import comments as reads
from loa.modules.plans.queries.comments import About
from loa.modules.plans.rules.mentions import Mention, mentions_of
from loa.modules.plans.web.reading import Moment

_TITLE = 90


class CommentForm(forms.Form):
    """What somebody says; `key` makes a second click the same remark."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Ý kiến của bạn"),
        help_text=_("Gõ @ rồi tên để nhắc người xem được việc này, ví dụ @Mẫu."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Viết ý kiến trước khi gửi")},
    )


@dataclass(frozen=True)
class Question:
    """A name that means nobody, or several: whom is meant. `field` carries the answer."""

    field: str
    typed: str
    people: tuple[Choice, ...]


def place_of(about: About, number: int) -> tuple[str, str]:
    """The pages of the remarks and of the thing itself."""
    kind = "difficulty" if about.difficulty_id else "work"
    return (
        reverse(f"plans:{kind}-comments", args=[number]),
        reverse(f"plans:{kind}-detail", args=[number]),
    )


def comments_page(
    now: Moment, about: About, number: int, form: CommentForm | None
) -> dict[str, object]:
    """All remarks, and the form for the next one."""
    here, thing = place_of(about, number)
    title = shortened(capitalised(" ".join(about.title.split())), _TITLE)
    return {
        "title": _("Trao đổi"),
        "about": title,
        "links": (Link(title, thing), Link(_("Trao đổi"))),
        "here": here,
        "comments": tuple(
            {
                "author": row.author,
                "when": f"{row.at.astimezone(TZ):%d/%m/%Y %H:%M}",
                "text": row.text,
                "mentioned": ", ".join(row.mentioned),
                "is_withdrawn": row.is_withdrawn,
                "withdraw": str(row.id) if row.is_own and not row.is_withdrawn else "",
            }
            for row in reads.comments_of(now.actor, about)
        ),
        "form": form or CommentForm(initial={"key": uuid4()}),
        "may_write": now.actor.person_id is not None,
    }


def names_in(now: Moment, about: About, text: str) -> tuple[list[Mention], dict[int, str]]:
    """The names typed in a remark, and the people who may read it."""
    people = reads.readers_of(about, now.today)
    return mentions_of(text, people), people


def settled(found: list[Mention], sent: QueryDict) -> list[int] | None:
    """Whom the names mean, with the answers of the check; None while one is still open."""
    meant = []
    for place, one in enumerate(found):
        answer = sent.get(f"who-{place}")
        if len(one.people) == 1:
            meant.append(one.people[0])
        elif answer is None:
            return None
        elif (chosen := number_asked(answer)) in one.people and chosen is not None:
            meant.append(chosen)
    return meant


def check_page(
    about: About,
    number: int,
    form: CommentForm,
    found: list[Mention],
    names: Mapping[int, str],
) -> dict[str, object]:
    """Whom each name means that is not plain."""
    here, _thing = place_of(about, number)
    return {
        "title": _("Bạn nhắc ai?"),
        "links": (Link(_("Trao đổi"), here), Link(_("Bạn nhắc ai?"))),
        "here": here,
        "form": form,
        "text": form.cleaned_data["text"],
        "key": str(form.cleaned_data["key"]),
        "questions": tuple(
            Question(
                f"who-{place}",
                one.typed,
                tuple(Choice(str(pk), names[pk]) for pk in one.people),
            )
            for place, one in enumerate(found)
            if len(one.people) != 1
        ),
    }


def about_of(now: Moment, kind: str, number: int) -> About:
    """The thing, for who may see it. Raises NotFound."""
    read = reads.about_difficulty if kind == "difficulty" else reads.about_work
    with orgs.one_forest():
        return read(now.actor, number, now.today)
