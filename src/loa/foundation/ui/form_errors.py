"""What an operation refuses becomes an error of the form that asked for it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.forms import Form

from loa.kernel.errors import DomainError, NotAllowed, NotFound


@contextmanager
def errors_on(
    form: Form, fields: Mapping[str, str] | None = None, *, about: str = ""
) -> Iterator[None]:
    """Turn an expected failure inside the block into an error of `form`.

    `fields` says which field a code belongs to: {"PLAN_NUMBER_TAKEN": "number"}; every other
    code stands above the form. `about` names the one of many things that was refused. What may
    not be seen or done (NotFound, NotAllowed) is no matter of the form and goes on to the
    middleware. After the block the view renders the form again with status 422; what was typed
    stays in it.
    """
    try:
        yield
    except (NotFound, NotAllowed):
        raise
    except DomainError as refusal:
        field = (fields or {}).get(refusal.code)
        form.add_error(
            field if field in form.fields else None,
            f"{about}: {refusal.message_vi}" if about else refusal.message_vi,
        )
