"""One address of each route and what a form sends there: what a walk needs to know of a route."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lxml import html

Words = Mapping[str, object]


@dataclass(frozen=True)
class Sample:
    """One address of a route: its parts, and what a form sends there.

    `page` is the address of the page on which the form stands; `words` are typed into it. A form
    that `is_own` offers each person what is his: his page fills it. What `is_refused` is no
    code of a phone: whoever may send it is told so (422).
    """

    parts: Words = field(default_factory=dict)
    page: str = ""
    words: Words = field(default_factory=dict)
    files: Callable[[], Words] = dict
    is_own: bool = False
    is_refused: bool = False


def body_of(page: bytes, address: str, words: Words) -> dict[str, object]:
    """What the form of `page` that leads to `address` sends when `words` are typed into it.

    Raises AssertionError where the page has no such form.
    """
    root: html.HtmlElement = html.document_fromstring(page)
    for form in root.iter("form"):
        target = form.get("action") or address
        if target == address and form.get("method", "").lower() == "post":
            return {**_values(form), **words}
    message = f"no form on the page leads to {address}"
    raise AssertionError(message)


def _values(form: html.FormElement) -> dict[str, object]:
    found: dict[str, list[str]] = {}
    for name, value in form.form_values():
        found.setdefault(name, []).append(value)
    return {name: values[0] if len(values) == 1 else values for name, values in found.items()}
