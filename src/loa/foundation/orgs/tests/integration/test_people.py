"""People, posts, one-time passwords, and everybody from one spreadsheet."""

import io
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import xlsxwriter

from loa.foundation.audit.facade import entries_for
from loa.foundation.audit.tests.factories import recorded_verbs
from loa.foundation.orgs import facade
from loa.foundation.orgs.facade import Actor, Level, Role, Slip
from loa.foundation.orgs.models import Account, Person, Post
from loa.foundation.orgs.people_sheet import Sheet
from loa.foundation.orgs.tests.factories import (
    load_tree,
    make_actor,
    make_head,
    make_person,
    make_province,
    make_unit,
    unit_named,
)
from loa.kernel.errors import NotAllowed, NotFound, Stale
from loa.kernel.ids import new_key

pytestmark = pytest.mark.django_db

AT = datetime(2022, 3, 10, 2, 0, tzinfo=UTC)
TODAY = date(2022, 3, 10)
Cells = Sequence[object]
HEADS = ["Mã đơn vị", "Họ và tên", "Chức vụ", "Vai trò", "Điện thoại", "Email"]


def administrator(unit_id: int) -> Actor:
    return make_actor(Role.ADMINISTRATOR, unit_id)


def added(actor: Actor, unit_id: int, **more: Any) -> Slip:  # noqa: ANN401  whatever add_person takes
    asked: dict[str, Any] = {
        "key": new_key(),
        "name": "Ma Thị Hoa",
        "role": Role.FOCAL_OFFICER,
        "at": AT,
    } | more
    return facade.add_person(actor=actor, unit_id=unit_id, **asked)


def workbook(rows: Sequence[Cells], hidden: tuple[int, ...] = ()) -> bytes:
    into = io.BytesIO()
    with xlsxwriter.Workbook(into) as book:
        sheet = book.add_worksheet("Danh sách")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        for number in hidden:
            sheet.set_row(number - 1, None, None, {"hidden": True})
    return into.getvalue()


def imported(content: bytes, *, with_hidden: bool = False) -> facade.ImportedPeople:
    root = facade.root_row(TODAY)
    return facade.import_people(
        actor=administrator(root.id),
        sheet=facade.read_sheet(content),
        with_hidden=with_hidden,
        at=AT,
    )


def test_add_person_works() -> None:
    unit = make_unit("Xã Minh Họa", parent_id=make_province().pk)
    slip = added(administrator(unit.pk), unit.pk, name="  Ma Thị   Hoa ", phone="0912345678")
    account = Account.objects.get(username=slip.username)
    assert slip.name == account.person.name == "Ma Thị Hoa"
    assert slip.username.startswith("mathihoa.")
    assert account.check_password(slip.password)
    assert account.must_change_password
    assert facade.actor_for(account, TODAY).posts == {facade.Held(unit.pk, Role.FOCAL_OFFICER)}
    (entry,) = entries_for(account.person.ref)
    assert "Hoa" not in f"{entry.before}{entry.after}"


def test_add_person_twice_is_one_person_with_a_fresh_slip() -> None:
    unit = make_unit(parent_id=make_province().pk)
    actor, key = administrator(unit.pk), new_key()
    first, second = (added(actor, unit.pk, key=key) for _ in range(2))
    assert first.person_id == second.person_id
    account = Account.objects.get(person=first.person_id)
    assert not account.check_password(first.password)
    assert account.check_password(second.password)


def test_same_names_get_different_user_names() -> None:
    unit = make_unit(parent_id=make_province().pk)
    actor = administrator(unit.pk)
    names = {added(actor, unit.pk).username for _ in range(3)}
    assert len(names) == 3


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_add_person_denied_to_others(role: Role) -> None:
    unit = make_unit(parent_id=make_province().pk)
    with pytest.raises(NotAllowed, match="quản trị"):
        added(make_actor(role, unit.pk), unit.pk)


def test_administrator_of_one_unit_manages_no_other() -> None:
    province = make_province()
    mine, other = (make_unit(parent_id=province.pk) for _ in range(2))
    with pytest.raises(NotAllowed):
        added(administrator(mine.pk), other.pk)
    assert added(administrator(province.pk), other.pk).unit_name


