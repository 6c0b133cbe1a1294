"""Remarks over the public site: the form, the code, and those who try to abuse them."""

import re
from uuid import uuid4

import pytest
from django.test import Client

from loa.modules.plans.facade import publicity, remarks
from loa.modules.plans.tests.factories import AT, Scene, issued, make_scene

pytestmark = pytest.mark.django_db
ASK = "/cong-khai/gop-y/"


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def kept(scene: Scene) -> int:
    """How many remarks there are."""
    return len(remarks.remarks_on(scene.officer, AT.date()))


@pytest.fixture
def address(scene: Scene) -> str:
    plan_id = issued(scene)
    publicity.publish_plan(
        actor=scene.officer, plan_id=plan_id, file=publicity.PublicFile.NONE, at=AT
    )
    return f"/cong-khai/ke-hoach/{plan_id}/gop-y/"


def sent(client: Client, address: str, **more: str) -> tuple[int, str]:
    body = {"words": "Chưa có tờ rơi", "key": str(uuid4()), **more}
    answer = client.post(address, body)
    assert not answer.cookies
    assert answer["Cache-Control"] == "no-store"
    return answer.status_code, answer.content.decode()


def code_on(html: str) -> str:
    found = re.search(r'class="pp-code">([^<]+)<', html)
    assert found
    return found[1]


def test_a_citizen_sends_and_asks_by_code(address: str) -> None:
    """Without a cookie, without a token, with Django's own check of tokens on."""
    citizen = Client(enforce_csrf_checks=True)
    page = citizen.get(f"{address}?nhiem-vu=2").content.decode()
    assert "csrf" not in page
    assert not citizen.cookies
    status, html = sent(citizen, f"{address}?nhiem-vu=2", reach="ba.mau@thu.vn")
    assert status == 200
    told = citizen.post(ASK, {"ma": code_on(html).lower()}).content.decode()
    assert "Đang chờ trả lời" in told
    assert "ba.mau" not in told


def test_a_second_press_gives_the_same_code(scene: Scene, client: Client, address: str) -> None:
    """L01."""
    key = str(uuid4())
    codes = {code_on(sent(client, address, key=key)[1]) for _press in range(2)}
    assert len(codes) == kept(scene) == 1


def test_what_was_typed_comes_back_with_the_reason(
    scene: Scene, client: Client, address: str
) -> None:
    status, html = sent(client, address, reach="không phải địa chỉ")
    assert status == 422
    assert "Chưa có tờ rơi" in html
    assert "số điện thoại 10 số" in html
    assert kept(scene) == 0


def test_a_machine_is_thanked_and_nothing_is_kept(
    scene: Scene, client: Client, address: str
) -> None:
    status, html = sent(client, address, trang_web="http://mua.example")
    assert (status, kept(scene)) == (200, 0)
    assert "pp-code" not in html


def test_a_script_in_words_stays_words(client: Client, address: str) -> None:
    _status, html = sent(client, address, words="<script>alert(1)</script>")
    told = client.post(ASK, {"ma": code_on(html)}).content.decode()
    assert "<script>alert" not in told
    assert "&lt;script&gt;alert(1)" in told


def test_a_second_line_in_the_address_is_refused(
    scene: Scene, client: Client, address: str
) -> None:
    status, _html = sent(client, address, reach="ba@thu.vn\r\nBcc: moi@nguoi.vn")
    assert (status, kept(scene)) == (422, 0)


def test_guessing_codes_has_an_end(client: Client, address: str) -> None:
    code = code_on(sent(client, address)[1])
    guesses = [client.post(ASK, {"ma": "000000000000"}).status_code for _try in range(61)]
    assert set(guesses[:-1]) == {404}
    assert guesses[-1] == 429
    assert client.post(ASK, {"ma": code}).status_code == 429
    assert client.post(ASK, {"ma": "sai"}).status_code == 422


def test_sending_has_an_end(scene: Scene, client: Client, address: str) -> None:
    answers = [sent_status(client, address) for _try in range(21)]
    assert set(answers[:-1]) == {200}
    assert answers[-1] == 422
    assert kept(scene) == 20


def sent_status(client: Client, address: str) -> int:
    body = {"words": "Chưa có tờ rơi", "key": str(uuid4())}
    return client.post(address, body).status_code


@pytest.mark.usefixtures("address")
def test_a_hidden_plan_takes_nothing(client: Client) -> None:
    nowhere = "/cong-khai/ke-hoach/987654321/gop-y/"
    assert client.get(nowhere).status_code == 404
    assert sent_status(client, nowhere) == 404
