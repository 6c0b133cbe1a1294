"""The grid of units by tasks: its filters, the panel beside it, its workbook."""

import io
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html as lxml_html
from lxml.html import HtmlElement
from openpyxl import load_workbook

from loa.foundation.orgs.tests.factories import make_head
from loa.modules.plans.models import Occurrence, Task
from loa.modules.plans.operations import do_work
from loa.modules.plans.tests.factories import AT, Scene, issued, occurrence_of
from loa.modules.plans.tests.web import HX, browser, words_of
from loa.modules.plans.types import CLOSED_STATES, WorkState

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]
WHOLE = {"nhom": "tat-ca", "trang": "tat-ca"}
VIEWS: tuple[dict[str, str], ...] = (
    {},
    {"khoi": "COMMUNES"},
    {"khoi": "DEPARTMENTS", "trang_thai": "NOT_STARTED"},
    {"q": "HONG quang"},
    {"nhiem_vu": "1", "trang_thai": "IN_PROGRESS"},
    {"muon": "on"},
    {"muon": "xong"},
)


def _address(name: str, *ids: int) -> str:
    return reverse(f"plans:{name}", args=ids)


def _page(client: Client, plan_id: int, **query: str) -> HtmlElement:
    return lxml_html.fromstring(words_of(client.get(_address("matrix", plan_id), query)))


def _said(element: HtmlElement) -> str:
    """What a cell says: the label of its link or sign, else its text on one line."""
    for found in element.xpath("./a[@aria-label] | ./span/svg[@aria-label]"):
        return str(found.get("aria-label")).rsplit(": ", 1)[0]
    if element.xpath("./span[@class='vh']"):
        return ""
    return " ".join("".join(element.itertext()).split())


def _units(page: HtmlElement) -> list[str]:
    """The units whose rows are shown."""
    return [_said(row[0]) for row in page.xpath("//table[@data-loa-grid]//tr[not(@class)]")[1:]]


def test_u01_going_back_after_a_filter_asks_for_the_whole_page(scene: Scene) -> None:
    """Hazard U01: no bare fragment out of the history, and caches keep the two apart."""
    address = _address("matrix", issued(scene))
    client = browser(scene.officer)
    page = client.get(address)
    part = client.get(address, {"muon": "on"}, headers=HX)
    restored = client.get(
        address, {"muon": "on"}, headers={**HX, "HX-History-Restore-Request": "true"}
    )
    assert "<html" in words_of(page)
    assert words_of(page).count('<aside class="pn pn-0" id="o"') == 2  # one in the template
    assert "<html" not in words_of(part)
    assert words_of(part).lstrip().startswith('<div id="ma-tran">')
    assert part["Cache-Control"] == "no-store"
    assert part["HX-Push-Url"] == f"{address}?muon=on"
    assert "<html" in words_of(restored)
    assert "historyCacheSize&quot;: 0" in words_of(page)
    for response in (page, part, restored):
        assert "HX-Request" in response["Vary"]


def test_address_that_htmx_pushes_says_only_what_was_asked(scene: Scene) -> None:
    address = _address("matrix", issued(scene))
    query = {"q": "hồng", "khoi": "", "muon": "", "nhom": "", "them": "1"}
    part = browser(scene.officer).get(address, query, headers=HX)
    assert part["HX-Push-Url"] == f"{address}?{urlencode({'q': 'hồng'})}"


def test_units_are_found_by_name_without_marks(scene: Scene) -> None:
    plan_id = issued(scene)
    client = browser(scene.officer)
    for typed in ("HONG quang", "Hồng Quang", " hồng  quang "):
        assert _units(_page(client, plan_id, q=typed)) == ["X. Hồng Quang"], typed
    nothing = client.get(_address("matrix", plan_id), {"q": "không có"})
    assert "Không có việc nào khớp bộ lọc" in words_of(nothing)
    assert "Bỏ lọc" in words_of(nothing)