def test_give_post_and_end_post() -> None:
    unit = make_unit(parent_id=make_province().pk)
    actor = administrator(unit.pk)
    slip = added(actor, unit.pk)
    given: dict[str, Any] = {
        "actor": actor,
        "person_id": slip.person_id,
        "unit_id": unit.pk,
        "at": AT,
    }
    post_id = facade.give_post(role=Role.HEAD, held_from=TODAY, **given)
    with pytest.raises(facade.PostHeldAlready):
        facade.give_post(role=Role.HEAD, held_from=TODAY, **given)
    with pytest.raises(facade.PostEndsTooEarly):
        facade.end_post(
            actor=actor, post_id=post_id, version=1, last_day=TODAY - timedelta(days=1), at=AT
        )
    with pytest.raises(Stale):
        facade.end_post(actor=actor, post_id=post_id, version=0, last_day=TODAY, at=AT)
    for _ in range(2):
        facade.end_post(actor=actor, post_id=post_id, version=1, last_day=TODAY, at=AT)
    account = Account.objects.get(person=slip.person_id)
    roles = [
        {held.role for held in facade.actor_for(account, day).posts}
        for day in (TODAY, TODAY + timedelta(days=1))
    ]
    assert roles == [{Role.FOCAL_OFFICER, Role.HEAD}, {Role.FOCAL_OFFICER}]
    assert recorded_verbs(f"orgs.post:{post_id}") == ["POST_GIVE", "POST_END"]


def test_give_post_in_a_unit_that_has_ended() -> None:
    province = make_province()
    gone = make_unit(parent_id=province.pk, valid_to=date(2022, 1, 1))
    with pytest.raises(facade.UnitNotStanding):
        added(administrator(province.pk), gone.pk)


def test_reset_password_by_the_units_administrator() -> None:
    unit = make_unit(parent_id=make_province().pk)
    actor = administrator(unit.pk)
    slip = added(actor, unit.pk)
    password = facade.reset_password(actor=actor, person_id=slip.person_id, at=AT)
    account = Account.objects.get(person=slip.person_id)
    assert account.check_password(password)
    assert account.must_change_password
    assert recorded_verbs(account.ref) == ["PASSWORD_RESET"]


def test_reset_password_unseen_denied_and_without_account() -> None:
    province = make_province()
    mine, other = (make_unit(parent_id=province.pk) for _ in range(2))
    slip = added(administrator(mine.pk), mine.pk)
    reset = facade.reset_password
    with pytest.raises(NotFound):
        reset(actor=administrator(other.pk), person_id=slip.person_id, at=AT)
    with pytest.raises(NotFound):
        reset(actor=make_head(mine.pk), person_id=slip.person_id, at=AT)
    Post.objects.create(
        person_id=slip.person_id, unit_id=other.pk, role=Role.HEAD.value, held_from=TODAY
    )
    with pytest.raises(NotAllowed, match="đơn vị khác"):
        reset(actor=administrator(mine.pk), person_id=slip.person_id, at=AT)
    without = make_person("Không Tài Khoản", unit_id=mine.pk)
    with pytest.raises(facade.NoAccount, match="chưa có tài khoản"):
        reset(actor=administrator(mine.pk), person_id=without.pk, at=AT)


def test_people_of_a_unit_stand_by_given_name() -> None:
    unit = make_unit(parent_id=make_province().pk)
    actor = administrator(unit.pk)
    for name in ("Nguyễn Văn Ý", "Trần Thị Anh", "Lê Ánh", "Đỗ Văn Ân"):
        added(actor, unit.pk, name=name)
    names = [row.name for row in facade.people_of(actor, unit.pk, TODAY)]
    assert names == ["Trần Thị Anh", "Lê Ánh", "Đỗ Văn Ân", "Nguyễn Văn Ý"]


def test_import_people_for_every_unit_at_once() -> None:
    load_tree()
    rows = [
        row
        for row in facade.tree(TODAY)
        if row.level is not Level.PROVINCE or row.kind in {"OFFICE", "DEPARTMENT"}
    ]
    lines: list[Cells] = [["DANH SÁCH NGƯỜI DÙNG"], HEADS]
    lines += [
        [row.code, f"Ma Văn {row.short_name}", "Chủ tịch", "lãnh đạo; đầu mối"] for row in rows
    ]
    done = imported(workbook(lines))
    assert len(done.slips) == len(rows) == 165
    assert len({slip.username for slip in done.slips}) == 165
    assert Post.objects.count() == 330
    again = imported(workbook(lines))
    assert (again.slips, again.given_posts, again.unchanged) == ((), 0, 165)
    assert Person.objects.count() == 165


def test_import_people_restores_zeros_only_where_one_code_fits() -> None:
    load_tree()
    done = imported(workbook([HEADS, [2260, "Ma Văn A", "", "đầu mối", 912345678, ""]]))
    assert done.slips[0].unit_name == "Xã Đà Vị"  # its code was given anew in 2025
    assert Person.objects.get().phone == "0912345678"
    with pytest.raises(facade.PeopleSheetFaulty) as refused:
        imported(workbook([HEADS, [999, "Ma Văn B", "", "đầu mối", "", ""]]))
    (fault,) = refused.value.faults
    assert (fault.row, fault.column, fault.typed) == (2, "Mã đơn vị", "999")


