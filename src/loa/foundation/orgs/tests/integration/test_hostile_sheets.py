"""Tables that somebody hostile sends, through the real screens: refused, nothing written."""

import io
import subprocess
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from loa.foundation.orgs.facade import Role
from loa.foundation.orgs.models import Person, UnitState
from loa.foundation.orgs.tests.factories import make_actor, make_province, sign_in

pytestmark = pytest.mark.django_db

SCREENS = (reverse("orgs:people-import"), reverse("orgs:units-import"))
SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
RELATION = '<Relationship Id="{0}" Type="' + OFFICE + '/{1}" Target="{2}"/>'
DAMAGED = "Không đọc được tệp này"
LARGE = "Tệp quá lớn"


def book(rows: bytes, *, before: str = "") -> bytes:
    """A workbook of one sheet; `before` stands before its root."""
    main = RELATION.format("a", "officeDocument", "xl/workbook.xml")
    sheet = RELATION.format("rId1", "worksheet", "worksheets/sheet1.xml")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as parts:
        links = '<Relationships xmlns="' + PACKAGE + '">{}</Relationships>'
        parts.writestr("_rels/.rels", links.format(main))
        parts.writestr("xl/_rels/workbook.xml.rels", links.format(sheet))
        parts.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{SPACE}" xmlns:r="{OFFICE}"><sheets>'
            '<sheet name="T" sheetId="1" r:id="rId1"/></sheets></workbook>',
        )
        opened = f'{before}<worksheet xmlns="{SPACE}"><sheetData>'.encode()
        parts.writestr("xl/worksheets/sheet1.xml", opened + rows + b"</sheetData></worksheet>")
    return made.getvalue()


def told_small(data: bytes) -> bytes:
    """The same file, its directory saying that the large part holds ten bytes."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        largest = max(part.file_size for part in parts.infolist())
    return data.replace(largest.to_bytes(4, "little"), (10).to_bytes(4, "little"))


ENTITIES = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {name} "{f"&{of};" * 10}">' for of, name in zip("abcdefgh", "bcdefghi", strict=True)
)
CELL = '<row r="1"><c r="A1" t="inlineStr"><is><t>{}</t></is></c></row>'
FAR = CELL.format("a").replace("A1", "XFD1048576").encode()
BOMB = book(bytes(101 * 1024 * 1024))
HOSTILE = [
    pytest.param(BOMB, LARGE, id="zip bomb"),
    pytest.param(told_small(BOMB), DAMAGED, id="zip bomb that lies"),
    pytest.param(book(CELL.format("&i;").encode(), before=ENTITIES + "]>"), "", id="entity bomb"),
    pytest.param(book(CELL.format("a").encode() + FAR), LARGE, id="two cells at the far ends"),
]


@pytest.mark.parametrize(("data", "words"), HOSTILE)
def test_a_hostile_table_is_refused_on_both_screens(
    client: Client, monkeypatch: pytest.MonkeyPatch, data: bytes, words: str
) -> None:
    """P20: an uploaded workbook is opened by a process of its own, whatever page takes it."""
    sign_in(client, make_actor(Role.ADMINISTRATOR, make_province().pk))
    before = Person.objects.count(), UnitState.objects.count()
    started: list[str] = []
    popen = subprocess.Popen

    def seen(command: list[str], **how: Any) -> Any:  # noqa: ANN401  as Popen has it
        started.append(command[2])
        return popen(command, **how)

    monkeypatch.setattr(subprocess, "Popen", seen)
    for screen in SCREENS:
        answer = client.post(screen, {"file": SimpleUploadedFile("a.xlsx", data)})
        page = answer.content.decode()
        assert answer.status_code == 422, screen
        assert words in page
        assert "aaaaaaaaaaaaaaaaaaaa" not in page
    assert started == ["loa.foundation.orgs.workbook_cells"] * len(SCREENS)
    assert (Person.objects.count(), UnitState.objects.count()) == before
