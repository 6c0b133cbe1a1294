"""Every miss has a name, every explanation a miss."""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from bench._corpus import SHARED, known, scoring, set_aside
from bench._judging import Honesty
from bench._misses import Explained, Miss, explained, misses_of, stale_in, summary

from bench import _corpus, parse_quality
from loa.foundation.documents.facade import gold_of, parse
from loa.foundation.documents.tests.plan_text import Plan, text_of

from .test_bench import TOOL

HEADER = ["issuer", "number"]
TOOL_WITH_HEADER = cast("Any", SimpleNamespace(**vars(TOOL), HEADER=HEADER))


def _read() -> dict[str, Any]:
    return cast("dict[str, Any]", json.loads(json.dumps(gold_of(parse(text_of(Plan())), "a.txt"))))


def _misses(truth: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [
        (miss.part, miss.side, miss.words)
        for miss in misses_of("a.txt", truth, _read(), TOOL_WITH_HEADER)
    ]


def test_what_was_read_right_is_no_miss() -> None:
    assert _misses(_read()) == []


def test_a_miss_is_named_by_its_part_its_side_and_its_first_words() -> None:
    truth = _read()
    truth["issuer"] = "Sở Mẫu"
    gone, twice = truth["recipients"][0], "Một hai ba bốn năm sáu bảy"
    truth["recipients"] = [*truth["recipients"][1:], twice, twice]
    assert _misses(truth) == [
        ("header", "wrong", "issuer"),
        ("recipients", "missing", "Một hai ba bốn năm sáu"),
        ("recipients", "missing", "Một hai ba bốn năm sáu (2)"),
        ("recipients", "extra", " ".join(gone.split()[:6])),
    ]


def test_what_a_duty_bears_is_held_against_the_truth_only_where_the_duty_was_met() -> None:
    truth = _read()
    words = " ".join(truth["duties"][0]["starts"].split()[:6])
    truth["duties"][0] |= {"deadline": "trước ngày 31/3/2027", "lead": ["Sở Mẫu"], "with": ["A"]}
    assert {part: side for part, side, said in _misses(truth) if said == words} == {
        "duties_units": "wrong", "duties_with": "missing", "duties_deadline": "wrong",
    }  # fmt: skip
    truth["duties"][0]["starts"] = "Một việc khác"
    assert _misses(truth)[:2] == [
        ("duties_text", "missing", "Một việc khác"),
        ("duties_text", "extra", words),
    ]


def test_an_explanation_without_its_miss_is_stale(tmp_path: Path) -> None:
    path = tmp_path / "misses.toml"
    path.write_text(
        '["a.txt".header]\n"wrong · issuer" = "text: the line is torn"\n'
        '"wrong · number" = "reader: takes the year"\n'
        '["b.txt".header]\n"wrong · place" = "truth: two readings"\n',
        "utf-8",
    )
    issuer, subject = (Miss("a.txt", "header", "wrong", key) for key in ("issuer", "subject"))
    found = explained([issuer, subject], path)
    assert (found.reasons, found.unexplained) == ({issuer: "text: the line is torn"}, [subject])
    assert stale_in(found, ["a.txt"]) == [("a.txt", "header", "wrong · number")]
    assert summary(found).splitlines()[1].split() == ["header", "2", "1", "0", "0", "1", "1"]


def test_an_explanation_says_whose_fault_the_miss_is(tmp_path: Path) -> None:
    path = tmp_path / "misses.toml"
    path.write_text('["a.txt".header]\n"wrong · issuer" = "hard to say"\n', "utf-8")
    with pytest.raises(ValueError, match="begins with one of reader, truth, text"):
        explained([], path)


@pytest.mark.skipif(not (SHARED / "corpus").is_dir(), reason="no shared corpus beside the checkout")
def test_no_explanation_is_stale() -> None:
    tool = scoring()
    documents = [*known(), *set_aside()]
    misses = [
        miss
        for one in documents
        for miss in misses_of(one.name, one.gold, gold_of(parse(one.text), one.name), tool)
    ]
    assert stale_in(explained(misses), [one.name for one in documents]) == []


def test_misses_of_documents_that_nobody_has_read_are_not_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    measured = [
        parse_quality.Measured(group, (f"{group}.txt",), {}, Honesty(), (miss,))
        for group in ("known", parse_quality.SEALED)
        for miss in [Miss(f"{group}.txt", "header", "wrong", "issuer")]
    ]
    monkeypatch.setattr(parse_quality, "groups", lambda: measured)
    found = parse_quality.explanations()
    assert {miss.file for miss in [*found.reasons, *found.unexplained]} == {"known.txt"}


def test_texts_found_elsewhere_may_lie_in_several_folders(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.txt").write_text(name, "utf-8")
    (tmp_path / "fresh").mkdir()
    for name in ("a", "b", "absent"):
        gold = tmp_path / "fresh" / f"{name}.txt.gold.json"
        gold.write_text(json.dumps({"file": f"{name}.txt"}), "utf-8")
    monkeypatch.setattr(_corpus, "SET_ASIDE", tmp_path)
    monkeypatch.setattr(_corpus, "FOUND", [tmp_path / "a", tmp_path / "b"])
    assert [(one.name, one.text) for one in _corpus.fresh()] == [("a.txt", "a"), ("b.txt", "b")]


def test_the_bench_lists_the_misses_that_are_asked_for() -> None:
    issuer = Miss("a.txt", "header", "wrong", "issuer")
    table = Miss("a.txt", "annex_tables", "extra", "TT")
    found = Explained({issuer: "text: torn"}, [table], [("b.txt", "header", "wrong · place")])
    assert parse_quality.listed(found, ["--misses", "header"]).splitlines()[-2:] == [
        "a.txt · header · wrong · issuer — text: torn",
        "b.txt · header · wrong · place — STALE, no such miss",
    ]
    assert "annex_tables · extra · TT — UNEXPLAINED" in parse_quality.listed(found, [])