def test_import_people_names_every_fault_and_imports_nothing() -> None:
    load_tree()
    rows = [
        HEADS,
        ["02260", "Ma Văn A", "", "đầu mối", "", ""],
        ["02260", "", "", "đầu mối", "", ""],
        ["02260", "Ma Văn B", "", "sếp", "12ab", "khong-co"],
        ["02260", "Ma Văn A", "", "đầu mối", "", ""],
    ]
    with pytest.raises(facade.PeopleSheetFaulty, match="5 ô cần sửa") as refused:
        imported(workbook(rows))
    found = [(fault.row, fault.column, fault.typed) for fault in refused.value.faults]
    assert found == [
        (3, "Họ và tên", ""),
        (4, "Vai trò", "sếp"),
        (4, "Điện thoại", "12ab"),
        (4, "Email", "khong-co"),
        (5, "Họ và tên", "Ma Văn A"),
    ]
    assert Person.objects.count() == 0


def test_import_people_hidden_rows_are_counted_and_left_out_unless_chosen() -> None:
    load_tree()
    rows = [HEADS, *[["02260", f"Ma Văn {n}", "", "đầu mối", "", ""] for n in ("A", "B", "C")]]
    content = workbook(rows, hidden=(3,))
    done = imported(content)
    assert [slip.name for slip in done.slips] == ["Ma Văn A", "Ma Văn C"]
    assert done.notes == ("Tệp có 1 dòng đang ẩn: đã bỏ qua.",)
    assert [slip.name for slip in imported(content, with_hidden=True).slips] == ["Ma Văn B"]


def test_import_people_reads_merged_units_and_tells_of_other_sheets() -> None:
    load_tree()
    into = io.BytesIO()
    with xlsxwriter.Workbook(into) as book:
        sheet = book.add_worksheet("Danh sách")
        book.add_worksheet("Nháp")
        sheet.write_row(2, 1, ["Đơn vị", "Họ và tên", "Vai trò", "Email"])
        sheet.merge_range(3, 1, 5, 1, "Xã Hồng Thái")
        for row, name in enumerate(("Ma Văn A", "Ma Văn B", "Ma Văn C"), start=3):
            sheet.write_row(row, 2, [name, "đầu mối"])
        sheet.set_column(4, 4, None, None, {"hidden": True})
    done = imported(into.getvalue())
    assert [slip.unit_name for slip in done.slips] == ["Xã Hồng Thái"] * 3
    assert done.notes == (
        "Tệp có 1 cột đang ẩn: vẫn được đọc.",
        "Chỉ đọc trang tính đầu; bỏ qua: Nháp.",
    )


def test_import_people_from_a_sheet_formatted_to_its_end() -> None:
    load_tree()
    into = io.BytesIO()
    with xlsxwriter.Workbook(into) as book:
        sheet = book.add_worksheet()
        border = book.add_format({"border": 1})
        sheet.set_column(0, 20, 12, border)
        sheet.write_row(0, 0, HEADS)
        sheet.write_row(1, 0, ["02260", "Ma Văn A", "", "đầu mối"])
        sheet.write_blank(1_048_575, 0, None, border)
    assert len(imported(into.getvalue()).slips) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_import_people_from_csv(encoding: str, delimiter: str) -> None:
    load_tree()
    lines = [["Đơn vị", "Họ", "Tên", "Vai trò"], ["UBND xã Hồng Thái", "Ma Thị", "Hoa", "văn thư"]]
    content = "\r\n".join(delimiter.join(line) for line in lines).encode(encoding)
    (slip,) = imported(content).slips
    assert (slip.name, slip.unit_name) == ("Ma Thị Hoa", "Xã Hồng Thái")


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"PK\x03\x04 not a workbook", facade.SheetUnreadable),
        ("Tên".encode("latin-1"), facade.SheetUnreadable),
        (b"\x00\x01\x02", facade.SheetUnreadable),
        (b"a,b\n1,2\n", facade.HeadingsMissing),
        ("mã đơn vị,họ và tên,vai trò\n".encode(), facade.PeopleSheetEmpty),
        (b"x" * (5 * 1024 * 1024 + 1), facade.SheetTooLarge),
    ],
)
def test_import_people_refuses_what_is_no_list(content: bytes, refusal: type[Exception]) -> None:
    load_tree()
    with pytest.raises(refusal):
        imported(content)


def test_import_people_denied() -> None:
    load_tree()
    commune = unit_named("Xã Hồng Thái")
    with pytest.raises(NotAllowed):
        facade.import_people(
            actor=administrator(commune.id), sheet=Sheet(()), with_hidden=False, at=AT
        )