def test_groups_levels_states_and_tasks_narrow_the_grid(scene: Scene) -> None:
    plan_id = issued(scene)
    client = browser(scene.officer)
    every = _units(_page(client, plan_id, **WHOLE))
    communes = _units(_page(client, plan_id, khoi="COMMUNES", **WHOLE))
    district = _units(_page(client, plan_id, khoi="071"))
    assert set(district) < set(communes) < set(every)
    begun = occurrence_of(plan_id, scene.commune.id, "tờ rơi")
    Occurrence.objects.filter(pk=begun.pk).update(state=WorkState.IN_PROGRESS)
    page = _page(client, plan_id, trang_thai="IN_PROGRESS")
    assert _units(page) == [scene.commune.short_name]
    assert len(page.xpath('//td/a[@class="c hit"]')) == 1
    assert len(page.xpath('//section[@class="ml"]//li')) == 1
    task = Task.objects.filter(plan=plan_id).earliest("ordinal")
    one = _page(client, plan_id, nhiem_vu=str(task.ordinal))
    assert len(one.xpath("//table[@data-loa-grid]/thead//th")) == 4
    for foolish in ({"nhiem_vu": "99"}, {"trang_thai": "X"}, {"khoi": ""}):
        assert _units(_page(client, plan_id, **WHOLE, **foolish)) == every


def test_groups_open_and_close_one_by_one(scene: Scene) -> None:
    plan_id = issued(scene)
    client = browser(scene.officer)
    closed = _page(client, plan_id)
    assert _units(closed) == []
    (link,) = closed.xpath('//a[@id="nhom-071"]')
    assert link.get("aria-expanded") == "false"
    page = client.get(_address("matrix", plan_id) + link.get("href"))
    assert 'id="nhom-071" href="?"' in words_of(page)
    small = _page(client, plan_id, khoi="071")
    assert small.xpath('//a[@id="nhom-071"]/@href') == ["?khoi=071&nhom=khong"]
    assert _units(_page(client, plan_id, khoi="071", nhom="khong")) == []


def _table(page: HtmlElement) -> Iterator[list[str]]:
    """The rows of the grid on screen, heads first."""
    for row in page.xpath("//table[@data-loa-grid]//tr"):
        yield [_said(cell) for cell in row]


