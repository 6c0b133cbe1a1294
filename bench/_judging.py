"""Each field that was read, held against the truth: right or wrong, sure or doubted.

A field counts as sure where it bears no doubt and its confidence is at least `SURE`. What was
missed bears no mark; it is counted apart. The tests of equality are those of the shared tool.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any, Protocol

from bench._alike import Alike
from loa.foundation.documents.facade import Duty, Found, ParsedDocument, gold_of
from loa.foundation.documents.parse.structure import SectionStyle

SURE = 0.8
_ENOUGH = 0.5  # of the units, the shared tool's own measure
_BULLETS = frozenset({SectionStyle.DASH, SectionStyle.PLUS})
_HEAD = {
    "kind": "kind",
    "parent_body": "parent_body",
    "issuer": "issuer",
    "number": "number",
    "notation": "notation",
    "place": "place",
    "date": "issued_on",
    "subject": "subject",
}


@dataclass(frozen=True, slots=True)
class Judged:
    """One field: what kind it is, whether it is right, whether the reader was sure."""

    kind: str
    is_right: bool
    is_sure: bool


@dataclass
class Honesty:
    """Counts of judged fields, together and by kind; `missed` counts what was not read at all.

    `asked` is how many questions about duties a person has to answer.
    """

    fields: list[Judged] = field(default_factory=list)
    missed: Counter[str] = field(default_factory=Counter)
    asked: int = 0

    def of(self, kind: str | None) -> "Figures":
        """The figures of one kind, or of all."""
        return Figures([one for one in self.fields if kind in (None, one.kind)])

    @property
    def asked_of_each(self) -> float:
        """Questions to a person for each duty."""
        duties = len(self.of("duties").fields)
        return self.asked / duties if duties else 0.0

    @property
    def kinds(self) -> list[str]:
        """Kinds in the order in which they were met."""
        return list(dict.fromkeys(one.kind for one in self.fields))


@dataclass(frozen=True)
class Figures:
    """How honest the marks of some fields are; a share of nothing is 1."""

    fields: list[Judged]

    @property
    def sure(self) -> int:
        """How many were marked sure."""
        return sum(one.is_sure for one in self.fields)

    @property
    def wrong(self) -> int:
        """How many are wrong."""
        return sum(not one.is_right for one in self.fields)

    @property
    def right_of_sure(self) -> float:
        """Of what was marked sure, the share that is right."""
        sure = [one.is_right for one in self.fields if one.is_sure]
        return sum(sure) / len(sure) if sure else 1.0

    @property
    def doubted_of_wrong(self) -> float:
        """Of what is wrong, the share that was doubted."""
        wrong = [not one.is_sure for one in self.fields if not one.is_right]
        return sum(wrong) / len(wrong) if wrong else 1.0

    @property
    def wrong_of_doubted(self) -> float:
        """Of what was doubted, the share that is wrong: how seldom a person is asked in vain."""
        doubted = [not one.is_right for one in self.fields if not one.is_sure]
        return sum(doubted) / len(doubted) if doubted else 1.0

    @property
    def doubted_of_all(self) -> float:
        """The share that a person is asked to look at."""
        return (
            sum(not one.is_sure for one in self.fields) / len(self.fields) if self.fields else 0.0
        )


class Marked(Protocol):
    """Anything that was read and bears a mark."""

    @property
    def confidence(self) -> float:
        """From a guess, 0, to certain, 1."""

    @property
    def doubts(self) -> tuple[str, ...]:
        """Why a person should look."""


def is_sure(confidence: float, doubts: Iterable[str]) -> bool:
    """Whether a field is shown without a mark."""
    return confidence >= SURE and not list(doubts)


def _questions(duty: Duty) -> set[str]:
    """What a person is asked about one duty; the same words are one question."""
    actors = (*duty.leads, *duty.partners)
    return {*duty.doubts, *duty.timing.doubts, *(why for actor in actors for why in actor.doubts)}


class Judge:
    """Holds documents against their truth, with the shared tool's tests of equality."""

    def __init__(self, tool: ModuleType) -> None:
        """Nothing judged yet."""
        self._tool = tool
        self._same = Alike(tool).lists
        self.honesty = Honesty()

    def hear(self, document: ParsedDocument, gold: dict[str, Any]) -> None:
        """Every field of one document."""
        found: dict[str, Any] = gold_of(document, gold["file"])
        shown = [s for s in document.sections if s.is_titled and s.style not in _BULLETS]
        self.honesty.fields += self._head(document, gold, found)
        lists: tuple[tuple[str, Sequence[Marked]], ...] = (
            ("legal_bases", document.legal_bases),
            ("sections", shown),
            ("recipients", document.recipients),
            ("annex_tables", document.annex_tables),
        )
        for key, things in lists:
            right = self._matched(key, gold.get(key) or [], found[key])
            self.honesty.fields += [
                Judged(key, i in right, is_sure(thing.confidence, thing.doubts))
                for i, thing in enumerate(things)
            ]
        self._duties(document, gold.get("duties") or [], found["duties"])

    def _head(
        self, document: ParsedDocument, gold: dict[str, Any], found: dict[str, Any]
    ) -> Iterator[Judged]:
        fold = self._tool.fold
        for key, name in _HEAD.items():
            if key in gold:
                value: Found[Any] = getattr(document, name)
                right = fold(gold[key]) == fold(found[key])
                yield Judged("head", right, is_sure(value.confidence, value.doubts))
        truth, signer = gold.get("signer") or {}, document.signer
        for key, value in (("post", signer.post), ("name", signer.name)):
            right = fold(truth.get(key)) == fold(value.value)
            yield Judged("head", right, is_sure(value.confidence, value.doubts))
        lines = [fold(line) for line in truth.get("authority") or []]
        right = lines == [fold(line.value) for line in signer.authority]
        # The page shows these lines with the post, as one field.
        shown: tuple[Found[Any], ...] = (*signer.authority, signer.post)
        sure = all(is_sure(line.confidence, line.doubts) for line in shown)
        yield Judged("head", right, sure)

    def _matched(self, kind: str, gold: list[Any], found: list[Any]) -> set[int]:
        """Which of `found` have a partner in `gold`, one to one; counts who has none."""
        left = list(range(len(found)))
        for truth in gold:
            hit = next((i for i in left if self._same[kind](truth, found[i])), None)
            if hit is None:
                self.honesty.missed[kind] += 1
            else:
                left.remove(hit)
        return set(range(len(found))) - set(left)

    def _duties(self, document: ParsedDocument, gold: list[Any], found: list[Any]) -> None:
        for i, row in enumerate(found):
            row["at"] = i
        pairs = {row["at"]: truth for truth, row in self._tool.matched_duties(gold, found)}
        self.honesty.missed["duties"] += len(gold) - len(pairs)
        for i, (duty, row) in enumerate(zip(document.duties, found, strict=True)):
            self.honesty.asked += len(_questions(duty))
            sure = is_sure(duty.confidence, duty.doubts)
            self.honesty.fields.append(Judged("duties", i in pairs, sure))
            if i not in pairs:
                continue
            truth = pairs[i]
            for kind, key, actors in (
                ("leads", "lead", duty.leads),
                ("partners", "with", duty.partners),
            ):
                right = self._tool.jaccard(truth.get(key), row[key]) >= _ENOUGH
                marked = sure and not any(actor.doubts for actor in actors)
                self._answer(Judged(kind, right, marked), bool(row[key]), bool(truth.get(key)))
            deadline, wanted = row["deadline"], truth.get("deadline")
            right = bool(wanted) and self._tool.same_deadline(wanted, deadline)
            marked = sure and not duty.timing.doubts
            self._answer(Judged("deadlines", right, marked), bool(deadline), bool(wanted))

    def _answer(self, judged: Judged, *answers: bool) -> None:
        """`answers`: whether the reader gave one, whether there is one."""
        given, wanted = answers
        if given:
            self.honesty.fields.append(judged)
        elif wanted:
            self.honesty.missed[judged.kind] += 1
