"""When a thing that was read is the thing people marked: the shared tool's own tests, by kind."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

Same = Callable[[Any, Any], bool]


class Alike:
    """Tests of equality, truth first; the shapes are those of GOLD.md."""

    def __init__(self, tool: ModuleType) -> None:
        """`tool` is the shared scoring script."""
        self._tool = tool

    def basis(self, gold: dict[str, Any], found: dict[str, Any]) -> bool:
        """The same document of the law."""
        fold, near = self._tool.fold, self._tool.near
        return (
            fold(gold.get("number")) == fold(found.get("number"))
            and bool(gold.get("number") or near(gold.get("title"), found.get("title"), 4))
            and gold.get("date") == found.get("date")
        )

    def section(self, gold: dict[str, Any], found: dict[str, Any]) -> bool:
        """The same place in the tree with the same title."""
        return bool(
            self._tool.fold(gold["path"]) == self._tool.fold(found["path"])
            and self._tool.near(gold["title"], found["title"], 5)
            and self._tool.whole_title(gold["title"], found["title"])
        )

    def recipient(self, gold: str, found: str) -> bool:
        """The same line of «Nơi nhận»."""
        return bool(self._tool.near(gold, found, 6))

    def table(self, gold: dict[str, Any], found: dict[str, Any]) -> bool:
        """The same first three columns, and about as many rows."""
        heads = [[self._tool.fold(c) for c in one["columns"]][:3] for one in (gold, found)]
        slack = max(1, gold["rows"] // 20)
        return heads[0] == heads[1] and abs(gold["rows"] - found["rows"]) <= slack

    @property
    def lists(self) -> dict[str, Same]:
        """The kinds that stand in lists, by their name in GOLD.md."""
        return {
            "legal_bases": self.basis,
            "sections": self.section,
            "recipients": self.recipient,
            "annex_tables": self.table,
        }
