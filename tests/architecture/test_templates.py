"""Templates: all compile, none is idle, and what they point at exists."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template
from django.urls import get_resolver

from .conftest import PACKAGE, Source

TEMPLATES = {
    path.relative_to(folder).as_posix(): path
    for folder in sorted(PACKAGE.rglob("templates"))
    for path in sorted(folder.rglob("*.html"))
}
BY_OTHERS = {
    "account/login.html": "allauth draws it",
    "account/password_change.html": "allauth draws it",
    "account/reauthenticate.html": "allauth draws it",
    "allauth/layouts/base.html": "allauth's own pages extend it",
}
"""Drawn by name in other people's code."""

_TAG = re.compile(r"""\{%\s*(?:include|extends)\s+["']([^"']+)["']""")
_ADDRESS = re.compile(
    r"""["']((?:plans|orgs|documents|desk|portal):[a-z-]+|account_[a-z_]+|healthz)["']"""
)


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """The text of every template."""
    return {name: path.read_text(encoding="utf-8") for name, path in TEMPLATES.items()}


def test_every_template_compiles() -> None:
    assert TEMPLATES
    for name in TEMPLATES:
        get_template(name)


def test_no_two_templates_have_one_name() -> None:
    found = [
        path.relative_to(folder).as_posix()
        for folder in PACKAGE.rglob("templates")
        for path in folder.rglob("*.html")
    ]
    assert len(found) == len(set(found))


def test_every_template_is_used(pages: dict[str, str], sources: list[Source]) -> None:
    code = "\n".join(source.text for source in sources if not source.is_test)
    markup = "\n".join(pages.values())
    idle = [
        name
        for name in TEMPLATES
        if f'"{name}"' not in code
        and f'"{name}"' not in markup
        and not _is_named_by_parts(name, code)
    ]
    assert set(idle) == set(BY_OTHERS)


def _is_named_by_parts(name: str, code: str) -> bool:
    """Whether code joins the folder and the name: f"ui/errors/{page}.html", "not_found"."""
    folder, _, stem = name.removesuffix(".html").rpartition("/")
    return f'"{folder}/{{' in code and f'"{stem}"' in code


def test_what_is_included_exists(pages: dict[str, str]) -> None:
    lost = [
        f"{name} → {other}"
        for name, text in pages.items()
        for other in _TAG.findall(text)
        if other not in TEMPLATES
    ]
    assert lost == []


def test_addresses_named_in_code_and_pages_exist(
    pages: dict[str, str], sources: list[Source]
) -> None:
    known = _names()
    texts = {**pages, **{source.name: source.text for source in sources if not source.is_test}}
    lost = [
        f"{name} → {address}"
        for name, text in texts.items()
        for address in _ADDRESS.findall(text)
        if address not in known
    ]
    assert lost == []


def _names() -> set[str]:
    resolver = get_resolver()
    names = {name for name in resolver.reverse_dict if isinstance(name, str)}
    for space, (_prefix, inner) in resolver.namespace_dict.items():
        names |= {f"{space}:{name}" for name in inner.reverse_dict if isinstance(name, str)}
    return names


def test_every_page_lies_in_the_folder_of_its_room() -> None:
    strangers = [
        name
        for name, path in TEMPLATES.items()
        if _room(path) not in name.split("/")[0] and name.split("/")[0] not in _SHARED
    ]
    assert strangers == []


_SHARED = {"account", "allauth", "layouts"}


def _room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[1]
