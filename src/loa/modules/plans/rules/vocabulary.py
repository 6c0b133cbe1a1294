"""Forms of activity, audiences, measures and sources of money: reference data with its source."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from loa.kernel.errors import DomainError
from loa.kernel.places import data_dir
from loa.kernel.text import fold


class UnknownWord(DomainError):
    """A code that the vocabulary does not hold."""

    code = "PLANS_UNKNOWN_CODE"


@dataclass(frozen=True)
class Measure:
    """What is counted and in which unit; `per` names the measure that it is multiplied with.

    `sum_label` names the sum where the label speaks of one time («Thời lượng mỗi lượt phát»).
    """

    code: str
    label: str
    unit: str
    per: str = ""
    sum_label: str = ""

    @property
    def total_label(self) -> str:
        """What a sum over activities is called."""
        return self.sum_label or self.label


@dataclass(frozen=True)
class Form:
    """A form of activity and the measures that its results are counted in."""

    code: str
    label: str
    measures: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True)
class Audience:
    """Whom an activity is for."""

    code: str
    label: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Vocabulary:
    """All of it, in the order of the file."""

    measures: dict[str, Measure]
    forms: dict[str, Form]
    audiences: dict[str, Audience]
    money_sources: dict[str, str]
    cites: str
    verified: bool

    def require_form(self, code: str) -> Form:
        """The form of that code. Raises UnknownWord."""
        if code not in self.forms:
            message = f"Không có hình thức «{code}». Chọn một hình thức trong danh sách."
            raise UnknownWord(message)
        return self.forms[code]

    def require_measure(self, code: str) -> Measure:
        """The measure of that code. Raises UnknownWord."""
        if code not in self.measures:
            message = f"Không có chỉ số «{code}». Chọn một chỉ số trong danh sách."
            raise UnknownWord(message)
        return self.measures[code]

    def require_audience(self, code: str) -> Audience:
        """The audience of that code. Raises UnknownWord."""
        if code not in self.audiences:
            message = f"Không có đối tượng «{code}». Chọn một đối tượng trong danh sách."
            raise UnknownWord(message)
        return self.audiences[code]

    def forms_in(self, text: str) -> tuple[str, ...]:
        """Codes of the forms that the text speaks of, in the vocabulary's order."""
        return _codes_in(text, list(self.forms.values()))

    def audiences_in(self, text: str) -> tuple[str, ...]:
        """Codes of the audiences that the text speaks of, in the vocabulary's order."""
        return _codes_in(text, list(self.audiences.values()))


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of data/plans/vocabulary.toml."""
    return read(data_dir() / "plans" / "vocabulary.toml")


def read(path: Path) -> Vocabulary:
    """The vocabulary of one file."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    return Vocabulary(
        measures={row["code"]: Measure(**row) for row in raw["measure"]},
        forms={
            row["code"]: Form(
                row["code"], row["label"], tuple(row["measures"]), tuple(row["words"])
            )
            for row in raw["form"]
        },
        audiences={
            row["code"]: Audience(row["code"], row["label"], tuple(row["words"]))
            for row in raw["audience"]
        },
        money_sources={row["code"]: row["label"] for row in raw["money_source"]},
        cites=raw["cites"],
        verified=raw["verified"],
    )


def _codes_in(text: str, words: list[Form] | list[Audience]) -> tuple[str, ...]:
    folded = f" {fold(text)} "
    return tuple(
        word.code for word in words if any(f" {fold(phrase)} " in folded for phrase in word.words)
    )
