"""Where documents lie: the shared corpus, texts found elsewhere, and the demonstration plan."""

import importlib.util
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from bench._rows import NothingToMeasure

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("LOA_SHARED") or ROOT.parent / "shared")
FOUND = [
    Path(folder)
    for folder in (os.environ.get("LOA_FOUND") or str(SHARED / "found")).split(os.pathsep)
]
SET_ASIDE = ROOT / "bench" / "set_aside"


@dataclass(frozen=True)
class Marked:
    """A document with what people marked in it by hand; `gold` has the shape of GOLD.md."""

    name: str
    text: str
    gold: dict[str, Any]


def seed() -> tuple[str, str]:
    """What the text is called, and the text: the seed, or the demonstration plan without it."""
    found = sorted((SHARED / "seed").glob("*.txt"))
    if found:
        return "seed", found[0].read_text("utf-8-sig")
    return "demonstration plan", (ROOT / "data" / "demo" / "plan.txt").read_text("utf-8-sig")


def plans() -> list[tuple[str, str]]:
    """Every text of the corpus with its name. Raises NothingToMeasure."""
    folder = SHARED / "corpus" / "plans"
    found = [(path.name, path.read_text("utf-8-sig")) for path in sorted(folder.glob("*.txt"))]
    if not found:
        message = f"no documents in {folder}; LOA_SHARED names the folder of the corpus"
        raise NothingToMeasure(message)
    return found


def word_files() -> list[Path]:
    """The corpus's Word files, and those of the decree: with grids, notes and numbering."""
    folders = (SHARED / "corpus" / "plans" / "originals", SHARED / "corpus" / "law" / "nd-30-2020")
    return [path for folder in folders for path in sorted(folder.glob("*.docx"))]


def known() -> list[Marked]:
    """Documents whose marks the reader was written on, by two thirds."""
    return list(_marked(SHARED / "corpus" / "gold", SHARED / "corpus" / "plans", SHARED / "seed"))


def set_aside() -> list[Marked]:
    """Documents of the corpus that were marked after the reader was written."""
    return list(_marked(SET_ASIDE / "corpus", SHARED / "corpus" / "plans"))


def found_elsewhere() -> tuple[list[Marked], list[Marked]]:
    """Documents from outside: those whose text was tried while rules were written, and the rest."""
    tried = set((SET_ASIDE / "tried.txt").read_text("utf-8").split())
    found = list(_marked(SET_ASIDE / "found", *FOUND))
    return [one for one in found if one.name in tried], [
        one for one in found if one.name not in tried
    ]


def late() -> list[Marked]:
    """Documents from outside that are measured only when a round of work is over."""
    return list(_marked(SET_ASIDE / "late", *FOUND)) if os.environ.get("LOA_LATE") else []


def fresh() -> list[Marked]:
    """Documents from outside whose texts nobody who writes rules has read."""
    return list(_marked(SET_ASIDE / "fresh", *FOUND))


def sixth() -> list[Marked]:
    """Documents from outside that the sixth round of work on the reader was measured on."""
    return list(_marked(SET_ASIDE / "sixth", *FOUND))


def scoring() -> ModuleType:
    """The scoring functions of the shared tool. Raises NothingToMeasure."""
    path = SHARED / "tools" / "score_documents.py"
    spec = importlib.util.spec_from_file_location("score_documents", path)
    if not path.is_file() or spec is None or spec.loader is None:
        message = f"no {path}; LOA_SHARED names the folder of the corpus"
        raise NothingToMeasure(message)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _marked(marks: Path, *texts: Path) -> Iterator[Marked]:
    """Documents whose text is on this machine."""
    for path in sorted(marks.glob("*.gold.json")):
        gold = json.loads(path.read_text("utf-8"))
        at = next(
            (folder / gold["file"] for folder in texts if (folder / gold["file"]).is_file()), None
        )
        if at is not None:
            yield Marked(gold["file"], at.read_text("utf-8-sig"), gold)
