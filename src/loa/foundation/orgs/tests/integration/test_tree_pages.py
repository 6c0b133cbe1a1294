"""The pages on which an administrator changes the tree."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from loa.foundation.orgs import facade
from loa.foundation.orgs.facade import Role
from loa.foundation.orgs.models import UnitState
from loa.foundation.orgs.tests.factories import load_tree, make_actor, sign_in, unit_named
from loa.foundation.orgs.web.reading import today

pytestmark = pytest.mark.django_db

ADD, IMPORT = reverse("orgs:unit-add"), reverse("orgs:units-import")
DECISION = "Quyết định 1/QĐ-UBND"


def text_of(response: object) -> str:
    content: bytes = response.content  # type: ignore[attr-defined]  # a test response
    return content.decode()


def signed_in(client: Client, role: Role = Role.ADMINISTRATOR) -> None:
    sign_in(client, make_actor(role, facade.root_row(today()).id))


def day_words(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def new_unit(**fields: str) -> dict[str, str]:
    return {
        "kind": "DEPARTMENT",
        "level": "PROVINCE",
        "name": "Sở An toàn thực phẩm",
        "code": "TQ.SATTP",
        "parent_code": "H60",
        "valid_from": day_words(today()),
        "cites": DECISION,
        **fields,
    }


def test_unit_added_once_however_often_the_button_is_pressed(client: Client) -> None:
    load_tree()
    signed_in(client)
    assert client.get(ADD).status_code == 200
    for _ in range(2):
        assert client.post(ADD, new_unit()).status_code == 302
    assert unit_named("Sở An toàn thực phẩm", today()).code == "TQ.SATTP"
    page = text_of(client.get(reverse("orgs:unit-list")))
    assert "Thêm đơn vị" in page
    assert "Sở An toàn thực phẩm" in page


def test_unit_refused_keeps_what_was_typed(client: Client) -> None:
    load_tree()
    signed_in(client)
    answer = client.post(ADD, new_unit(code="TQ.STP"))
    assert answer.status_code == 422
    page = text_of(answer)
    assert "Sở An toàn thực phẩm" in page
    assert client.post(ADD, new_unit(cites="")).status_code == 422


def test_unit_changed_ended_and_followed(client: Client) -> None:
    load_tree()
    signed_in(client)
    names = ("Xã Trung Hà", "Xã Kiên Đài", "Xã Tân Trào")
    first, second, third = (unit_named(name, today()) for name in names)
    assert client.get(reverse("orgs:unit-edit", args=[first.id])).status_code == 200
    change = {
        "name": "Xã Trung Hà Mới",
        "code": first.code,
        "parent_code": "H60",
        "on": day_words(today()),
        "cites": DECISION,
    }
    assert client.post(reverse("orgs:unit-change", args=[first.id]), change).status_code == 302
    assert facade.unit_row(first.id, today()).name == "Xã Trung Hà Mới"
    assert facade.last_row(first.id, today() - timedelta(days=1)).name == "Xã Trung Hà"

    end = {"last_day": day_words(today()), "cites": DECISION}
    for _ in range(2):
        assert client.post(reverse("orgs:unit-end", args=[second.id]), end).status_code == 302
    assert second.id not in {row.id for row in facade.tree(today() + timedelta(days=1))}

    follow = {
        "new_unit_id": str(first.id),
        "on": day_words(today()),
        "kind": "MERGED",
        "cites": DECISION,
    }
    url = reverse("orgs:unit-succession", args=[third.id])
    assert client.post(url, follow).status_code == 302
    assert [row.unit_id for row in facade.successors_of(third.id, today())] == [first.id]
    answer = client.post(reverse("orgs:unit-succession", args=[first.id]), follow | {"on": ""})
    assert answer.status_code == 422
    assert "Xã Trung Hà Mới" in text_of(answer)


def test_table_out_edited_shown_and_written(client: Client) -> None:
    load_tree()
    signed_in(client)
    sent = client.get(reverse("orgs:units-export"))
    assert sent["Content-Disposition"].startswith("attachment")
    head, *lines = sent.content.decode("utf-8-sig").splitlines()
    row = next(line for line in lines if line.startswith("02305,") and "01/07/2025" in line)
    table = "\n".join([head, row.replace("Xã Trung Hà", "Xã Trung Hà Mới")]).encode()

    shown = client.post(IMPORT, {"file": SimpleUploadedFile("cay.csv", table)})
    page = text_of(shown)
    assert shown.status_code == 200
    assert "Sẽ sửa 1 đơn vị" in page
    assert not UnitState.objects.filter(is_reference=False).exists()
    rows = shown.context["rows"]
    assert client.post(IMPORT, {"rows": rows}).status_code == 302
    assert unit_named("Xã Trung Hà Mới", today()).code == "02305"
    assert client.post(IMPORT, {"rows": rows}).status_code == 302


def test_table_with_a_fault_names_the_cell(client: Client) -> None:
    load_tree()
    signed_in(client)
    head = client.get(reverse("orgs:units-export")).content.decode("utf-8-sig").splitlines()[0]
    bad = f"{head}\n,9,Sở X,Sở X,Sở,Cấp tỉnh,H60,1/1/2026,,có,"
    answer = client.post(IMPORT, {"file": SimpleUploadedFile("cay.csv", bad.encode())})
    assert answer.status_code == 422
    page = text_of(answer)
    assert "Căn cứ" in page
    assert "Ghi một trong" in page


def test_pages_of_the_tree_are_the_administrators(client: Client) -> None:
    load_tree()
    signed_in(client, Role.PLAN_OFFICER)
    unit = unit_named("Xã Trung Hà", today()).id
    assert "Thêm đơn vị" not in text_of(client.get(reverse("orgs:unit-list")))
    for name, args in (
        ("unit-add", []),
        ("units-import", []),
        ("units-export", []),
        ("unit-edit", [unit]),
    ):
        assert client.get(reverse(f"orgs:{name}", args=args)).status_code == 403
    end = {"last_day": day_words(today()), "cites": DECISION}
    assert client.post(reverse("orgs:unit-end", args=[unit]), end).status_code == 403
    assert client.post(ADD, new_unit()).status_code == 403
