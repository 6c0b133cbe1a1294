"""The round trip counts what did not come back."""

from bench._corpus import ROOT
from bench.round_trip import AIMS, Tally, compare, totals_of

from loa.foundation.documents.facade import parse

PLAN = (ROOT / "data" / "demo" / "plan.txt").read_text("utf-8")


def test_what_is_lost_and_what_is_new_both_cost() -> None:
    tally = Tally()
    tally.add("a.txt", ["one", "two", "two"], ["two", "three"])
    assert (tally.first, tally.second, tally.both) == (3, 2, 1)
    assert tally.share == 2 / 5
    assert len(tally.lost) == 3


def test_nothing_is_whole_and_another_document_is_not() -> None:
    assert Tally().share == 1.0
    first = parse(PLAN)
    same, other = compare("a", first, first), compare("a", first, parse("Một đoạn văn."))
    assert {same[kind].share for kind in AIMS} == {1.0}
    assert other["duties"].share == 0.0


def test_a_plan_comes_back_whole() -> None:
    totals = totals_of([("plan.txt", PLAN)])
    assert {kind: tally.lost for kind, tally in totals["docx"].items() if tally.lost} == {}
    assert totals["pdf"]["header"].share == 1.0
