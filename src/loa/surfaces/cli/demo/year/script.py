"""What units do and write, as data/demo/year.toml has it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings

Span = tuple[int, int]
"""The least and the most."""


@dataclass(frozen=True)
class Topic:
    """What units ask about a task, in several wordings, and the guidance that answers it."""

    words: tuple[str, ...]
    title: str
    answer: str
    basis: str


@dataclass(frozen=True)
class Remark:
    """What a citizen says of a task, «{unit}» being a commune, and what he is answered."""

    words: str
    answer: str


@dataclass(frozen=True)
class Act:
    """How the tasks whose title holds `words` are done; `cost` in đồng for one activity.

    `own_plans` is the share of units that do it by issuing a plan of their own in the house,
    `elsewhere` the share of those that send the document they issued elsewhere.
    """

    words: str
    form: str
    audiences: tuple[str, ...]
    times: Span
    titles: tuple[str, ...]
    notes: tuple[str, ...]
    amounts: Mapping[str, Span]
    cost: Span | None
    difficulties: tuple[tuple[str, str], ...]
    """What stands in the way, and what is asked for."""
    own_plans: float
    elsewhere: float
    topics: tuple[Topic, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True)
class Script:
    """Acts in order, the one for all other tasks last; sentences by what they are for and level."""

    acts: tuple[Act, ...]
    places: Mapping[str, tuple[str, ...]]
    words: Mapping[str, tuple[str, ...]]
    next: Mapping[str, tuple[str, ...]]
    proposals: Mapping[str, tuple[str, ...]]
    consolidated: Mapping[str, tuple[str, ...]]
    documents: Mapping[str, str]
    """What units issue elsewhere, by its kind, with names in braces for what differs."""

    def act_for(self, title: str) -> Act:
        """How a task is done."""
        return next(act for act in self.acts if act.words in title)

    def topic_of(self, words: str) -> Topic | None:
        """What a question is about; None for one that somebody asked in words of his own."""
        topics = (topic for act in self.acts for topic in act.topics)
        return next((topic for topic in topics if words in topic.words), None)


@cache
def script() -> Script:
    """The script of the demonstration."""
    path = settings.REFERENCE_DATA / "demo" / "year.toml"
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    return Script(
        acts=tuple(_act(row) for row in raw["act"]),
        places=_sentences(raw["place"]),
        words=_sentences(raw["words"]),
        next=_sentences(raw["next"]),
        proposals=_sentences(raw["proposals"]),
        consolidated=_sentences(raw["consolidated"]),
        documents=raw["document"],
    )


def _act(row: dict[str, Any]) -> Act:
    return Act(
        words=row["words"],
        form=row["form"],
        audiences=tuple(row["audiences"]),
        times=(row["times"][0], row["times"][1]),
        titles=tuple(row["titles"]),
        notes=tuple(row["notes"]),
        amounts={code: (least, most) for code, (least, most) in row["amounts"].items()},
        cost=(row["cost"][0], row["cost"][1]) if "cost" in row else None,
        difficulties=tuple((one["words"], one["wish"]) for one in row["difficulties"]),
        own_plans=row.get("own_plans", 0.0),
        elsewhere=row.get("elsewhere", 0.0),
        topics=tuple(_topic(one) for one in row.get("questions", ())),
        remarks=tuple(Remark(one["words"], one["answer"]) for one in row.get("remarks", ())),
    )


def _topic(row: dict[str, Any]) -> Topic:
    return Topic(tuple(row["words"]), row["title"], row["answer"], row.get("basis", ""))


def _sentences(raw: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(words) for name, words in raw.items()}
