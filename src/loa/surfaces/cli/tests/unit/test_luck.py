"""Luck: the same for the same seed and thing, spread evenly over others."""

from hypothesis import given
from hypothesis import strategies as st

from loa.surfaces.cli.demo.year.luck import Luck


@given(st.integers(), st.text(), st.integers(0, 50), st.integers(0, 50))
def test_luck_is_the_same_wherever_it_is_asked(
    seed: int, about: str, least: int, more: int
) -> None:
    luck = Luck(seed)
    assert luck.share(about) == Luck(seed).share(about)
    assert 0 <= luck.share(about) < 1
    assert least <= luck.number(least, least + more, about) <= least + more


def test_luck_reaches_all_of_several_about_as_often() -> None:
    luck = Luck(15)
    drawn = [luck.one_of("abcd", number) for number in range(4000)]
    assert all(850 < drawn.count(letter) < 1150 for letter in "abcd")
    assert [luck.one_of("abcd", number) for number in range(9)] == drawn[:9]
    assert [Luck(16).one_of("abcd", number) for number in range(9)] != drawn[:9]


def test_what_is_named_apart_is_apart() -> None:
    assert Luck(1).share("a", "bc") != Luck(1).share("ab", "c")
