"""The guides for each role: what they quote stands on the screens, their pictures are there."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.pictures.album import ALBUM, WIDTHS

from .conftest import PACKAGE, ROOT

HOWTO, PICTURES = ROOT / "docs" / "howto", ROOT / "docs" / "pictures"
FOR_MACHINES = {"api.md", "cai-dat.md", "sao-luu.md", "start.md", "van-hanh.md"}
"""Guides of the command line; what is bold there is meant, not quoted."""
MOST_BYTES = 2_500_000
QUOTED = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
PICTURE = re.compile(r"pictures/([\w.-]+)")


def one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def words_of_template(text: str) -> str:
    return re.sub(r"<[^>]*>", "\n", re.sub(r"\{[%#].*?[%#]\}", " ", text, flags=re.DOTALL))


def words_of_code(text: str) -> Iterator[str]:
    """The texts in code, without what describes it."""
    tree = ast.parse(text)
    spoken = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in spoken
        ):
            yield node.value


def words_on_screen() -> str:
    files = [path for path in PACKAGE.rglob("*") if not {"tests", "cli"} & set(path.parts)]
    pages = (words_of_template(p.read_text("utf-8")) for p in files if p.suffix == ".html")
    code = (
        words for p in files if p.suffix == ".py" for words in words_of_code(p.read_text("utf-8"))
    )
    return "\n".join(one_line(text) for text in (*pages, *code))


def guides() -> list[Path]:
    return sorted(path for path in HOWTO.glob("*.md") if path.name not in FOR_MACHINES)


def test_what_guides_quote_stands_on_the_screens() -> None:
    shown = words_on_screen()
    quoted = {
        (guide.name, one_line(words))
        for guide in guides()
        for words in QUOTED.findall(guide.read_text(encoding="utf-8"))
    }
    assert len(quoted) > 100
    assert {(name, words) for name, words in quoted if words not in shown} == set()


def test_every_picture_is_in_the_album_and_every_one_of_the_album_is_there() -> None:
    taken = {f"{picture.name}-{width}.webp" for picture in ALBUM for width in WIDTHS}
    assert {path.name for path in PICTURES.iterdir()} == taken
    papers = [*HOWTO.glob("*.md"), ROOT / "README.md", ROOT / "README.vi.md"]
    shown = {name for paper in papers for name in PICTURE.findall(paper.read_text("utf-8"))}
    assert shown <= taken
    assert {picture.name for picture in ALBUM} == {name.rsplit("-", 1)[0] for name in shown}


def test_pictures_are_small() -> None:
    assert sum(path.stat().st_size for path in PICTURES.iterdir()) <= MOST_BYTES
