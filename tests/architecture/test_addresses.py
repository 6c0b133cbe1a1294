"""Every address asks who is there, except those that stand in the public list."""

import re
import tomllib
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.views.generic import RedirectView

from .conftest import PACKAGE

PUBLIC = {
    "healthz": "says whether the site lives",
    "healthz-web": "says whether its web process lives",
    "metrics": "figures for machines; answers 404 to whoever is none of them",
    "account_login": "the way in",
    "account_logout": "the way out",
    "account_reset_password": "says whom to ask for a new password",
    "account_set_password": "leads to the change of a password",
    "plans:feed": "a person's due days, for his own calendar program; its address is the secret",
    "desk:front": "the first page: sign-in, or the roles of a demonstration",
    "portal:plan-list": "public plans, for citizens",
    "portal:plan": "one public plan; any other is missing",
    "portal:plan-data": "the same as open data",
    "portal:plan-file": "the file that goes with a public plan",
    "portal:picture": "a picture that its unit chose to show",
    "portal:remark-send": "a remark on a public plan, without an account",
    "portal:remark-ask": "where a remark stands, by its code",
    "portal:robots": "what machines may read",
    "desk:demo-role": "signs a demonstration's role in; answers 404 in a real folder",
    "desk:demo-step": "steps a demonstration's clock; answers 404 in a real folder",
    "desk:demo-restart": "rebuilds a demonstration; answers 404 in a real folder",
}
"""What anybody may open, and why."""

VALUES = {"int": 1, "str": "x", "slug": "x", "uuid": "00000000-0000-4000-8000-000000000000"}


def _walk(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry, inner)
        else:
            assert entry.name, f"{entry} needs a name"
            yield f"{namespace}{entry.name}", entry


ROUTES = dict(_walk(get_resolver()))


PAGES = {name: route for name, route in ROUTES.items() if not name.startswith("api-")}
CONTRACT = {
    name: route
    for name, route in ROUTES.items()
    if name not in PAGES and name not in {"api-v1:openapi-json", "api-v1:nothing"}
}
"""What programs call, with a token; the description and the answer to wrong addresses are open."""


def _is_open(route: URLPattern) -> bool:
    return not getattr(route.callback, "login_required", True)


def _address(name: str, route: URLPattern) -> str:
    values = {
        key: VALUES[
            type(converter).__name__.removesuffix("Converter").replace("String", "str").lower()
        ]
        for key, converter in route.pattern.converters.items()
    }
    return reverse(name, kwargs=values)


def test_what_is_open_is_the_public_list() -> None:
    assert {name for name, route in PAGES.items() if _is_open(route)} == set(PUBLIC)


@pytest.mark.parametrize("name", sorted(CONTRACT))
def test_without_a_token_a_program_is_refused(name: str) -> None:
    """Also without a table being asked; nobody is led to a page."""
    address = _address(name, ROUTES[name])
    answers = [Client().get(address), Client().post(address)]
    assert {answer.status_code for answer in answers} <= {401, 405}, address
    assert 401 in {answer.status_code for answer in answers}, address


@pytest.mark.parametrize("name", sorted(set(PAGES) - set(PUBLIC)))
def test_nobody_is_led_to_the_door(name: str) -> None:
    """Without a table being asked: these tests have no database."""
    address = _address(name, ROUTES[name])
    for answer in (Client().get(address), Client().post(address)):
        assert answer.status_code == 302, address
        assert answer.headers["Location"].startswith(reverse("account_login")), address


def test_every_address_has_its_row_in_the_policy() -> None:
    """src/loa/config/rights.toml says of each who sees and who does; tests/rights walks them."""
    rows = tomllib.loads((PACKAGE / "config" / "rights.toml").read_text(encoding="utf-8"))
    names = [door["name"] for group in rows["group"] for door in group["doors"]]
    assert sorted(names) == sorted(ROUTES)


def test_addresses_are_plain_and_short() -> None:
    for name, route in ROUTES.items():
        words = re.sub(r"<[^>]+>", "", str(route.pattern))
        assert re.fullmatch(r"[a-z0-9/.-]*", words), name


def test_redirects_only_lead_inside() -> None:
    for name, route in ROUTES.items():
        view = getattr(route.callback, "view_class", None)
        if view is RedirectView:
            assert "url" not in getattr(route.callback, "view_initkwargs", {}), name


@pytest.mark.parametrize("name", ["desk:demo-role", "desk:demo-step", "desk:demo-restart"])
def test_outside_a_demonstration_its_buttons_do_not_exist(name: str) -> None:
    answer = Client().post(_address(name, ROUTES[name]), {"role": "plan-officer", "step": "week"})
    assert answer.status_code == 404
