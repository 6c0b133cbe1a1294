"""What no template of the house may hold: inline style or script, unescaped words, dead names."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template
from django.templatetags.static import static

from loa.foundation.ui.templatetags import loa_ui

SOURCE = Path(__file__).parents[4]
UI = Path(__file__).parents[2]
TEMPLATES = sorted(SOURCE.glob("**/templates/**/*.html"))
FORBIDDEN = {
    "inline style": r"\sstyle\s*=|<style",
    "inline script": r"<script(?![^>]*\ssrc=)",
    "handler in an attribute": r"\s(on[a-z]+|hx-on[:\w-]*)\s*=",
    "script in an address": r"javascript:",
    "unescaped words": r"\|\s*safe\b|autoescape off|\|\s*safeseq\b",
    "address outside": r"(src|href)\s*=\s*[\"'](https?:)?//",
}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_template_holds_nothing_that_the_policy_forbids(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [name for name, mark in FORBIDDEN.items() if re.search(mark, text)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_template_can_be_read_and_so_can_what_it_names(path: Path) -> None:
    name = str(path).split("/templates/", 1)[1]
    get_template(name)
    for other in re.findall(r"{% (?:include|extends) [\"']([^\"']+)", path.read_text("utf-8")):
        get_template(other)


def test_every_sign_in_use_is_in_the_sprite() -> None:
    sprite = set(re.findall(r'id="([\w-]+)"', (UI / "templates/ui/sprite.html").read_text("utf-8")))
    used: set[str] = set()
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        used |= set(re.findall(r'<use href="#([\w-]+)"', text))
        used |= {f"i-{name}" for name in re.findall(r'{% icon "([\w-]+)"', text)}
    assert used - sprite == set()


def test_style_sheets_are_there_and_all_are_loaded() -> None:
    portal = (UI / "templates/layouts/portal.html").read_text(encoding="utf-8")
    names = re.findall(r"ui/css/([\w-]+)\.css", f"{loa_ui.stylesheets()}{portal}")
    assert sorted(names) == sorted(path.stem for path in (UI / "static/ui/css").glob("*.css"))


def test_scripts_import_what_exists() -> None:
    folder = UI / "static" / "ui" / "js"
    for script in folder.glob("*.js"):
        for name in re.findall(r'from "\./([\w.-]+)"', script.read_text(encoding="utf-8")):
            assert (folder / name).exists()


def test_no_page_evaluates_text_as_script() -> None:
    config = str(loa_ui.htmx_config())
    for switch in ("allowEval", "allowScriptTags", "includeIndicatorStyles"):
        assert f"&quot;{switch}&quot;: false" in config
    assert static("ui/js/loa.js").endswith("loa.js")
