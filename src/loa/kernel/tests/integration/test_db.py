"""How the house writes: one transaction, nothing swallowed, one guarded UPDATE."""

from collections.abc import Iterator
from contextlib import suppress
from typing import ClassVar

import pytest
from django.db import DatabaseError, connection, models, transaction
from django.test.utils import isolate_apps

from loa.kernel.db import (
    Change,
    OutsideOperation,
    SwallowedFailure,
    compare_and_set,
    copy_rows,
    get_one,
    new_ids,
    operation,
    write_last,
)
from loa.kernel.errors import DomainError, NotFound, Stale

pytestmark = pytest.mark.django_db


@operation
def put(*, number: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO kernel_numbers VALUES (%s)", [number])


def numbers() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM kernel_numbers ORDER BY number")
        return [number for (number,) in cursor.fetchall()]


@pytest.fixture(autouse=True)
def _table() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE kernel_numbers (number int UNIQUE) ON COMMIT DROP")


def test_operation_takes_keywords_only() -> None:
    def positional(number: int) -> int:
        return number

    with pytest.raises(TypeError, match="keywords only"):
        operation(positional)


def test_operation_joins_the_one_around_it() -> None:
    @operation
    def outer() -> None:
        put(number=1)
        put(number=2)
        raise DomainError

    with pytest.raises(DomainError):
        outer()
    assert numbers() == []


def test_operation_that_hides_an_inner_failure_is_told() -> None:
    @operation
    def hides() -> None:
        put(number=1)
        with suppress(DatabaseError):
            put(number=1)

    with pytest.raises(SwallowedFailure):
        hides()
    assert numbers() == []


def test_operation_after_a_failed_one_starts_anew() -> None:
    test_operation_joins_the_one_around_it()
    put(number=3)
    assert numbers() == [3]


def test_write_last_hands_over_all_items_once_at_the_end() -> None:
    written: list[list[int]] = []

    def write(items: list[int]) -> None:
        written.append(items)

    @operation
    def inner(*, number: int) -> None:
        write_last(write, [number])

    @operation
    def outer() -> None:
        inner(number=1)
        inner(number=2)
        assert written == []

    outer()
    assert written == [[1, 2]]


def test_write_last_of_a_failed_operation_writes_nothing_then_or_later() -> None:
    written: list[list[int]] = []

    @operation
    def fails() -> None:
        write_last(written.append, [1])
        raise DomainError

    with pytest.raises(DomainError):
        fails()
    put(number=1)
    assert written == []


def test_write_last_that_fails_undoes_the_operation() -> None:
    def refuse(items: list[int]) -> None:
        message = str(items)
        raise ValueError(message)

    @operation
    def writes() -> None:
        put(number=1)
        write_last(refuse, [1])

    with pytest.raises(ValueError, match="1"):
        writes()
    assert numbers() == []


def test_write_last_outside_an_operation() -> None:
    with pytest.raises(OutsideOperation):
        write_last(print, [1])


def test_write_last_in_a_savepoint() -> None:
    @operation
    def writes() -> None:
        with transaction.atomic():
            write_last(print, [1])

    with pytest.raises(OutsideOperation):
        writes()


@pytest.fixture
def note() -> Iterator[models.Model]:
    with isolate_apps("loa.foundation.idempotency"):

        class Note(models.Model):
            """A row with a version."""

            text = models.TextField()
            version = models.PositiveIntegerField(default=1)
            objects: ClassVar[models.Manager[models.Model]] = models.Manager()

            class Meta:
                app_label = "idempotency"

            def __str__(self) -> str:
                return self.text

        with connection.schema_editor() as editor:
            editor.create_model(Note)
        yield Note.objects.create(text="cũ")


def test_compare_and_set_writes_and_tells_what_it_replaced(note: models.Model) -> None:
    change = compare_and_set(note, 1, text="mới")
    assert change == Change(before={"text": "cũ"}, after={"text": "mới"})
    note.refresh_from_db()
    assert (note.text, note.version) == ("mới", 2)  # type: ignore[attr-defined]


def test_compare_and_set_stale_changes_nothing(note: models.Model) -> None:
    compare_and_set(note, 1, text="mới")
    with pytest.raises(Stale):
        compare_and_set(note, 1, text="khác")
    note.refresh_from_db()
    assert note.text == "mới"  # type: ignore[attr-defined]


def test_get_one(note: models.Model) -> None:
    rows: models.QuerySet[models.Model] = models.QuerySet(type(note))
    assert get_one(rows.filter(pk=note.pk)) == note
    with pytest.raises(NotFound):
        get_one(rows.filter(pk=note.pk + 1))


@isolate_apps("loa.foundation.orgs")
def test_many_rows_are_copied_under_ids_of_their_sequence() -> None:
    class Line(models.Model):
        number = models.IntegerField()
        words = models.TextField()

        class Meta:
            app_label = "kernel"

        def __str__(self) -> str:
            return self.words

    with connection.schema_editor() as editor:
        editor.create_model(Line)
    first, second = new_ids(Line, 2)
    odd = "tab\t, lùi \\N, dòng\nmới, «ngoặc»"

    copy_rows(Line, ("id", "number", "words"), [(second, 2, odd), (first, 1, "")])
    lines: models.QuerySet[Line] = models.QuerySet(Line)
    last = lines.create(number=3, words="sau cùng")

    rows = list(lines.order_by("id").values_list("id", "number", "words"))
    assert rows == [(first, 1, ""), (second, 2, odd), (last.pk, 3, "sau cùng")]
    assert last.pk > second > first