def test_workbook_holds_the_rows_and_words_of_the_screen(scene: Scene) -> None:
    plan_id = issued(scene)
    some = Occurrence.objects.filter(assignment__plan=plan_id).order_by("pk")
    due = {WorkState.RETURNED: "2022-02-02", WorkState.DONE: "2022-01-31"}
    for work, state in zip(some[::7], 40 * list(WorkState), strict=False):
        is_handed_in = state in {WorkState.SUBMITTED, WorkState.DONE}
        Occurrence.objects.filter(pk=work.pk).update(
            state=state,
            submitted_on="2022-02-01" if is_handed_in else None,
            closed_on="2022-02-01" if state in CLOSED_STATES else None,
            due_on=due.get(state, work.due_on),
            reason="Vì sao" if state in {WorkState.RETURNED, WorkState.NOT_APPLICABLE} else "",
        )
    client = browser(scene.officer)
    for view in VIEWS:
        screen = list(_table(_page(client, plan_id, **view, **WHOLE)))
        assert len(screen) > 3, view
        answer = client.get(_address("matrix-sheet", plan_id), view)
        sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
        assert str(sheet.freeze_panes).startswith("B"), "names of units stay in sight"
        rows = [[_plain(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
        begin = next(at for at, row in enumerate(rows) if row[0] == "Đơnvị")
        for shown, kept in zip(screen, rows[begin:], strict=False):
            assert kept == [_plain(said) for said in shown], view
        assert rows[begin + len(screen)][0] == "", view


def _plain(said: object) -> str:
    """A cell without what only one of the two needs: blanks, the separator of thousands."""
    words = "" if said is None else str(said)
    words = "–" if words == "Không giao" else words
    return "".join(words.replace(" quá hạn", "").replace(",", "").replace(".", "").split())


def test_cell_says_its_state_and_opens_beside_the_grid(scene: Scene) -> None:
    plan_id = issued(scene)
    client = browser(scene.focal)
    work = occurrence_of(plan_id, scene.commune.id, "tờ rơi")
    grid = _address("matrix", plan_id)
    address = _address("work-detail", work.pk)
    assert f'<td><a class="c" href="{address}" aria-label="Chưa bắt đầu: ' in words_of(
        client.get(grid)
    )
    panel = client.get(address, {"ma-tran": "nhom=071&muon=on"}, headers=HX)
    assert "HX-Request" in panel["Vary"]
    assert panel["HX-Push-Url"] == f"{grid}?muon=on&nhom=071&viec={work.pk}"
    assert words_of(panel).lstrip().startswith('<aside class="pn" id="o"')
    assert f'href="{grid}?muon=on&amp;nhom=071" data-loa-close' in words_of(panel)
    assert "Mở việc này" in words_of(panel)
    assert "Cán bộ của đơn vị thực hiện" in words_of(panel)
    assert "<html" in words_of(client.get(address))


def test_address_with_open_work_is_a_whole_page(scene: Scene) -> None:
    plan_id = issued(scene)
    work = occurrence_of(plan_id, scene.commune.id, "tờ rơi")
    page = browser(scene.officer).get(
        _address("matrix", plan_id), {"q": scene.commune.name, "viec": str(work.pk)}
    )
    assert "data-loa-panel" in words_of(page)
    assert 'aria-current="true"><svg' in words_of(page)
    other = occurrence_of(plan_id, scene.other.id)
    hidden = browser(scene.focal).get(_address("matrix", plan_id), {"viec": str(other.pk)})
    assert hidden.status_code == 200
    assert "data-loa-panel" not in words_of(hidden)


def test_panel_says_why_a_step_is_not_open(scene: Scene) -> None:
    plan_id = issued(scene)
    work = occurrence_of(plan_id, scene.commune.id, "tờ rơi")
    do_work.acknowledge(actor=scene.focal, occurrence_id=work.pk, version=work.version, at=AT)
    address = _address("work-detail", work.pk)
    for actor, mine, why in (
        (scene.focal, "Trình lãnh đạo duyệt", "Chỉ người đứng đầu đơn vị"),
        (scene.officer, "Mở việc này", "Chỉ cán bộ của đơn vị được giao"),
    ):
        said = words_of(browser(actor).get(address, {"ma-tran": ""}, headers=HX))
        assert mine in said, actor.label
        assert why in said, actor.label


def test_step_taken_in_the_panel_comes_back_to_the_grid(scene: Scene) -> None:
    plan_id = issued(scene)
    work = occurrence_of(plan_id, scene.commune.id, "tờ rơi")
    sent = {"version": str(work.version), "ma-tran": "khoi=071&https://elsewhere.example/"}
    client = browser(make_head(scene.commune.id))
    answer = client.post(_address("work-acknowledge", work.pk), sent)
    assert answer["Location"] == f"{_address('matrix', plan_id)}?khoi=071&viec={work.pk}"
    again = client.post(_address("work-acknowledge", work.pk), {"version": str(work.version)})
    assert again["Location"] == _address("work-detail", work.pk)


def test_panel_closes_to_the_grid_of_this_site_only(scene: Scene) -> None:
    plan_id = issued(scene)
    work = occurrence_of(plan_id, scene.commune.id)
    client = browser(scene.officer)
    query = {"ma-tran": "https://elsewhere.example/"}
    panel = client.get(_address("work-detail", work.pk), query, headers=HX)
    assert f'href="{_address("matrix", plan_id)}" data-loa-close' in words_of(panel)
    assert "elsewhere.example" not in panel["HX-Push-Url"]
