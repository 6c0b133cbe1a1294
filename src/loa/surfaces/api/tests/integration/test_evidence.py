"""Files of activities by the API: sent along, read back, refused in words."""

import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from loa.modules.plans.tests.factories import Scene, issued, occurrence_of
from loa.surfaces.api.tests.calls import Program

pytestmark = pytest.mark.django_db

DONE = {
    "done_on": "2022-03-14",
    "title": "Phát tờ rơi tại thôn 1",
    "form": "TO_ROI",
    "quantities": [{"measure": "LEAFLETS", "amount": 30}],
    "links": [{"url": "https://vi.wikipedia.org/wiki/Loa"}],
}
_GPS = 0x8825
PDF = b"%PDF-1.7\n%%EOF\n"


def photo() -> bytes:
    """A picture that says where it was taken."""
    exif = Image.Exif()
    exif[_GPS] = {1: "N", 2: (22.0, 10.0, 0.0), 3: "E", 4: (105.0, 13.0, 0.0)}
    into = io.BytesIO()
    Image.new("RGB", (64, 48), "#6F9C7B").save(into, "JPEG", exif=exif)
    return into.getvalue()


def form(*files: tuple[str, bytes]) -> dict[str, object]:
    """An activity with files."""
    documents = [SimpleUploadedFile(name, data) for name, data in files]
    return {"activity": json.dumps(DONE), "documents": documents}


def done(program: Program, work_id: int) -> list[dict[str, object]]:
    """What was done for a piece of work."""
    found: list[dict[str, object]] = program.get(f"/work/{work_id}").json()["done"]
    return found


def test_files_go_along_with_an_activity_and_come_back(scene: Scene) -> None:
    work_id = occurrence_of(issued(scene), scene.commune.id, "tờ rơi").pk
    program = Program.of(scene.focal)
    address = f"/work/{work_id}/activities/with-files"
    sent = [("bien-ban.pdf", PDF), ("anh.jpg", photo())]
    made = program.send(address, form(*sent), key="one")
    assert made.status_code == 201, made.content.decode()
    again = program.send(address, form(*sent), key="one")
    assert again.headers["Idempotency-Replayed"] == "true"
    assert again.content == made.content
    assert [one["id"] for one in done(program, work_id)] == [made.json()["id"]]

    told = made.json()
    link, paper, picture = told["evidence"]
    assert (link["file"], link["has_file"]) == (None, False)
    place = f"/activities/{told['id']}/files"
    assert program.get(f"{place}/{paper['file']}").content == PDF
    served = program.get(f"{place}/{picture['file']}")
    assert served.headers["Content-Type"] == "image/jpeg"
    assert _GPS not in Image.open(io.BytesIO(served.content)).getexif()

    stranger = Program.of(scene.other_focal)
    hidden = stranger.get(f"{place}/{paper['file']}")
    assert (hidden.status_code, hidden.content) == (404, stranger.get(f"{place}/999").content)


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        (form(("x.exe", b"MZ\x90\x00rubbish")), "FILES_KIND_REFUSED"),
        ({**form(("a.pdf", PDF)), "activity": "{"}, "UNREADABLE"),
        ({"activity": json.dumps(DONE)}, "UNREADABLE"),
    ],
)
def test_what_cannot_be_taken_leaves_nothing(
    scene: Scene, sent: dict[str, object], code: str
) -> None:
    work_id = occurrence_of(issued(scene), scene.commune.id, "tờ rơi").pk
    program = Program.of(scene.focal)
    answer = program.send(f"/work/{work_id}/activities/with-files", sent)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert done(program, work_id) == []
