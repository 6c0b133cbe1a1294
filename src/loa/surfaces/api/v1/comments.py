"""What people say about a piece of work or a difficulty: read, said with mentions, taken back."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, NamedTuple

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Schema
from pydantic import Field

from loa.foundation.orgs.facade import Actor, count_use
from loa.kernel.errors import DomainError
from loa.modules.plans.facade import comments
from loa.surfaces.api.v1.bearer import READS, WORK, Call, call_of
from loa.surfaces.api.v1.once import Made, once, own_key
from loa.surfaces.api.v1.shapes import READ_PROBLEMS, WRITE_PROBLEMS, Id, Key, Sending
from loa.surfaces.api.v1.slices import Slice, Window, sliced

router = Router(tags=["comments"])


class WhoIsMeant(DomainError):
    """A «@name» that means nobody, or several: the message names whom it may mean."""

    code = "WHO_IS_MEANT"


class CommentShape(Schema):
    """One remark; a withdrawn one keeps its place, not its words."""

    id: int
    author: str
    text: str
    at: datetime
    mentioned: list[str]
    is_own: bool
    is_withdrawn: bool


class NewComment(Sending):
    """What is said. «@name» mentions who may read it; `mentions` says whom an unclear one means."""

    text: Annotated[str, Field(min_length=1, max_length=2000, pattern=r"^[^\x00]+$")]
    mentions: Annotated[tuple[Id, ...], Field(max_length=50)] = ()


class _Thing(NamedTuple):
    """One kind of thing that is talked about: its place, its name, its words, how it is found."""

    place: str
    name: str
    words: str
    about: Callable[[Actor, int, date], comments.About]


def _offer_reading(thing: _Thing) -> None:
    @router.get(
        f"{thing.place}/{{thing_id}}/comments",
        url_name=f"{thing.name}-comments",
        operation_id=f"list_{thing.name}_comments",
        auth=READS,
        response={200: Slice[CommentShape], **READ_PROBLEMS},
        summary=f"Trao đổi về {thing.words}, cũ nhất trước",
    )
    def read(
        request: HttpRequest, thing_id: Path[Id], window: Query[Window]
    ) -> Slice[CommentShape]:
        """Who sees the thing sees them all."""
        call = call_of(request)
        total, rows = sliced(_rows(call, thing.about(call.actor, thing_id, call.today)), window)
        return Slice[CommentShape](total=total, offset=window.offset, items=list(rows))


def _offer_saying(thing: _Thing) -> None:
    @router.post(
        f"{thing.place}/{{thing_id}}/comments",
        url_name=f"{thing.name}-comments",
        operation_id=f"comment_on_{thing.name}",
        auth=WORK,
        response={201: CommentShape, **WRITE_PROBLEMS},
        summary=f"Viết ý kiến về {thing.words}; «@tên» nhắc người xem được",
    )
    def say(request: HttpRequest, thing_id: Path[Id], sent: NewComment, key: Key) -> HttpResponse:
        """An unclear name is answered 422 with the numbers of whom it may mean."""
        call = call_of(request)

        def make() -> Made:
            found = thing.about(call.actor, thing_id, call.today)
            count_use(call.actor, "comments", call.today)
            said = comments.comment_on(
                actor=call.actor,
                about=found,
                key=own_key(call, key),
                text=sent.text,
                mentions=_meant(found, sent, call.today),
                at=call.at,
            )
            return Made(_one(call, found, said), 201)

        return once(
            call, key, f"comment on {thing.name}", {thing.name: thing_id, **sent.dict()}, make
        )


def _offer_withdrawing(thing: _Thing) -> None:
    @router.post(
        f"{thing.place}/{{thing_id}}/comments/{{comment_id}}/withdraw",
        url_name=f"{thing.name}-comment-withdraw",
        operation_id=f"withdraw_{thing.name}_comment",
        auth=WORK,
        response={200: CommentShape, **WRITE_PROBLEMS},
        summary=f"Rút ý kiến của mình về {thing.words}",
    )
    def withdraw(
        request: HttpRequest, thing_id: Path[Id], comment_id: Path[Id], key: Key
    ) -> HttpResponse:
        """Its place says so; again it answers the same."""
        call = call_of(request)

        def make() -> Made:
            found = thing.about(call.actor, thing_id, call.today)
            comments.withdraw_comment(
                actor=call.actor, about=found, comment_id=comment_id, at=call.at
            )
            return Made(_one(call, found, comment_id))

        asked = {thing.name: thing_id, "comment": comment_id}
        return once(call, key, f"withdraw comment on {thing.name}", asked, make)


def _meant(about: comments.About, sent: NewComment, today: date) -> list[int]:
    """Whom the names mean. Raises WhoIsMeant."""
    readers = comments.readers_of(about, today)
    meant: list[int] = []
    for one in comments.mentions_of(sent.text, readers):
        chosen = [pk for pk in one.people if len(one.people) == 1 or pk in sent.mentions]
        if not chosen:
            names = "; ".join(f"{pk} {readers[pk]}" for pk in one.people)
            if not names:
                message = f"Không ai xem được việc này tên «{one.typed}». Sửa tên sau @."
                raise WhoIsMeant(message)
            message = f"«@{one.typed}» có thể là: {names}. Gửi số của người ấy ở «mentions»."
            raise WhoIsMeant(message)
        meant += chosen
    return meant


def _rows(call: Call, about: comments.About) -> list[CommentShape]:
    return [
        CommentShape(
            id=row.id,
            author=row.author,
            text=row.text,
            at=row.at,
            mentioned=list(row.mentioned),
            is_own=row.is_own,
            is_withdrawn=row.is_withdrawn,
        )
        for row in comments.comments_of(call.actor, about)
    ]


def _one(call: Call, about: comments.About, comment_id: int) -> CommentShape:
    return next(row for row in _rows(call, about) if row.id == comment_id)


for _thing in (
    _Thing("/work", "work", "một việc", comments.about_work),
    _Thing("/difficulties", "difficulty", "một khó khăn, vướng mắc", comments.about_difficulty),
):
    _offer_reading(_thing)
    _offer_saying(_thing)
    _offer_withdrawing(_thing)
