"""Whom «@name» means."""

from hypothesis import given
from hypothesis import strategies as st

from loa.modules.plans.rules.mentions import mentions_of

NAMES = {1: "Nguyễn Văn Mẫu", 2: "Trần Thị Mẫu", 3: "Ma Thị Minh Họa"}


def _meant(text: str) -> list[tuple[int, ...]]:
    return [one.people for one in mentions_of(text, NAMES)]


def test_end_or_whole_of_a_name_with_or_without_marks() -> None:
    assert _meant("Nhờ @Minh Họa xem") == [(3,)]
    assert _meant("@nguyen van mau, @Họa: xem giúp") == [(1,), (3,)]
    assert _meant("@Mẫu xem") == [(1, 2)]
    assert _meant("@Thị Mẫu xem") == [(2,)]


def test_nobody_and_no_mention() -> None:
    assert _meant("@Lan ơi") == [()]
    assert _meant("gửi a@mau.vn, @ mẫu") == []


@given(st.text(), st.sampled_from(sorted(NAMES)))
def test_whole_name_is_found_wherever_it_stands(before: str, person: int) -> None:
    found = mentions_of(f"{before} @{NAMES[person]}", NAMES)
    assert found[-1].people == (person,)
