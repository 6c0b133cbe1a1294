"""What holds at every address: history gets pages, files are counted, no cell is a formula."""

import csv
import io
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import openpyxl
import pytest
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse
from lxml import html

from loa.foundation.documents.register.models import Entry
from loa.foundation.orgs.models import Person, UnitState
from loa.foundation.orgs.operations.load_units import stamp_forest
from loa.foundation.orgs.tests.factories import limited
from loa.kernel import clock
from loa.modules.plans.models import Activity, Task
from loa.modules.plans.tests.factories import MARCH, Scene, make_scene

from . import policy
from .forest import DAY, samples_of
from .people import browsers_of, people_of, tokens_of
from .policy import NOBODY, Door, Outcome
from .programs import samples_of_programs
from .samples import Sample

pytestmark = pytest.mark.django_db

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
HOSTILE = (
    '=HYPERLINK("http://a.example","Xem")',
    "+84912345678",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+9)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
)
KEPT_AS_SENT = {
    "plans:plan-source",
    "plans:annex-source",
    "plans:upload-source",
    "plans:evidence-file",
    "portal:picture",
    "plans:guidance-file",
    "api-v1:plan-file",
    "api-v1:plan-annex-file",
    "api-v1:evidence",
}
"""Files that are given out as they came; nothing is made for them."""
SHORT = {"code", "last_day", "as_of"}
"""Fields of a code from a telephone and of a day beside a button: nothing to write anew."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FRAGMENT = {"HX-Request": "true"}
HISTORY = {**FRAGMENT, "HX-History-Restore-Request": "true"}


@dataclass(frozen=True)
class House:
    """The doors, an address behind each, and who opens them."""

    scene: Scene
    addresses: Mapping[Door, str]
    browsers: Mapping[str, Client]
    tokens: Mapping[str, str]

    def seen(self, door: Door, **headers: str) -> HttpResponseBase | None:
        """The answer to the first who may look; None where nobody may."""
        for person, client in self.browsers.items():
            if door.looks(person) is not Outcome.DONE or person == NOBODY:
                continue
            if self.addresses[door].startswith("/api/"):
                bearer = {"Authorization": f"Bearer {self.tokens[person]}"}
                return Client().get(self.addresses[door], headers=bearer)
            return client.get(self.addresses[door], headers=headers)
        return None


@pytest.fixture
def house() -> Iterator[House]:
    """The forest of the walk over all rights."""
    clock.use(lambda: MARCH)
    scene = make_scene()
    people = people_of(scene, DAY)
    samples = samples_of(scene, people)
    samples = {**samples, **samples_of_programs(scene, samples)}
    addresses = {
        door: reverse(door.name, kwargs=dict(samples.get(door.name, Sample()).parts))
        for door in policy.read().doors
    }
    yield House(scene, addresses, browsers_of(people), tokens_of(people, scene.root.id))
    clock.use(clock.system_now)


def kind_of(answer: HttpResponseBase) -> str:
    """The media type."""
    return answer.headers.get("Content-Type", "").partition(";")[0]


def bytes_of(answer: HttpResponseBase) -> bytes:
    """What a page or file holds."""
    if isinstance(answer, FileResponse):
        return answer.getvalue()
    assert isinstance(answer, HttpResponse)
    return answer.content


@pytest.mark.long
def test_every_door(house: House) -> None:
    """One forest for all three, since it takes seconds to grow."""
    history_gets_whole_pages(house)
    files_that_are_made_are_counted(house)
    no_name_becomes_a_formula(house)


def history_gets_whole_pages(house: House) -> None:
    """U01: going back asks for the page anew; a bare part of it would come back without layout."""
    wrong, pages, parts = [], 0, 0
    for door, address in house.addresses.items():
        part = None if address.startswith("/api/") else house.seen(door, **FRAGMENT)
        if part is None or not _is_page(part):
            continue
        pages += 1
        if "HX-Request" not in part.headers.get("Vary", ""):
            wrong.append(f"{door.name}: Vary")
        if b"</html>" in bytes_of(part):
            wrong += [f"{door.name}: {form}" for form in without_draft(bytes_of(part))]
            continue
        parts += 1
        if part.headers.get("Cache-Control") != "no-store":
            wrong.append(f"{door.name}: a part is kept")
        for asked in ({}, HISTORY):
            whole = house.seen(door, **asked)
            if whole is None or b"</html>" not in bytes_of(whole):
                wrong.append(f"{door.name}: no whole page for {asked}")
    sys.stdout.write(f"{pages} pages, {parts} of them swap a part\n")
    assert wrong == []
    assert pages > 30
    assert parts >= 3


def without_draft(page: bytes) -> Iterator[str]:
    """U03, U04, U06: forms whose typed words the browser would not keep until they were taken."""
    root: html.HtmlElement = html.document_fromstring(page)
    if root.find(".//script") is None:
        return  # for citizens: no script keeps drafts, and no token in the form grows old
    for form in root.iterfind(".//main//form[@method='post']"):
        typed = form.xpath(".//textarea | .//input[not(@type) or @type='text']")
        names = {field.get("name", "") for field in typed} - SHORT
        if names and "data-loa-draft" not in form.attrib:
            yield f"what is typed into {form.get('action') or 'the form'} is not kept: {names}"


def _is_page(answer: HttpResponseBase) -> bool:
    return answer.status_code == 200 and kind_of(answer) == "text/html"


def test_who_must_sign_in_meanwhile_gets_the_page_for_it_from_history() -> None:
    """U01: the browser follows a redirect by itself there; it would take no words of ours."""
    client = Client()
    answer = client.get("/viec/", headers=HISTORY)
    assert answer.status_code == 302
    assert client.get("/viec/", headers=FRAGMENT).status_code == 204


def files_that_are_made_are_counted(house: House) -> None:
    """One who asks without end is told when to come back, on every door that makes a file."""
    with limited("export.files", 0):
        answers = {door.name: house.seen(door) for door in house.addresses}
    let = {
        name
        for name, answer in answers.items()
        if answer is not None and _is_file(answer) and name not in KEPT_AS_SENT
    }
    refused = {name: answer for name, answer in answers.items() if answer and _is_refused(answer)}
    assert let == set(), "count_use(actor, «export.files», today) is missing"
    assert len(refused) >= 8
    for name, answer in refused.items():
        assert int(answer.headers["Retry-After"]) > 0, name
        assert "Hãy chờ" in bytes_of(answer).decode(), name


def _is_file(answer: HttpResponseBase) -> bool:
    return answer.status_code == 200 and "Content-Disposition" in answer.headers


def _is_refused(answer: HttpResponseBase) -> bool:
    return answer.status_code == 429


def no_name_becomes_a_formula(house: House) -> None:
    """R06: every address that gives a table, with names that a stranger chose."""
    name_badly(house.scene)
    sheets, tables = {}, {}
    for door in house.addresses:
        answer = house.seen(door)
        if answer is None or answer.status_code != 200:
            continue
        if kind_of(answer) == XLSX and door.name not in KEPT_AS_SENT:
            sheets[door.name] = bytes_of(answer)
        elif kind_of(answer) == "text/csv":
            tables[door.name] = bytes_of(answer)
    names = ", ".join([*sheets, *tables])
    sys.stdout.write(f"{len(sheets)} workbooks, {len(tables)} CSV: {names}\n")
    assert set(tables) == {"orgs:units-export"}
    assert set(sheets) >= {"plans:matrix-sheet", "documents:register-file", "plans:report-file"}
    shown = [cell for name, data in sheets.items() for cell in cells_of(name, data)]
    shown += [cell for name, data in tables.items() for cell in fields_of(name, data)]
    assert any("HYPERLINK" in cell for cell in shown)
    assert any("+84912345678" in cell for cell in shown), "a telephone number stays readable"


def name_badly(scene: Scene) -> None:
    """Names that a spreadsheet would run, wherever people choose names."""
    for number, state in enumerate(UnitState.objects.filter(unit__in=_units(scene))):
        name = HOSTILE[number % len(HOSTILE)]
        UnitState.objects.filter(pk=state.pk).update(name=name, short_name=name[:80])
    stamp_forest()
    for kind, field in ((Task, "title"), (Activity, "title"), (Entry, "subject")):
        for number, row in enumerate(kind.objects.all()):
            kind.objects.filter(pk=row.pk).update(**{field: HOSTILE[number % len(HOSTILE)]})
    for number, person in enumerate(Person.objects.all()):
        Person.objects.filter(pk=person.pk).update(name=HOSTILE[number % len(HOSTILE)])


def _units(scene: Scene) -> list[int]:
    return [
        scene.commune.id,
        scene.other.id,
        scene.department.id,
        scene.district.id,
        scene.office.id,
        scene.root.id,
    ]


def cells_of(name: str, data: bytes) -> list[str]:
    """The words in a workbook, none of which is run."""
    found = []
    for sheet in openpyxl.load_workbook(io.BytesIO(data)):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", f"{name} {cell.coordinate}: {cell.value}"
                assert cell.hyperlink is None, f"{name} {cell.coordinate}"
                found.append(str(cell.value or ""))
    return found


def fields_of(name: str, data: bytes) -> list[str]:
    """The fields of a CSV file, none of which Excel takes for a formula."""
    found = [
        field
        for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
        for field in row
    ]
    assert [field for field in found if field.startswith(STARTS)] == [], name
    return found
