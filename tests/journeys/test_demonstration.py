"""What a newcomer meets: a role by one press, the day stepped, everything begun anew."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as site
from django.db import connection, transaction
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from loa.foundation.database import facade as database
from loa.foundation.orgs.facade import Actor
from loa.foundation.orgs.tests.factories import make_account
from loa.modules.plans.models import Activity
from loa.modules.plans.tests.factories import Scene, issued, make_scene

from . import steps
from .conftest import Desk
from .demo_province import demo_folder, take_role

pytestmark = pytest.mark.django_db(transaction=True)

NOT_COPIED = ("django_", "auth_permission", "procrastinate_")
ROLE = """
[[role]]
key = "{key}"
username = "{username}"
label = "{label}"
unit = "{unit}"
note = "Minh họa"
"""
DONE = "Phát tờ rơi tại thôn 1"
FIRST_DAY, NEXT_DAY, MONDAY = "thứ Năm, 10/03/2022", "thứ Sáu, 11/03/2022", "thứ Hai, 14/03/2022"


def people_of(scene: Scene) -> dict[str, Actor]:
    """The roles of this small demonstration, by what their buttons say."""
    return {
        "Cán bộ kế hoạch của tỉnh": scene.officer,
        "Cán bộ đầu mối của xã": scene.focal,
        "Chủ tịch UBND xã": scene.head,
    }


@pytest.fixture
def scene(desk: Desk, tmp_path: Path, settings: Settings) -> Iterator[Scene]:
    """A demonstration folder on its first day: one plan, three people, a copy to go back to."""
    del desk
    reference = tmp_path / "reference"
    reference.mkdir()
    for folder in Path(str(site.REFERENCE_DATA)).iterdir():
        if folder.name != "demo":
            (reference / folder.name).symlink_to(folder)
    (reference / "demo").mkdir()
    settings.REFERENCE_DATA = reference
    with demo_folder(tmp_path, settings, "2022-03-10"):
        scene = make_scene()
        issued(scene)
        write_roles(reference / "demo" / "roles.toml", people_of(scene))
        with transaction.atomic(), connection.cursor() as cursor:
            database.keep(cursor, NOT_COPIED)
        yield scene
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA demo_start CASCADE")


def write_roles(path: Path, people: dict[str, Actor]) -> None:
    """One button for each, whose account has no password."""
    rows = [
        ROLE.format(
            key=f"role-{number}",
            username=make_account(actor).username,
            label=label,
            unit=f"Đơn vị {number}",
        )
        for number, (label, actor) in enumerate(people.items())
    ]
    path.write_text("".join(rows), encoding="utf-8")


def banner_says(tab: Page, day: str) -> None:
    """The banner shows the day of the demonstration."""
    banner = tab.get_by_role("region", name="Bản minh họa")
    expect(banner).to_contain_text(day.replace(" ", "\N{NO-BREAK SPACE}", 1))
    expect(banner).to_contain_text("Dữ liệu minh họa")


@pytest.mark.long
def test_newcomer_takes_roles_steps_the_day_and_begins_anew(desk: Desk, scene: Scene) -> None:
    visitor = desk.machine().new_page()
    visitor.goto("/")
    roles = visitor.locator("main").get_by_role("button")
    expect(roles).to_have_count(len(people_of(scene)))
    tab = take_role(desk, "Cán bộ đầu mối của xã")
    expect(tab.get_by_role("heading", name="Việc của tôi")).to_be_visible()
    banner_says(tab, FIRST_DAY)
    steps.unfold(tab, "Đổi ngày")
    steps.press(tab, "Sang ngày làm việc tiếp theo")
    banner_says(tab, NEXT_DAY)
    steps.unfold(tab, "Đổi ngày")
    steps.press(tab, "Sang ngày làm việc tiếp theo")
    banner_says(tab, MONDAY)

    tab.locator("main").get_by_role("link").filter(has_text="tờ rơi").first.click()
    steps.fill_activity(tab, DONE, day="14/03/2022", leaflets=30)
    steps.press(tab, "Lưu hoạt động")
    steps.press(tab, "Trình lãnh đạo duyệt")
    address = tab.url

    steps.unfold(tab, "Đổi vai")
    with tab.expect_navigation():
        tab.get_by_role("button", name="Chủ tịch UBND xã").click()
    tab.goto(address)
    expect(tab.get_by_role("heading", name=DONE)).to_be_visible()
    expect(tab.get_by_role("button", name="Duyệt và nộp")).to_be_visible()

    steps.press(tab, "Làm lại từ đầu")
    banner_says(tab, FIRST_DAY)
    expect(tab.get_by_text("Đã dựng lại bản minh họa từ ngày đầu.")).to_be_visible()
    assert not Activity.objects.exists()
    tab.goto(address)
    expect(tab.get_by_text("Chưa có hoạt động nào được ghi.")).to_be_visible()


def test_real_folder_shows_no_roles_and_no_banner(desk: Desk) -> None:
    scene = make_scene()
    visitor = desk.machine().new_page()
    visitor.goto("/")
    expect(visitor.get_by_role("heading", name="Đăng nhập")).to_be_visible()
    expect(visitor.get_by_role("button")).to_have_count(1)
    officer = desk.sit(scene.officer)
    for tab in (visitor, officer):
        expect(tab.get_by_role("region", name="Bản minh họa")).to_have_count(0)
