"""How much may be sent, what is read at once, and what tells one upload from another."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loa.foundation.files.extract.facade import MediaType
from loa.modules.plans.rules import uploading as rules

SIZES = st.integers(min_value=1, max_value=64 * 1024 * 1024)
FILES = st.lists(st.tuples(st.sampled_from(list(MediaType)), SIZES), min_size=1, max_size=8)


@given(files=FILES)
def test_quick_is_each_of_few_and_none_that_needs_another_program(
    files: list[tuple[MediaType, int]],
) -> None:
    quick = rules.are_quick([(kind.value, size) for kind, size in files])
    each = all(rules.are_quick([(kind.value, size)]) for kind, size in files)
    assert quick == (each and len(files) <= 4)
    slow = {MediaType.DOC, MediaType.JPEG, MediaType.PNG, MediaType.TIFF, MediaType.WEBP}
    assert not (quick and slow & {kind for kind, _ in files})


@given(files=FILES, smaller=SIZES)
def test_a_smaller_file_is_never_less_quick(
    files: list[tuple[MediaType, int]], smaller: int
) -> None:
    kind, size = files[0]
    if rules.are_quick([(kind.value, max(size, smaller))]):
        assert rules.are_quick([(kind.value, min(size, smaller))])


@given(hashes=st.lists(st.text("0123456789abcdef", min_size=64, max_size=64), max_size=5))
def test_the_same_files_in_any_order_are_the_same_upload(hashes: list[str]) -> None:
    assert rules.key_of(hashes, None, None) == rules.key_of(reversed(hashes), None, None)
    keys = {
        rules.key_of(hashes, None, None),
        rules.key_of(hashes, 1, None),
        rules.key_of(hashes, None, date(2022, 1, 18)),
        rules.key_of([*hashes, "0"], None, None),
    }
    assert len(keys) == 4


def test_amounts_have_an_end() -> None:
    rules.check_amount([1] * rules.MOST_FILES)
    with pytest.raises(rules.TooManyFiles):
        rules.check_amount([1] * (rules.MOST_FILES + 1))
    rules.check_amount([rules.MOST_BYTES])
    with pytest.raises(rules.FilesTooLarge, match="120 MB"):
        rules.check_amount([rules.MOST_BYTES, 1])


def test_queues_of_a_person_and_of_a_unit_have_an_end() -> None:
    rules.check_waiting(1, rules.MOST_WAITING - 1, rules.MOST_WAITING_OF_UNIT - 1)
    with pytest.raises(rules.TooManyWaiting, match="Bạn đang có 20 tệp"):
        rules.check_waiting(1, rules.MOST_WAITING, 0)
    with pytest.raises(rules.TooManyWaiting, match="Đơn vị của bạn đang có 60 tệp"):
        rules.check_waiting(1, 0, rules.MOST_WAITING_OF_UNIT)
