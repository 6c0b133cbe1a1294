"""What is done too often: counted together, refused in words, open again after a while."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date, timedelta

import pytest
from django.db import connection

from loa.foundation.orgs import facade as orgs
from loa.foundation.orgs import limits
from loa.foundation.orgs.tests.factories import limited
from loa.kernel.errors import TooOften

DAY = date(2022, 3, 15)
ME, OTHER = (
    orgs.Actor(person_id=n, label="", unit_id=None, posts=frozenset()) for n in (7_001, 7_002)
)
EXPORT = "export.files"


def used(actor: orgs.Actor, times: int) -> int:
    """How often it was let through."""
    done = 0
    for _ in range(times):
        try:
            orgs.count_use(actor, EXPORT, DAY)
        except TooOften:
            break
        done += 1
    return done


def pass_by() -> None:
    """As if the span were over."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE orgs_tries SET expires = now() - interval '1 second'")


@pytest.mark.django_db
def test_each_person_has_his_own_count_and_it_ends() -> None:
    with limited(EXPORT, 3):
        assert used(ME, 9) == 3
        assert used(OTHER, 9) == 3
        with pytest.raises(TooOften, match=r"tối đa 3 trong 10 phút.*chữ đã nhập vẫn còn") as told:
            orgs.count_use(ME, EXPORT, DAY)
        assert 590 <= told.value.wait_s <= 600
        pass_by()
        assert used(ME, 9) == 3


@pytest.mark.django_db
def test_files_of_one_sending_count_each_and_the_house_is_not_counted() -> None:
    with limited(EXPORT, 3):
        orgs.count_use(ME, EXPORT, DAY, many=3)
        with pytest.raises(TooOften):
            orgs.count_use(ME, EXPORT, DAY)
        assert used(orgs.SYSTEM, 9) == 9


@pytest.fixture
def _nothing_counted() -> Iterator[None]:
    yield
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM orgs_tries")


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_nothing_counted")
def test_at_once_none_slips_through() -> None:
    """Four connections, as four web processes have them."""

    def use(_number: int) -> int:
        with closing(connection):
            return used(ME, 10)

    with limited(EXPORT, 25), ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(use, range(4))) == 25


def test_limits_are_dated() -> None:
    codes = {row.code for row in limits.all_limits()}
    assert codes == {
        "api.calls",
        "upload.files",
        "comments",
        "portal.codes",
        "portal.remarks",
        EXPORT,
    }
    begun = min(row.in_force_from for row in limits.all_limits())
    for code in codes:
        assert limits.limit_on(code, begun).most > 0
        with pytest.raises(LookupError):
            limits.limit_on(code, begun - timedelta(days=1))
