"""Sentences cut out of reports and folded: each once, in whatever order they come."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loa.modules.plans.rules import sentences
from loa.modules.plans.rules.folding import FOLD_AT, Fold, folded, sense_of
from loa.modules.plans.rules.sentences import Sentence, Source

ASKING = "Đề nghị UBND tỉnh cấp kinh phí in tờ rơi."


def said(*texts: str, names: tuple[str, ...] = ()) -> list[Sentence]:
    """A sentence of a unit of its own for each text."""
    return [
        Sentence(f"{n}:{text}", text, (Source(n, n, "proposals", text),), names)
        for n, text in enumerate(texts)
    ]


WORDS = st.sampled_from("đề nghị tỉnh cấp kinh phí in tờ rơi loa không Nà Pài 3 30 chưa có".split())  # noqa: SIM905  words read better so
TEXTS = st.lists(WORDS, min_size=1, max_size=9).map(" ".join)
CROWD = st.lists(TEXTS, max_size=40).map(lambda texts: said(*texts))


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("- Một xã. Hai xã!\n1. Ba xã", ["Một xã.", "Hai xã!", "Ba xã"]),
        ("UBND TP. Tuyên Quang đã làm. Còn lại…", ["UBND TP. Tuyên Quang đã làm.", "Còn lại…"]),
        ("Đã phát 3.000 tờ, v.v. và dán áp phích.", ["Đã phát 3.000 tờ, v.v. và dán áp phích."]),
        ("a) Thứ nhất.\r\n\n—\n+ Thứ hai.", ["Thứ nhất.", "Thứ hai."]),
        ("", []),
    ],
)
def test_cut(text: str, pieces: list[str]) -> None:
    assert sentences.cut(text) == pieces


def test_own_sentences_are_not_those_of_the_house_whatever_its_figures_were() -> None:
    drafted = "Tờ rơi, tờ gấp: 3.000 tờ."
    written = "Tờ rơi, tờ gấp: 20 tờ. Riêng thôn Nà Pài phát thêm bằng tiếng Dao."
    assert sentences.own(written, drafted) == ["Riêng thôn Nà Pài phát thêm bằng tiếng Dao."]


def test_the_same_words_said_twice_are_two_sentences() -> None:
    keys = [key for key, _ in sentences.keyed(7, ["Cấp loa.", "cấp loa", "Khác"])]
    assert len(set(keys)) == 3
    assert keys[0] == sentences.keyed(7, ["CẤP LOA"])[0][0]


def test_near_identical_ones_are_one_and_speak_in_words_that_name_nobody() -> None:
    named = said(
        "UBND xã Kim Phú đề nghị UBND tỉnh cấp kinh phí in tờ rơi", names=("UBND xã Kim Phú",)
    )
    others = said("x", ASKING, "Đề nghị Ủy ban nhân dân tỉnh cấp thêm kinh phí in tờ rơi.")[1:]
    (fold,) = folded([*named, *others])
    assert (fold.text, sorted(fold.units)) == (ASKING, [0, 1, 2])


@pytest.mark.parametrize(
    "other",
    [
        "Đề nghị UBND tỉnh cấp kinh phí in pano.",
        "Đề nghị UBND tỉnh không cấp kinh phí in tờ rơi.",
        "Đề nghị UBND tỉnh cấp kinh phí in 2 tờ rơi.",
        "Đề nghị UBND tỉnh cấp kinh phí in tờ rơi Dao.",
    ],
)
def test_another_thing_figure_name_or_a_turning_word_is_another_sentence(other: str) -> None:
    assert len(folded(said(ASKING, other))) == 2


@given(CROWD)
def test_every_sentence_is_in_one_fold(crowd: list[Sentence]) -> None:
    folds = folded(crowd)
    assert Counter(one for fold in folds for one in fold.members) == Counter(crowd)
    assert all(fold.text in {one.text for one in fold.members} for fold in folds)


@given(CROWD, st.randoms(use_true_random=False))
def test_order_does_not_matter(crowd: list[Sentence], dice: "st.DataObject") -> None:
    shuffled = list(crowd)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]  # a random.Random
    assert folded(shuffled) == folded(crowd)


@given(CROWD)
def test_count_is_of_the_units_that_said_it(crowd: list[Sentence]) -> None:
    for fold in folded(crowd):
        assert len(fold.units) == len(
            {source.unit for one in fold.members for source in one.sources}
        )


@given(CROWD)
def test_no_two_leaders_are_alike_so_the_rare_words_miss_nobody(crowd: list[Sentence]) -> None:
    """What the index of rare words finds is what comparing each with each would find."""
    leaders = [_leader(fold) for fold in folded(crowd)]
    for n, one in enumerate(leaders):
        assert not any(one.is_like(other) for other in leaders[n + 1 :])
    assert 0 < FOLD_AT < 1


def _leader(fold: Fold):  # type: ignore[no-untyped-def]  # noqa: ANN202  a Sense
    """The sense that most of them have; of equals the first."""
    senses = Counter(sense_of(one) for one in fold.members)
    return min(senses, key=lambda one: (-senses[one], one))
