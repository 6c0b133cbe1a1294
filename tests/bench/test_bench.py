"""What benchmarks compute around their timings, and the form in which they print it."""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from bench._clock import medians
from bench._corpus import seed
from bench._judging import Figures, Judge, Judged
from bench._rows import NothingToMeasure, Row, at_least, at_most, run, table
from bench._site import TASKS, plan_text
from bench.growth import IN_LINES, LINES, TIMES, in_body, in_head, in_order, repeated
from bench.parse_speed import stretched, tokens

from bench import akoma_ntoso, parse_quality, reading_at_once
from loa.foundation.documents.facade import gold_of, parse
from loa.foundation.documents.tests.plan_text import Plan, text_of
from loa.modules.plans.rules.uploading import AT_ONCE_SECONDS

KEYS = ["workload", "loa", "reference", "ratio", "unit", "goal", "holds"]


def _fold(value: object) -> object:
    return " ".join(str(value).casefold().split()) if isinstance(value, str) else value


# The shared scoring tool in the smallest form that answers alike on clean text.
TOOL = cast(
    "Any",
    SimpleNamespace(
        fold=_fold,
        near=lambda a, b, n: str(a).split()[:n] == str(b).split()[:n],
        whole_title=lambda a, b: _fold(a) == _fold(b),
        jaccard=lambda a, b: float(set(a or ()) == set(b or ())),
        same_deadline=lambda a, b: _fold(a) == _fold(b),
        matched_duties=lambda gold, found: [
            (g, f) for g in gold for f in found if g["starts"] == f["starts"]
        ],
    ),
)


def test_rows_say_whether_their_goal_holds() -> None:
    assert at_least("a", 300, 600, 250, "documents/s") == Row(
        "a", 300, 600, 0.5, "documents/s", "≥ 250", holds=True
    )
    assert not at_most("b", 12.5, 10, 12, "times").holds
    assert at_most("c", 0, 0, 0, "words").ratio == 0.0
    assert table([at_least("a", 300, 600, 250, "documents/s")]).splitlines()[1].endswith("yes")


def test_json_is_one_array_with_the_agreed_keys(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["bench", "--json"])
    assert run(lambda: [at_least("a", 1, 2, 1, "x")]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert list(row) == KEYS

    def absent() -> list[Row]:
        message = "no corpus"
        raise NothingToMeasure(message)

    assert run(absent) == 0
    out, err = capsys.readouterr()
    assert (json.loads(out), err) == ([], "skipped: no corpus\n")


def test_works_take_turns_and_each_has_its_median() -> None:
    turns: list[str] = []
    found = medians([lambda: turns.append("a"), lambda: turns.append("b")], repeats=3)
    assert (turns, len(found)) == (["a", "b"] * 4, 2)


def test_a_stretched_text_repeats_its_body_alone() -> None:
    text = text_of(Plan())
    longer = stretched(text, 3)
    document = parse(longer)
    assert document.text.count("Nơi nhận") == 1
    assert len(document.duties) == 3 * len(parse(text).duties)
    assert tokens("Sở Y tế,\nUBND") == 5


def test_a_judge_tells_right_from_wrong_and_sure_from_doubted() -> None:
    document = parse(text_of(Plan()))
    gold: dict[str, Any] = {**gold_of(document, "plan.txt"), "issuer": "Sở Mẫu"}
    gold["recipients"] = [*gold["recipients"], "Người thứ sáu"]
    doubtful = replace(
        document,
        duties=tuple(replace(duty, doubts=("Hãy xem.",)) for duty in document.duties[:1])
        + document.duties[1:],
    )
    judge = Judge(TOOL)
    judge.hear(doubtful, gold)
    honesty = judge.honesty
    assert [one for one in honesty.fields if not one.is_right] == [
        Judged("head", is_right=False, is_sure=True)
    ]
    assert honesty.missed["recipients"] == 1
    assert honesty.of("duties").sure == len(document.duties) - 1


def test_figures_are_shares_of_what_is_sure_and_of_what_is_wrong() -> None:
    fields = [
        Judged("x", is_right, is_sure)
        for is_right, is_sure in [(True, True), (True, True), (False, True), (False, False)]
    ]
    figures = Figures(fields)
    assert (figures.right_of_sure, figures.doubted_of_wrong) == (2 / 3, 0.5)
    assert figures.doubted_of_all == 0.25
    assert (Figures([]).right_of_sure, Figures([]).doubted_of_all) == (1.0, 0.0)


@pytest.mark.parametrize("measure", [parse_quality.measure, akoma_ntoso.measure])
def test_a_benchmark_without_its_corpus_says_where_it_looked(
    measure: Callable[[], Iterator[Row]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bench._corpus.SHARED", tmp_path)
    with pytest.raises(NothingToMeasure, match="LOA_SHARED"):
        list(measure())


def test_the_text_of_a_benchmark_is_there_without_a_corpus(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bench._corpus.SHARED", tmp_path)
    name, text = seed()
    assert name == "demonstration plan"
    assert parse(text).duties


def test_reading_at_once_takes_the_files_that_the_rule_names(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "corpus" / "plans"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text("Kế hoạch số 1", encoding="utf-8")
    (folder / "b.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    monkeypatch.setattr(reading_at_once, "SHARED", tmp_path)
    assert reading_at_once.quick_files() == {".txt": [folder / "a.txt"]}
    assert (reading_at_once.seconds_to_read(folder / "a.txt") or 0) < AT_ONCE_SECONDS
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading_at_once, "SHARED", folder)
        with pytest.raises(NothingToMeasure):
            list(reading_at_once.measure())


def _calls(text: str) -> int:
    """How many calls reading `text` makes: its work, on every machine the same."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        parse(text)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("piece", ["Sở Y tế chủ trì. ", "phối hợp với Sở Y tế ", "hằng năm và "])
def test_an_endless_line_takes_calls_linear_in_its_length(piece: str) -> None:
    assert _calls(in_order(piece, TIMES * 1_000)) < 1.5 * TIMES * _calls(in_order(piece, 1_000))


@pytest.mark.parametrize("piece", [LINES[4], "STT\n", "STT  Nội dung  Chủ trì\n"])
def test_endless_lines_take_calls_linear_in_their_number(piece: str) -> None:
    assert _calls(in_body(piece, TIMES * 1_000)) < 1.5 * TIMES * _calls(in_body(piece, 1_000))


def test_the_dear_texts_are_as_long_as_was_asked_and_read() -> None:
    assert repeated("ab", 5) == "ababa"
    for piece in IN_LINES:
        document = parse(in_head(piece, 100))
        assert document.issued_on.value is not None
        assert document.text.count("x\n") == 2


def test_the_plan_that_is_given_out_gives_every_unit_each_task() -> None:
    duties = parse(plan_text(7)).duties

    assert len(duties) == TASKS
    assert {len(duty.leads) for duty in duties} == {3}
    assert all(duty.timing.verbatim for duty in duties)
