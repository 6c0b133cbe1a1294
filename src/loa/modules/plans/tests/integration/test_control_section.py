"""The section on communication of the control report: its periods, figures, rows and files."""

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime
from uuid import uuid4

import docx
import pytest

from loa.foundation.legal import facade as legal
from loa.kernel import clock
from loa.kernel.errors import NotFound
from loa.modules.plans import facade
from loa.modules.plans.models import Plan
from loa.modules.plans.queries import control_section as reads
from loa.modules.plans.tests.factories import (
    AT,
    Scene,
    issued,
    leaflets,
    occurrence_of,
)
from loa.modules.plans.tests.web import browser, query_count, words_of

pytestmark = pytest.mark.django_db
JULY = datetime(2022, 7, 5, 2, 0, tzinfo=UTC)
FIRST, LAST = date(2021, 12, 15), date(2022, 6, 14)


@pytest.fixture(autouse=True)
def day() -> Iterator[None]:
    clock.use(lambda: JULY)
    yield
    clock.use(clock.system_now)


@pytest.fixture
def plan(scene: Scene) -> Plan:
    """The commune handed out leaflets on the first and last day of the half-year and after it."""
    plan_id = issued(scene)
    work = occurrence_of(plan_id, scene.commune.id, "tờ rơi")
    for amount, on in ((30, date(2022, 2, 9)), (7, LAST), (500, date(2022, 6, 15))):
        facade.record_activity(
            actor=scene.focal,
            key=uuid4(),
            occurrence_id=work.pk,
            facts=leaflets(amount, on),
            at=JULY,
        )
    return Plan.objects.get(pk=plan_id)


def test_periods_are_those_of_the_control_report(plan: Plan) -> None:
    codes = [period.code for period in reads.periods_of(plan)]
    assert {"2022-Q1", "2022-H1", "2022-9M", "2022-Y"} <= set(codes)
    section = reads.section_of(plan, "2022-H1")
    assert (section.period.first, section.period.last) == (FIRST, LAST)
    assert section.is_unsure


@pytest.mark.usefixtures("scene")
def test_before_the_circular_the_law_knows_no_such_section() -> None:
    assert legal.value(reads.CODE, on=date(2020, 10, 21))["number"] == "9"
    with pytest.raises(legal.NotInForce):
        legal.value(reads.CODE, on=date(2020, 10, 20))


@pytest.mark.parametrize(
    ("period", "amount", "many"), [("2022-H1", 37, 2), ("2022-Y", 537, 3), ("2022-Q1", 30, 1)]
)
def test_figures_are_of_the_days_of_the_period(
    scene: Scene, plan: Plan, period: str, amount: int, many: int
) -> None:
    section = reads.section_of(plan, period)
    assert (section.told.total("LEAFLETS"), section.told.activities) == (amount, many)
    behind = reads.activities_behind(section, "LEAFLETS", scene.commune.id)
    assert sum(adds for _row, adds in behind) == amount


def test_every_number_opens_its_rows_and_the_files_say_the_same(scene: Scene, plan: Plan) -> None:
    client = browser(scene.officer)
    base = f"/ke-hoach/{plan.pk}/muc-truyen-thong/"
    page = words_of(client.get(base))
    assert "số liệu từ 15/12/2021 đến 14/06/2022" in page
    html = words_of(client.get(base, {"ky": "2022-H1"}))
    assert "9. Công tác truyền thông" in html
    assert "chưa đối chiếu văn bản" in html
    for figure in ("LEAFLETS", "ACTIVITIES", "UNITS"):
        address = f"{base}2022-H1/{figure}/"
        assert f'href="{address}"' in html
        rows = words_of(client.get(address))
        assert f"{address}?don-vi={scene.commune.id}" in rows
        assert "Phát tờ rơi" in words_of(client.get(address, {"don-vi": scene.commune.id}))
    answer = client.get(f"{base}2022-H1/tep.docx")
    document = docx.Document(io.BytesIO(b"".join(answer)))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "37 tờ rơi, tờ gấp" in text
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert "37" in cells
    assert client.get(f"{base}2022-H1/tep.exe").status_code == 404
    assert client.get(f"{base}2022-H1/KHONG/").status_code == 404


def test_who_may_not_read_the_province_does_not_find_it(scene: Scene, plan: Plan) -> None:
    with pytest.raises(NotFound):
        reads.plan_of_section(scene.focal, plan.pk, AT.date())
    assert browser(scene.focal).get(f"/ke-hoach/{plan.pk}/muc-truyen-thong/").status_code == 404
    assert "muc-truyen-thong" not in words_of(
        browser(scene.focal).get(f"/ke-hoach/{plan.pk}/bao-cao/")
    )


def test_more_units_ask_no_more_of_the_database(scene: Scene, plan: Plan) -> None:
    client = browser(scene.officer)
    address = f"/ke-hoach/{plan.pk}/muc-truyen-thong/2022-H1/ACTIVITIES/"
    before = query_count(client, address)
    work = occurrence_of(plan.pk, scene.other.id, "tờ rơi")
    facade.record_activity(
        actor=scene.other_focal, key=uuid4(), occurrence_id=work.pk, facts=leaflets(), at=JULY
    )
    assert query_count(client, address) <= before
