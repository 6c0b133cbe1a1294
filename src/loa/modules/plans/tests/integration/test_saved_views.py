"""Named filters: whose they are, who sees them, with which the list opens, what is no more."""

from dataclasses import replace

import pytest
from django.urls import reverse

from loa.foundation.orgs import facade as orgs
from loa.foundation.orgs.tests.factories import make_actor
from loa.kernel.errors import NotFound
from loa.modules.plans.operations.keep_views import (
    TooManyViews,
    ViewNameTaken,
    change_view,
    drop_view,
    save_view,
)
from loa.modules.plans.queries.saved_views import own_views, views_of
from loa.modules.plans.tests.factories import AT, TODAY, Scene, as_person, issued
from loa.modules.plans.tests.web import browser, words_of
from loa.modules.plans.types.saved_views import ListPage, ViewRow

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]


def _save(
    actor: orgs.Actor,
    plan_id: int | None,
    name: str = "Chậm",
    query: str = "muon=on",
    *,
    is_shared: bool = False,
    is_default: bool = False,
) -> int:
    return save_view(
        actor=actor,
        page=ListPage.MATRIX if plan_id else ListPage.WORK,
        plan_id=plan_id,
        name=name,
        query=query,
        is_shared=is_shared,
        is_default=is_default,
        at=AT,
    )


def _seen(actor: orgs.Actor, plan_id: int) -> list[ViewRow]:
    return views_of(actor, ListPage.MATRIX, plan_id, TODAY)


def test_same_name_takes_the_new_filters(scene: Scene) -> None:
    plan_id, actor = issued(scene), as_person(scene.officer)
    assert _save(actor, plan_id) == _save(actor, plan_id, query="muon=on&q=h")
    assert [row.query for row in _seen(actor, plan_id)] == ["muon=on&q=h"]
    assert views_of(actor, ListPage.WORK, None, TODAY) == []


def test_shared_ones_are_seen_by_the_unit_and_changed_by_their_owner(scene: Scene) -> None:
    plan_id, actor = issued(scene), as_person(scene.focal)
    view_id = _save(actor, plan_id, is_shared=True, is_default=True)
    colleague = as_person(make_actor(orgs.Role.READER, scene.commune.id))
    assert [(row.is_own, row.is_default) for row in _seen(colleague, plan_id)] == [(False, False)]
    assert _seen(as_person(scene.other_focal), plan_id) == []
    with pytest.raises(NotFound):
        change_view(
            actor=colleague, view_id=view_id, name="x", is_shared=False, is_default=False, at=AT
        )
    drop_view(actor=colleague, view_id=view_id, at=AT)
    assert len(_seen(actor, plan_id)) == 1
    change_view(
        actor=actor, view_id=view_id, name="Tên khác", is_shared=False, is_default=False, at=AT
    )
    assert _seen(colleague, plan_id) == []
    for _ in range(2):
        drop_view(actor=actor, view_id=view_id, at=AT)
    assert own_views(actor) == []


def test_one_default_a_list_and_no_name_twice(scene: Scene) -> None:
    plan_id, actor = issued(scene), as_person(scene.officer)
    first = _save(actor, plan_id, is_default=True)
    _save(actor, plan_id, "Khác", is_default=True)
    assert [row.name for row in _seen(actor, plan_id) if row.is_default] == ["Khác"]
    with pytest.raises(ViewNameTaken):
        change_view(
            actor=actor, view_id=first, name="Khác", is_shared=False, is_default=False, at=AT
        )
    with pytest.raises(NotFound):
        _save(replace(actor, person_id=None), plan_id)
    with pytest.raises(NotFound):
        _save(actor, 999_999)
    for n in range(28):
        _save(actor, plan_id, f"Thứ {n}")
    with pytest.raises(TooManyViews):
        _save(actor, plan_id, "Nữa")


def test_matrix_offers_to_name_its_filters_and_opens_with_the_default(scene: Scene) -> None:
    plan_id = issued(scene)
    client = browser(as_person(scene.officer))
    address = reverse("plans:matrix", args=[plan_id])
    assert "Lưu bộ lọc này" not in words_of(client.get(address))
    page = client.get(address, {"muon": "on", "nhom": "tat-ca"})
    assert "Lưu bộ lọc này" in words_of(page)
    save = f"{reverse('plans:view-save')}?danh_sach=ma-tran&ke_hoach={plan_id}&muon=on"
    assert save.replace("&", "&amp;") in words_of(page)
    assert client.post(save, {"name": ""}).status_code == 422
    saved = client.post(save, {"name": "Xã chậm", "is_default": "on"})
    assert saved["Location"] == f"{address}?muon=on"
    assert client.get(address)["Location"] == f"{address}?muon=on"
    whole = words_of(client.get(address, {"tat_ca": "1"}))
    assert "Xã chậm" in whole
    assert "Xã chậm" in words_of(client.get(reverse("plans:view-list")))


def test_work_list_offers_its_own(scene: Scene) -> None:
    issued(scene)
    client = browser(as_person(scene.focal))
    address = reverse("desk:my-work")
    assert "Lưu bộ lọc này" in words_of(client.get(address, {"muon": "on"}))
    save = f"{reverse('plans:view-save')}?danh_sach=viec&muon=on"
    assert client.post(save, {"name": "Chậm", "is_default": "on"}).status_code == 302
    assert client.get(address)["Location"] == f"{address}?muon=on"
    assert client.get(address, {"muc": "can-lam"}).status_code == 200


def test_filter_whose_value_is_no_more_says_so(scene: Scene) -> None:
    plan_id = issued(scene)
    client = browser(as_person(scene.officer))
    gone = client.get(reverse("plans:matrix", args=[plan_id]), {"nhiem_vu": "99", "khoi": "X"})
    assert "nhóm đơn vị, nhiệm vụ không còn trong kế hoạch" in words_of(gone)
    there = client.get(reverse("plans:matrix", args=[plan_id]), {"nhiem_vu": "1"})
    assert "không còn trong kế hoạch" not in words_of(there)
    work = client.get(reverse("desk:my-work"), {"don_vi": "9999"})
    assert "hiện không có trong danh sách" in words_of(work)
