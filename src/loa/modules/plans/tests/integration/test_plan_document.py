"""A plan leaves in the official layout, with its tasks as they stand now."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.urls import reverse
from pytest_django import Settings

from loa.foundation.documents.facade import Note, OfficialDocument, Table, parse
from loa.foundation.files.extract.facade import extract
from loa.modules.plans import facade, queries
from loa.modules.plans.models import Plan, Task
from loa.modules.plans.rules.vocabulary import vocabulary
from loa.modules.plans.tests.factories import AT, Scene, drafted, issued
from loa.modules.plans.tests.integration.test_annex import HEAD, ROWS, book
from loa.modules.plans.tests.web import browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]


def test_what_was_read_and_checked_comes_back(scene: Scene) -> None:
    """Hazard R01: a title with signs of markup stands in the annex as it was typed."""
    plan = Plan.objects.get(pk=issued(scene))
    awkward = 'Gửi Sở TT&TT <mới> "A" & B'
    Task.objects.filter(plan=plan, ordinal=2).update(content=awkward)
    Plan.objects.filter(pk=plan.pk).update(subject="Trích yếu đã sửa")
    plan.refresh_from_db()
    document = queries.plan_document_of(plan)
    assert (document.is_draft, document.subject) == (False, "Trích yếu đã sửa")

    file = extract(queries.plan_file(document, "docx"), "a.docx")
    again = parse(file.text, file.tables)
    first = parse(plan.text)
    assert [duty.text for duty in again.duties] == [duty.text for duty in first.duties]
    assert [line.value for line in again.recipients] == [line.value for line in first.recipients]
    (table,) = again.annex_tables
    contents = [row.cells[1] for row in table.rows]
    assert contents[1] == awkward
    assert len(contents) == plan.tasks.count()
    assert all(row.cells[table.columns.index("Cơ quan chủ trì")] for row in table.rows)


def test_who_may_read_a_plan_takes_its_document(scene: Scene) -> None:
    plan_id = drafted(scene)
    address = reverse("plans:plan-document", args=[plan_id, "docx"])
    assert (
        address
        in browser(scene.officer).get(reverse("plans:draft-check", args=[plan_id])).content.decode()
    )
    assert browser(scene.focal).get(address).status_code == 404
    response = browser(scene.officer).get(address)
    assert response.content.startswith(b"PK")
    assert response["Content-Disposition"] == 'attachment; filename="ke-hoach-12.docx"'
    other = reverse("plans:plan-document", args=[plan_id, "odt"])
    assert browser(scene.officer).get(other).status_code == 404


def table_of(document: OfficialDocument, annex: int) -> Table:
    """The table of that annex."""
    (table,) = [block for block in document.annexes[annex].blocks if isinstance(block, Table)]
    return table


def test_what_an_annex_file_orders_stands_in_its_table_once(scene: Scene) -> None:
    plan = Plan.objects.get(pk=drafted(scene))
    in_words = plan.tasks.count()
    total = ["", "Tổng cộng", "", "", "", ""]
    sheet = facade.read_annex(book(HEAD, *ROWS, total), "Biểu 1.xlsx")
    facade.take_annex(actor=scene.officer, plan_id=plan.pk, source=sheet, with_hidden=False, at=AT)
    moved = plan.tasks.get(content=ROWS[1][1])
    facts = replace(queries.task_facts(moved), content="Treo áp phích mới")
    facade.save_task(
        actor=scene.officer, plan_id=plan.pk, task_id=moved.pk, version=1, facts=facts, at=AT
    )

    plan.refresh_from_db()
    document = queries.plan_document_of(plan)
    assert [annex.title for annex in document.annexes] == ["Biểu 1", "Phân công nhiệm vụ"]
    joined, own = table_of(document, 0), table_of(document, 1)
    assert [row.cells[1] for row in joined.rows] == [
        ROWS[0][1], "Treo áp phích mới", ROWS[2][1], ROWS[3][1], "Tổng cộng",
    ]  # fmt: skip
    assert joined.rows[0].cells[3] == "Sở Nội vụ"
    assert len(own.rows) == in_words
    assert document.annexes[1].blocks[-1] == Note(
        "Ngoài ra, 4 nhiệm vụ nêu trong bảng của phụ lục trên đây."
    )
    file = extract(queries.plan_file(document, "docx"), "a.docx")
    assert file.text.count("Treo áp phích mới") == 1


def test_a_table_of_the_file_itself_stays_and_is_not_told_twice(scene: Scene) -> None:
    plan_id = issued(scene)
    first = queries.plan_document_of(Plan.objects.get(pk=plan_id))
    data = queries.plan_file(first, "docx")
    Plan.objects.filter(pk=plan_id).update(source_sha256="0" * 64)
    source = facade.read_document(data, "lan-hai.docx")
    again = facade.import_plan(actor=scene.officer, source=source, as_of=None, at=AT)
    document = queries.plan_document_of(Plan.objects.get(pk=again.plan_id))
    titles = [annex.title.upper() for annex in document.annexes]
    assert titles[0] == "PHÂN CÔNG NHIỆM VỤ"
    rows = table_of(document, 0).rows
    assert [row.cells[1] for row in rows] == [row.cells[1] for row in table_of(first, 0).rows]
    shown = [row.cells[1] for n in range(len(titles)) for row in table_of(document, n).rows]
    assert len(shown) == queries.task_count(Plan.objects.get(pk=again.plan_id))


def test_units_that_were_only_offered_are_not_named(scene: Scene) -> None:
    plan = Plan.objects.get(pk=drafted(scene))
    task = plan.tasks.order_by("ordinal")[0]
    task.actors.all().delete()
    words = "Các cơ quan, đơn vị liên quan"
    task.actors.create(role="LEAD", unit_id=scene.department.id, is_included=False, words=words)
    rows = table_of(queries.plan_document_of(plan), 0).rows
    assert words in rows[0].cells


def test_a_document_is_made_once_for_what_is_in_it(
    scene: Scene, settings: Settings, tmp_path: Path
) -> None:
    plan = Plan.objects.get(pk=drafted(scene))
    settings.LOA_DATA = tmp_path

    def kept() -> int:
        return len([path for path in tmp_path.glob("made/??/*") if path.suffix != ".lock"])

    address = reverse("plans:plan-document", args=[plan.pk, "docx"])
    first = browser(scene.officer).get(address)
    assert kept() == 1
    assert browser(scene.officer).get(address).content == first.content
    assert kept() == 1
    assert browser(scene.focal).get(address).status_code == 404
    Plan.objects.filter(pk=plan.pk).update(subject="Trích yếu khác")
    assert browser(scene.officer).get(address).content != first.content
    assert kept() == 2


def test_the_annex_has_audience_and_money_where_a_task_says_them(scene: Scene) -> None:
    plan = Plan.objects.get(pk=issued(scene))
    first = table_of(queries.plan_document_of(plan), 0)
    assert "Kinh phí" not in [column.title for column in first.columns]
    task = plan.tasks.earliest("ordinal")
    words = vocabulary()
    audience, source = next(iter(words.audiences)), next(iter(words.money_sources))
    Task.objects.filter(pk=task.pk).update(
        audiences=[audience], money=1_500_000, money_source=source
    )
    table = table_of(queries.plan_document_of(plan), 0)
    row = dict(zip((column.title for column in table.columns), table.rows[0].cells, strict=True))
    assert words.audiences[audience].label in row["Đối tượng"]
    assert row["Kinh phí"] == f"1.500.000 đồng, {words.money_sources[source]}"
