"""The pages of units and people."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from loa.foundation.orgs import facade
from loa.foundation.orgs.facade import Role
from loa.foundation.orgs.models import Account, Person, Post
from loa.foundation.orgs.tests.factories import (
    load_tree,
    make_actor,
    make_head,
    make_person,
    make_province,
    make_unit,
    sign_in,
)

pytestmark = pytest.mark.django_db

LIST = reverse("orgs:unit-list")
IMPORT = reverse("orgs:people-import")


def text_of(response: object) -> str:
    content: bytes = response.content  # type: ignore[attr-defined]  # a test response
    return content.decode()


def signed_in_at_the_province(client: Client, role: Role = Role.ADMINISTRATOR) -> None:
    sign_in(client, make_actor(role, facade.root_row(date(2026, 1, 1)).id))


def test_unit_list_as_of_a_day(client: Client) -> None:
    load_tree()
    signed_in_at_the_province(client, Role.READER)
    page = text_of(client.get(LIST, {"ngay": "18/01/2022", "nhom": "DISTRICTS"}))
    assert page.count("Huyện ") >= 6
    assert "7 đơn vị" in page
    assert "Huyện Na Hang" not in text_of(client.get(LIST, {"ngay": "01/07/2025"}))


@pytest.mark.parametrize("typed", ["hong thai", "Hồng Thái", "hồng  THÁI"])
def test_unit_list_searched_with_or_without_marks(client: Client, typed: str) -> None:
    load_tree()
    signed_in_at_the_province(client, Role.READER)
    page = text_of(client.get(LIST, {"ngay": "18/01/2022", "q": typed}))
    assert "Xã Hồng Thái" in page
    assert ": 1 đơn vị" in page


@pytest.mark.parametrize("day", ["31/02/2022", "01/01/1999", "hôm qua"])
def test_unit_list_of_an_impossible_day_says_so(client: Client, day: str) -> None:
    load_tree()
    signed_in_at_the_province(client, Role.READER)
    response = client.get(LIST, {"ngay": day})
    assert response.status_code == 200
    assert "0 đơn vị" in text_of(response)


def test_unit_list_marks_what_is_unsure(client: Client) -> None:
    load_tree()
    signed_in_at_the_province(client, Role.READER)
    page = text_of(client.get(LIST, {"ngay": "18/01/2022", "nhom": "DEPARTMENTS"}))
    assert page.count("chưa kiểm chứng") >= 20


@pytest.mark.parametrize("group", ["", "COMMUNES"])
def test_unit_list_costs_the_same_at_any_size(
    client: Client, group: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    load_tree()
    signed_in_at_the_province(client, Role.READER)
    client.get(LIST)
    # session, account, person, posts, stamp of the forest
    with django_assert_num_queries(6):
        client.get(LIST, {"ngay": "18/01/2022", "nhom": group})


def test_unit_detail_shows_people_to_its_administrator_only(client: Client) -> None:
    unit = make_unit(parent_id=make_province().pk)
    make_person("Nông Văn Kín", unit_id=unit.pk)
    url = reverse("orgs:unit-detail", args=[unit.pk])
    sign_in(client, make_head(unit.pk))
    assert "Nông Văn Kín" not in text_of(client.get(url))
    sign_in(client, make_actor(Role.ADMINISTRATOR, unit.pk))
    assert "Nông Văn Kín" in text_of(client.get(url))


def test_unit_detail_of_an_ended_unit_names_its_successor(client: Client) -> None:
    load_tree()
    signed_in_at_the_province(client, Role.READER)
    old = next(row for row in facade.tree(date(2022, 1, 18)) if row.name == "Xã Vân Sơn")
    page = text_of(client.get(reverse("orgs:unit-detail", args=[old.id])))
    assert "Xã Hồng Sơn" in page


def test_add_person_and_print_the_slip(client: Client) -> None:
    unit = make_unit(parent_id=make_province().pk)
    sign_in(client, make_actor(Role.ADMINISTRATOR, unit.pk))
    url = reverse("orgs:person-add", args=[unit.pk])
    found = re.search(r'name="key" value="([^"]+)"', text_of(client.get(url)))
    assert found
    sent = {"key": found[1], "name": "Ma Thị Hoa", "role": "FOCAL_OFFICER"}
    refused = client.post(url, sent | {"name": "…"})
    assert refused.status_code == 422
    assert "Hãy ghi họ và tên" in text_of(refused)
    response = client.post(url, sent)
    assert response["Cache-Control"] == "no-store"
    account = Account.objects.get(username__startswith="mathihoa")
    once = re.search(r"<b>([a-z2-9]{4}(?:-[a-z2-9]{4}){2})</b>", text_of(response))
    assert once
    assert account.check_password(once[1])


def test_add_person_denied_to_others(client: Client) -> None:
    unit = make_unit(parent_id=make_province().pk)
    sign_in(client, make_head(unit.pk))
    assert client.get(reverse("orgs:person-add", args=[unit.pk])).status_code == 403


def test_reset_password_and_posts_of_a_person(client: Client) -> None:
    unit = make_unit(parent_id=make_province().pk)
    actor = make_actor(Role.ADMINISTRATOR, unit.pk)
    account = sign_in(client, actor)
    ids = [unit.pk, account.person_id]
    assert "Tên đăng nhập" in text_of(client.get(reverse("orgs:person-detail", args=ids)))
    give = reverse("orgs:post-give", args=ids)
    assert client.post(give, {"role": "CLERK"}).status_code == 422
    sent = {"role": "CLERK", "held_from": "01/01/2020"}
    assert client.post(give, sent).status_code == 302
    twice = client.post(give, sent)
    assert twice.status_code == 422
    assert "đang giữ vai trò đó" in text_of(twice)
    post = Post.objects.get(role="CLERK")
    end = reverse("orgs:post-end", args=[*ids, post.pk])
    early = client.post(end, {"version": 1, "last_day": "01/01/2019"})
    assert early.status_code == 422
    assert client.post(end, {"version": 1, "last_day": "01/02/2020"}).status_code == 302
    assert client.post(reverse("orgs:post-end", args=[*ids, post.pk])).status_code == 404
    slip = text_of(client.post(reverse("orgs:person-reset", args=ids)))
    assert account.username in slip


def test_journal_of_a_person_and_of_a_unit_in_plain_words(client: Client) -> None:
    unit = make_unit(parent_id=make_province().pk)
    account = sign_in(client, make_actor(Role.ADMINISTRATOR, unit.pk))
    ids = [unit.pk, account.person_id]
    client.post(reverse("orgs:post-give", args=ids), {"role": "CLERK", "held_from": "01/01/2020"})
    client.post(reverse("orgs:person-reset", args=ids))
    Account.objects.filter(pk=account.pk).update(must_change_password=False)
    client.force_login(Account.objects.get(pk=account.pk))
    page = text_of(client.get(reverse("orgs:person-detail", args=ids)))
    told = page[page.index("Nhật ký") :]
    name = Person.objects.get(pk=account.person_id).name
    assert f"Đặt lại mật khẩu, in phiếu mới ({name})" in told
    assert told.index("Đặt lại mật khẩu") < told.index("Giao vai trò: ")
    assert "POST_GIVE" not in page


def test_person_of_another_unit_is_not_found(client: Client) -> None:
    province = make_province()
    mine, other = (make_unit(parent_id=province.pk) for _ in range(2))
    stranger = make_person(unit_id=other.pk)
    sign_in(client, make_actor(Role.ADMINISTRATOR, mine.pk))
    for name in ("orgs:person-detail", "orgs:person-reset"):
        url = reverse(name, args=[mine.pk, stranger.pk])
        assert client.post(url).status_code in {404, 405}
        assert client.get(reverse(name, args=[other.pk, stranger.pk])).status_code in {404, 405}


def test_person_list_leads_to_ones_units(client: Client) -> None:
    unit = make_unit("Xã Minh Họa", parent_id=make_province().pk)
    sign_in(client, make_actor(Role.ADMINISTRATOR, unit.pk))
    page = text_of(client.get(reverse("orgs:person-list")))
    assert "Xã Minh Họa" in page
    assert "Nhập từ bảng tính" not in page
    assert client.get(IMPORT).status_code == 403


def test_import_shows_every_fault_then_the_slips(client: Client) -> None:
    load_tree()
    signed_in_at_the_province(client)
    rows = "mã đơn vị;họ và tên;vai trò\n02260;Ma Thị Hoa;{role}\n"

    def sent(role: str) -> SimpleUploadedFile:
        return SimpleUploadedFile("ds.csv", rows.format(role=role).encode())

    before = Person.objects.count()
    refused = client.post(IMPORT, {"file": sent("<b>sếp</b>")})
    assert refused.status_code == 422
    assert "&lt;b&gt;sếp&lt;/b&gt;" in text_of(refused)
    assert Person.objects.count() == before
    done = client.post(IMPORT, {"file": sent("đầu mối")})
    assert "Phiếu của Ma Thị Hoa" in text_of(done)
    assert client.post(IMPORT, {}).status_code == 422


def test_people_of_an_ended_unit_can_still_be_seen_but_not_added(client: Client) -> None:
    province = make_province()
    gone = make_unit("Huyện Đã Hết", parent_id=province.pk, valid_to=date(2025, 7, 1))
    person = make_person("Nông Văn Cũ", unit_id=gone.pk)
    sign_in(client, make_actor(Role.ADMINISTRATOR, province.pk))
    page = text_of(client.get(reverse("orgs:unit-detail", args=[gone.pk])))
    assert "Nông Văn Cũ" in page
    assert "Thêm người dùng" not in page
    url = reverse("orgs:person-detail", args=[gone.pk, person.pk])
    assert client.get(url).status_code == 200
    assert client.get(reverse("orgs:person-add", args=[gone.pk])).status_code == 404


def test_unit_list_finds_old_names_with_what_they_are_now(client: Client) -> None:
    load_tree()
    signed_in_at_the_province(client, Role.READER)
    page = text_of(client.get(LIST, {"ngay": "01/12/2025", "q": "kim phu"}))
    assert "Tên cũ" in page
    assert "Xã Kim Phú" in page or "Phường Kim Phú" in page
    assert "Phường Mỹ Lâm, Phường Minh Xuân" in page
    assert "Tên cũ" not in text_of(client.get(LIST, {"ngay": "18/01/2022", "q": "kim phu"}))
    many = text_of(client.get(LIST, {"ngay": "01/12/2025", "q": "xa"}))
    assert "tên cũ nữa" in many


def test_unit_detail_says_what_it_was_made_of_and_who_took_over(client: Client) -> None:
    load_tree()
    signed_in_at_the_province(client, Role.READER)
    day = date(2025, 12, 1)
    rows = {row.name: row.id for row in facade.tree(day)}
    page = text_of(client.get(reverse("orgs:unit-detail", args=[rows["Phường Mỹ Lâm"]])))
    assert "Hợp thành từ" in page
    assert "Kim Phú (một phần)" in page
    old = next(row.id for row in facade.tree(date(2022, 1, 18)) if row.name == "Huyện Na Hang")
    assert "Đơn vị tiếp nhận" in text_of(client.get(reverse("orgs:unit-detail", args=[old])))
