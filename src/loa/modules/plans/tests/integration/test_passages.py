"""Units' sentences from commune to district to province, and who may touch them."""

from collections.abc import Iterator
from datetime import date

import pytest

from loa.foundation.audit import facade as audit
from loa.foundation.orgs import facade as orgs
from loa.foundation.orgs.tests.factories import make_actor
from loa.kernel import clock
from loa.kernel.errors import DomainError, NotAllowed, NotFound, Stale
from loa.modules.plans import facade
from loa.modules.plans.models import PeriodReport, Plan
from loa.modules.plans.operations import merge_passages as act
from loa.modules.plans.operations.merge_passages import PassageEmpty, Place
from loa.modules.plans.operations.report_period import ReportFrozen, UnknownSection
from loa.modules.plans.queries import report_files
from loa.modules.plans.rules.passages import Merged, PassageGone
from loa.modules.plans.tests.factories import MARCH, Scene, again, issued, report_of
from loa.modules.plans.tests.web import browser, words_of

pytestmark = pytest.mark.django_db

ASK = "Đề nghị UBND tỉnh cấp kinh phí in tờ rơi."
BROKEN = "Loa thôn Nà Tông hỏng."
MINE = "Đề nghị UBND tỉnh bố trí kinh phí cho cấp xã."
TODAY = date(2022, 3, 15)


@pytest.fixture(autouse=True)
def day() -> Iterator[None]:
    clock.use(lambda: MARCH)
    yield
    clock.use(clock.system_now)


@pytest.fixture
def plan(scene: Scene) -> Plan:
    return Plan.objects.get(pk=issued(scene))


def _siblings(scene: Scene) -> list[orgs.UnitRow]:
    """The communes of the scene's district."""
    rows = orgs.tree(TODAY)
    return [row for row in rows if row.parent_id == scene.district.id]


def _says(plan: Plan, unit: int, **sections: str) -> PeriodReport:
    """A unit's report with its own words, handed in."""
    head = make_actor(orgs.Role.HEAD, unit)
    report = report_of(head, plan.pk, unit)
    facade.edit_report(actor=head, report_id=report.pk, version=1, sections=sections, at=MARCH)
    facade.approve_report(actor=head, report_id=report.pk, version=2, at=MARCH)
    return again(report)


def _of(report: PeriodReport, section: str = "proposals") -> Merged:
    return report_files.view_of(again(report), TODAY).passages.get(section, Merged())


@pytest.fixture
def district(scene: Scene, plan: Plan) -> PeriodReport:
    """The district's report of three communes: two ask for the same, one has its loudspeaker."""
    first, second, third = _siblings(scene)[:3]
    _says(plan, first.id, proposals=f"{ASK}\n{BROKEN}")
    _says(plan, second.id, proposals=f"UBND {second.name} đề nghị UBND tỉnh cấp kinh phí in tờ rơi")
    _says(plan, third.id, materials="Trong kỳ chưa có số liệu.")
    return report_of(scene.district_officer, plan.pk, scene.district.id)


def test_sentences_of_units_are_folded_and_lead_to_their_places(
    scene: Scene, district: PeriodReport
) -> None:
    first, second = _siblings(scene)[:2]
    merged = _of(district)
    assert [(one.text, one.units) for one in merged.passages] == [
        (ASK, tuple(sorted((first.id, second.id)))),
        (BROKEN, (first.id,)),
    ]
    assert _of(district, "materials") == Merged()
    texts = report_files.view_of(district, TODAY).texts
    assert texts["proposals"] == ""
    assert texts["next"] == "Tiếp tục thực hiện các nhiệm vụ theo kế hoạch."
    document = report_files.document_of(report_files.view_of(district, TODAY), report=district)
    assert f"{BROKEN[:-1]} ({first.name})." in repr(document.blocks)


def test_the_officers_words_stay_and_what_comes_later_waits(
    scene: Scene, plan: Plan, district: PeriodReport
) -> None:
    officer, fourth = scene.district_officer, _siblings(scene)[3]
    which = _of(district).passages[0].id
    place = Place(district.pk, 1, "proposals")
    for _ in range(2):
        act.rewrite_passage(actor=officer, place=place, passage=which, text=MINE, at=MARCH)
    assert again(district).version == 2
    _says(plan, fourth.id, proposals=f"{ASK} Cần người dịch tiếng Dao.")
    merged = _of(district)
    assert [one.text for one in merged.passages] == [MINE, BROKEN]
    assert [one.joins for one in merged.new] == ["", which]
    for _ in range(2):
        act.take_in_new(actor=officer, place=Place(district.pk, 2, "proposals"), at=MARCH)
    merged = _of(district)
    assert [one.text for one in merged.passages] == [MINE, BROKEN, "Cần người dịch tiếng Dao."]
    assert len(merged.passages[0].units) == 3
    assert merged.new == ()


