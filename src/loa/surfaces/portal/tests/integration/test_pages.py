"""The public site: small, without cookies and scripts, kept by whatever stands between."""

import gzip
import json
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import find
from django.test import Client

from loa.foundation.orgs.tests.factories import sign_in
from loa.modules.plans.facade import publicity
from loa.modules.plans.tests.factories import AT, Scene, issued, make_scene, pictured

pytestmark = pytest.mark.django_db
MOST_BYTES = 60 * 1024


@pytest.fixture
def scene() -> Scene:
    return make_scene()


@pytest.fixture
def plan_id(scene: Scene) -> int:
    found = issued(scene)
    activity_id, _file = pictured(scene, found)
    publicity.show_activity(actor=scene.focal, activity_id=activity_id, with_pictures=True, at=AT)
    publicity.publish_plan(
        actor=scene.officer, plan_id=found, file=publicity.PublicFile.SIGNED, at=AT
    )
    return found


def test_a_page_is_small_and_needs_nothing(client: Client, plan_id: int) -> None:
    answer = client.get(f"/cong-khai/ke-hoach/{plan_id}/")
    html = answer.content.decode()
    css = Path(find("ui/css/portal.css") or "").read_bytes()
    assert len(gzip.compress(answer.content)) + len(gzip.compress(css)) < MOST_BYTES
    assert "<script" not in html
    assert "woff" not in html
    assert 'lang="vi"' in html
    assert html.count("<h1") == 1
    assert "Phát tờ rơi tại thôn 1" in html


@pytest.mark.parametrize("where", ["", "ke-hoach/{}/", "ke-hoach/{}/so-lieu.json"])
def test_nobody_is_given_a_cookie_and_the_page_is_kept(
    client: Client, plan_id: int, where: str
) -> None:
    address = f"/cong-khai/{where.format(plan_id)}"
    answer = client.get(address)
    assert answer.status_code == 200
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert answer["Cache-Control"] == "public, max-age=300"
    assert "default-src 'self'" in answer["Content-Security-Policy"]
    again = client.get(address, headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_an_officer_gets_what_a_citizen_gets(scene: Scene, client: Client, plan_id: int) -> None:
    address = f"/cong-khai/ke-hoach/{plan_id}/"
    officer = Client()
    sign_in(officer, scene.officer)
    assert officer.get(address).content == client.get(address).content


def test_a_hidden_plan_looks_like_a_missing_one(scene: Scene, client: Client, plan_id: int) -> None:
    publicity.unpublish_plan(actor=scene.officer, plan_id=plan_id, at=AT)
    for tail in ("", "so-lieu.json", "van-ban/"):
        hidden = client.get(f"/cong-khai/ke-hoach/{plan_id}/{tail}")
        missing = client.get(f"/cong-khai/ke-hoach/987654321/{tail}")
        assert hidden.status_code == missing.status_code == 404
        told = hidden.content.replace(f"/{plan_id}/".encode(), b"/987654321/")
        assert told == missing.content
        assert hidden["Cache-Control"] == "no-store"


def test_open_data_say_what_the_page_says(client: Client, plan_id: int) -> None:
    data = json.loads(client.get(f"/cong-khai/ke-hoach/{plan_id}/so-lieu.json").content)
    html = client.get(f"/cong-khai/ke-hoach/{plan_id}/").content.decode()
    assert data["head"]["symbol"] == "12/KH-UBND"
    assert [task["title"] in html for task in data["tasks"]] == [True] * len(data["tasks"])
    assert data["activities"] == 1


def test_a_page_is_searched_without_marks(client: Client, plan_id: int) -> None:
    html = client.get(f"/cong-khai/ke-hoach/{plan_id}/?tim=so tay").content.decode()
    assert "sổ tay" in html
    assert "Phát tờ rơi tại thôn 1" not in html
    odd = client.get(f"/cong-khai/ke-hoach/{plan_id}/?tim=<script>alert(1)</script>")
    assert b"<script>alert" not in odd.content


def test_files_and_pictures_that_were_chosen_are_there(client: Client, plan_id: int) -> None:
    assert client.get(f"/cong-khai/ke-hoach/{plan_id}/van-ban/").status_code == 200
    page = publicity.public_plan(plan_id, AT.date())
    (picture,) = page.shown[0].pictures
    address = f"/cong-khai/hoat-dong/{page.shown[0].id}/tep/{picture.small_id}/"
    answer = client.get(address)
    assert answer["Content-Type"] in {"image/jpeg", "image/webp", "image/png"}


def test_machines_may_read_only_what_is_public(client: Client) -> None:
    told = client.get("/robots.txt").content.decode()
    assert told.splitlines()[1:] == ["Allow: /cong-khai/", "Allow: /static/", "Disallow: /"]
