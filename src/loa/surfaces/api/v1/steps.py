"""Steps that move a thing on: each has an address of its own, all are taken in one way."""

from collections.abc import Callable, Iterable
from inspect import Parameter, Signature
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router, Schema

from loa.surfaces.api.v1.bearer import Call, call_of
from loa.surfaces.api.v1.once import Made, once
from loa.surfaces.api.v1.shapes import WRITE_PROBLEMS, Id, Key, ReasonedStep, Step


class Taken(NamedTuple):
    """A step of the contract: `take` is the operation, `words` are its summary."""

    name: str
    take: Callable[..., None]
    shape: type[Step]
    words: str


class Moved(NamedTuple):
    """The thing: its `name` in the contract, the id as operations name it, and how it is shown."""

    name: str
    argument: str
    place: str
    auth: object
    shape: type[Schema]
    shown: Callable[[Call, int], Schema]


def offer(router: Router, thing: Moved, steps: Iterable[Taken]) -> None:
    """Give each step its address, `{place}/{id}/{step}`."""
    part = f"{thing.name}_id"
    for step in steps:
        router.post(
            f"{thing.place}/{{{part}}}/{step.name}",
            url_name=f"{thing.name}-{step.name}",
            operation_id=f"{step.name.replace('-', '_')}_{thing.name}",
            auth=thing.auth,
            response={200: thing.shape, **WRITE_PROBLEMS},
            summary=step.words,
        )(_view(thing, step, part))


def _view(thing: Moved, step: Taken, part: str) -> Callable[..., HttpResponse]:
    def view(request: HttpRequest, **given: Any) -> HttpResponse:  # noqa: ANN401  by the signature below
        call, thing_id, sent = call_of(request), given[part], given["sent"].dict()

        def make() -> Made:
            step.take(actor=call.actor, at=call.at, **{thing.argument: thing_id}, **sent)
            return Made(thing.shown(call, thing_id))

        asked = {thing.name: thing_id, **sent}
        verb = f"{step.name} {thing.name}"
        return once(
            call, given["key"], verb, asked, make, current=lambda: thing.shown(call, thing_id)
        )

    # The contract is read off the signature; the part of the address bears the thing's own name.
    annotations = {"request": HttpRequest, part: Path[Id], "sent": step.shape, "key": Key}
    view.__signature__ = Signature(  # type: ignore[attr-defined]  # functions may have one
        [
            Parameter(name, Parameter.POSITIONAL_OR_KEYWORD, annotation=annotation)
            for name, annotation in annotations.items()
        ]
    )
    is_reasoned = issubclass(step.shape, ReasonedStep)
    view.__doc__ = "On what was read at `version`" + (
        ", with its reason." if is_reasoned else "; repeated, it answers the same."
    )
    return view