def test_drop_and_move_and_what_is_refused(scene: Scene, district: PeriodReport) -> None:
    officer = scene.district_officer
    ask, broken = (one.id for one in _of(district).passages)
    place = Place(district.pk, 1, "proposals")
    for actor, refusal in ((scene.officer, NotAllowed), (scene.other_focal, NotFound)):
        with pytest.raises(refusal):
            act.move_passage(actor=actor, place=place, passage=ask, to=1, at=MARCH)
    for _ in range(2):
        act.move_passage(actor=officer, place=place, passage=ask, to=1, at=MARCH)
    with pytest.raises(Stale):
        act.drop_passage(actor=officer, place=place, passage=ask, is_dropped=True, at=MARCH)
    with pytest.raises(PassageGone):
        act.move_passage(actor=officer, place=place, passage="x", to=0, at=MARCH)
    with pytest.raises(PassageEmpty):
        act.rewrite_passage(actor=officer, place=place, passage=ask, text=" ", at=MARCH)
    with pytest.raises(UnknownSection):
        act.take_in_new(actor=officer, place=Place(district.pk, 2, "results"), at=MARCH)
    act.drop_passage(
        actor=officer, place=Place(district.pk, 2, "proposals"), passage=ask, is_dropped=True,
        at=MARCH,
    )  # fmt: skip
    merged = _of(district)
    assert [one.id for one in merged.passages] == [broken, ask]
    assert [one.text for one in merged.standing] == [BROKEN]
    told = audit.entries_for(district.ref)[-1].after
    assert "'is_dropped': True" in repr(told["passages"])


def test_a_unit_that_takes_its_words_back_is_no_longer_counted(
    scene: Scene, plan: Plan, district: PeriodReport
) -> None:
    first = _siblings(scene)[0]
    officer = scene.district_officer
    which = _of(district).passages[0].id
    act.rewrite_passage(
        actor=officer, place=Place(district.pk, 1, "proposals"), passage=which, text=MINE, at=MARCH
    )
    mine = PeriodReport.objects.get(plan=plan, unit=first.id)
    facade.return_report(actor=officer, report_id=mine.pk, version=3, reason="Chưa rõ", at=MARCH)
    merged = _of(district)
    assert [(one.text, len(one.units), one.gone) for one in merged.passages] == [
        (MINE, 1, 1),
        (BROKEN, 0, 1),
    ]


def test_frozen_with_what_was_dropped_and_passed_to_the_province(
    scene: Scene, plan: Plan, district: PeriodReport
) -> None:
    first, second = _siblings(scene)[:2]
    ask, broken = (one.id for one in _of(district).passages)
    officer = scene.district_officer
    act.rewrite_passage(
        actor=officer, place=Place(district.pk, 1, "proposals"), passage=ask, text=MINE, at=MARCH
    )
    act.drop_passage(
        actor=officer, place=Place(district.pk, 2, "proposals"), passage=broken, is_dropped=True,
        at=MARCH,
    )  # fmt: skip
    facade.approve_report(actor=scene.district_head, report_id=district.pk, version=3, at=MARCH)
    mine = PeriodReport.objects.get(plan=plan, unit=first.id)
    facade.correct_report(
        actor=make_actor(orgs.Role.HEAD, first.id), report_id=mine.pk, version=3,
        reason="Sửa lời", at=MARCH,
    )  # fmt: skip
    frozen = _of(district)
    assert [(one.text, one.is_dropped) for one in frozen.passages] == [
        (MINE, False),
        (BROKEN, True),
    ]
    with pytest.raises(ReportFrozen):
        act.take_in_new(actor=officer, place=Place(district.pk, 4, "proposals"), at=MARCH)

    province = report_of(scene.officer, plan.pk, scene.root.id)
    (passage,) = _of(province).passages
    assert (passage.text, set(passage.units)) == (MINE, {first.id, second.id})
    assert {source.text for source in passage.sources} >= {ASK}

    edition = facade.correct_report(
        actor=officer, report_id=district.pk, version=4, reason="Bổ sung", at=MARCH
    )
    copy = PeriodReport.objects.get(pk=edition)
    assert [one.text for one in _of(copy).standing] == [MINE]


def test_pages_of_passages(scene: Scene, district: PeriodReport) -> None:
    client = browser(scene.district_officer)
    base = f"/bao-cao/{district.pk}/"
    page = words_of(client.get(base))
    assert BROKEN in page
    section = f"{base}y/proposals/"
    html = words_of(client.get(section))
    which = _of(district).passages[0].id
    assert f'id="y-{which}"' in html
    one = words_of(client.get(f"{section}{which}/"))
    assert ASK in one
    assert "đề nghị UBND tỉnh cấp kinh phí in tờ rơi" in one
    refused = client.post(f"{section}{which}/", {"version": 1, "text": ""})
    assert refused.status_code == 422
    for step in (f"{which}/bo/", f"{which}/cho/", "lay-moi/"):
        answer = client.post(f"{section}{step}", {"version": 9, "to": 1})
        assert answer.status_code == 422
        assert "Chưa lưu được" in words_of(answer)
    answer = client.post(f"{section}{which}/bo/", {"version": 1})
    assert answer["Location"] == f"{section}#y-{which}"
    assert "Đã bỏ khỏi báo cáo" in words_of(client.get(section))
    assert client.get(f"{base}y/results/").status_code == 404
    assert client.get(f"{section}nothing/").status_code == 404
    reader = browser(scene.officer)
    assert "Lấy lại" not in words_of(reader.get(section))


def test_no_passages_of_a_report_that_sums_up_nobody(scene: Scene, plan: Plan) -> None:
    report = report_of(scene.focal, plan.pk, scene.commune.id)
    with pytest.raises(DomainError):
        act.take_in_new(actor=scene.focal, place=Place(report.pk, 1, "proposals"), at=MARCH)
    assert _of(report) == Merged()
