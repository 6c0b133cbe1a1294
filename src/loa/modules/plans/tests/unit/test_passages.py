"""What an officer makes of his units' sentences: his words stay, and none of theirs is lost."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loa.modules.plans.rules import passages as rules
from loa.modules.plans.rules.passages import Kept, PassageGone
from loa.modules.plans.rules.sentences import Sentence
from loa.modules.plans.tests.unit.test_folding import ASKING, CROWD, said

MINE = "Đề nghị Ủy ban nhân dân tỉnh bố trí kinh phí."


def _two() -> tuple[list[Sentence], tuple[Kept, ...]]:
    crowd = said(ASKING, ASKING, "Loa thôn hỏng.")
    return crowd, rules.settled(crowd)


def test_a_section_that_nobody_touched_follows_its_units() -> None:
    crowd, kept = _two()
    merged = rules.merged(crowd, None)
    assert [one.text for one in merged.passages] == [ASKING, "Loa thôn hỏng."]
    assert [one.units for one in merged.passages] == [(0, 1), (2,)]
    assert [one.id for one in merged.passages] == [one.id for one in kept]
    assert (merged.new, merged.is_settled) == ((), False)


def test_words_of_the_officer_stay_whatever_units_send_later() -> None:
    crowd, kept = _two()
    kept = rules.rewritten(kept, kept[0].id, f" {MINE} ")
    later = [*crowd, *said("", "", "", ASKING.replace("cấp", "cấp thêm"), "Thiếu người dịch.")[3:]]
    merged = rules.merged(later, kept)
    assert [one.text for one in merged.passages] == [MINE, "Loa thôn hỏng."]
    joins = [(sorted(one.fold.units), one.joins) for one in merged.new]
    assert joins == [([3], kept[0].id), ([4], "")]
    taken = rules.merged(later, rules.taken_in(kept, merged.new))
    assert [one.text for one in taken.passages] == [MINE, "Loa thôn hỏng.", "Thiếu người dịch."]
    assert [one.units for one in taken.passages] == [(0, 1, 3), (2,), (4,)]
    assert taken.new == ()


def test_what_was_dropped_stays_and_what_is_like_it_comes_anew() -> None:
    crowd, kept = _two()
    kept = rules.dropped(kept, kept[0].id, is_dropped=True)
    merged = rules.merged(crowd, kept)
    assert [one.text for one in merged.standing] == ["Loa thôn hỏng."]
    assert merged.passages[0].is_dropped
    more = [*crowd, replace(crowd[0], key="9:x")]
    (new,) = rules.merged(more, kept).new
    assert new.joins == ""
    ids = [one.id for one in rules.taken_in(kept, [new])]
    assert len(set(ids)) == 3
    assert rules.dropped(kept, kept[0].id, is_dropped=False) == rules.settled(crowd)


def test_a_sentence_that_its_unit_took_back_is_counted_as_gone() -> None:
    crowd, kept = _two()
    merged = rules.merged(crowd[1:], kept)
    assert [(one.units, one.gone) for one in merged.passages] == [((1,), 1), ((2,), 0)]


def test_passages_are_moved_and_a_missing_one_refused() -> None:
    _, kept = _two()
    assert rules.moved(kept, kept[1].id, 0) == (kept[1], kept[0])
    assert rules.moved(kept, kept[0].id, 99) == (kept[1], kept[0])
    with pytest.raises(PassageGone):
        rules.moved(kept, "x", 0)


@given(CROWD, st.lists(st.tuples(st.integers(0, 40), st.sampled_from("dkrmt")), max_size=12))
def test_whatever_he_does_no_sentence_is_lost_or_doubled(
    crowd: list[Sentence], steps: list[tuple[int, str]]
) -> None:
    crowd = [replace(one, key=str(n)) for n, one in enumerate(crowd)]
    kept = rules.settled(crowd[: len(crowd) // 2])
    for n, step in steps:
        if step == "t":
            kept = rules.taken_in(kept, rules.merged(crowd, kept).new)
        elif kept:
            which = kept[n % len(kept)].id
            if step == "r":
                kept = rules.rewritten(kept, which, MINE)
            elif step == "m":
                kept = rules.moved(kept, which, n)
            else:
                kept = rules.dropped(kept, which, is_dropped=step == "d")
    assert rules.kept_of(rules.as_json(kept)) == kept
    merged = rules.merged(crowd, kept)
    keys = [key for one in kept for key in one.keys]
    waiting = [one.key for new in merged.new for one in new.fold.members]
    assert sorted([*keys, *waiting]) == sorted(one.key for one in crowd)
    assert len({one.id for one in kept}) == len(kept)


@given(CROWD)
def test_a_frozen_section_reads_back_as_it_was(crowd: list[Sentence]) -> None:
    merged = replace(rules.merged(crowd, None), is_settled=True)
    frozen = rules.frozen_json({"proposals": merged})
    assert rules.from_frozen(frozen) == ({"proposals": merged} if merged.passages else {})
