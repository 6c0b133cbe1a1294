"""Builders: the reference tree, people of each role, and a plan in our own words."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from io import BytesIO
from typing import TypeVar
from uuid import uuid4

from django.db import transaction
from django.db.models import Model, QuerySet
from PIL import Image

from loa.foundation.legal.facade import load_reference as load_law
from loa.foundation.orgs import facade as orgs
from loa.foundation.orgs.tests.factories import load_tree, make_account, make_actor
from loa.modules.plans import facade
from loa.modules.plans.facade import guidance, publicity, remarks
from loa.modules.plans.models import (
    Assignment,
    Difficulty,
    Guidance,
    Occurrence,
    PeriodReport,
    Plan,
    Question,
    Remark,
    Task,
)
from loa.modules.plans.tests.kept import kept
from loa.modules.plans.tests.long_plan import long_plan
from loa.modules.plans.types import PublicFile

AT = datetime(2022, 2, 10, 2, 0, tzinfo=UTC)
TODAY = date(2022, 2, 10)
MARCH = datetime(2022, 3, 15, 2, 0, tzinfo=UTC)
M = TypeVar("M", bound=Model)
BROKEN = "Loa của thôn 1 hỏng, chưa có tiền sửa"
WHERE = "Xã không có cổng thông tin thì đăng danh mục thủ tục ở đâu?"
BOARD = guidance.GuidanceFacts(
    title="Xã không có cổng thông tin đăng danh mục thủ tục ở đâu",
    words="Niêm yết tại trụ sở và gửi huyện đăng hộ trên trang của huyện.",
    basis="Điều 17 Nghị định 63/2010/NĐ-CP",
)
_REFERENCE = ("orgs", "legal")
_PLANS = ("files", "plans")

PLAN_TEXT = """ỦY BAN NHÂN DÂN
TỈNH TUYÊN QUANG

Số: 12/KH-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Tuyên Quang, ngày 24 tháng 01 năm 2022

KẾ HOẠCH
Truyền thông thử nghiệm về thủ tục hành chính năm 2022

Thực hiện Quyết định số 26/QĐ-UBND ngày 18/01/2022 của Ủy ban nhân dân tỉnh, Ủy ban nhân dân tỉnh \
ban hành Kế hoạch với nội dung như sau:

I. MỤC ĐÍCH, YÊU CẦU

1. Mục đích

- Giúp người dân biết cách làm thủ tục.

- Nâng cao trách nhiệm của người đứng đầu các cơ quan.

2. Yêu cầu

- Thường xuyên, thiết thực.

II. TỔ CHỨC THỰC HIỆN

1. Các sở, ban, ngành; UBND cấp huyện; UBND cấp xã

Xây dựng kế hoạch truyền thông của đơn vị trước ngày 31/3/2022.

Định kỳ hằng quý tổ chức phát tờ rơi hướng dẫn nộp hồ sơ trực tuyến cho người dân.

2. Văn phòng UBND tỉnh

- Biên soạn, in ấn sổ tay hướng dẫn nghiệp vụ trước ngày 30/6/2022.

- Tổng hợp, báo cáo UBND tỉnh theo kỳ báo cáo kết quả công tác kiểm soát TTHC.

3. Sở Thông tin và Truyền thông

Chủ trì, phối hợp với Đài Phát thanh - Truyền hình tỉnh xây dựng chuyên mục trước ngày 30/9/2022.

4. Kinh phí thực hiện từ dự toán được giao năm 2022.

Trong quá trình thực hiện nếu có khó khăn, vướng mắc, các đơn vị báo cáo UBND tỉnh./.

Nơi nhận:
- Các sở, ban, ngành;
- UBND huyện, thành phố;
- UBND xã, phường, thị trấn;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Nguyễn Văn Mẫu
"""


def as_person(actor: orgs.Actor) -> orgs.Actor:
    """The same as somebody who is a person, with an account and his posts."""
    return replace(actor, person_id=make_account(actor).person_id)


@dataclass(frozen=True)
class Scene:
    """The tree of 2022: a commune, its district, a department, the office; a commune elsewhere."""

    commune: orgs.UnitRow
    district: orgs.UnitRow
    department: orgs.UnitRow
    office: orgs.UnitRow
    root: orgs.UnitRow
    officer: orgs.Actor
    focal: orgs.Actor
    head: orgs.Actor
    district_officer: orgs.Actor
    district_head: orgs.Actor
    office_head: orgs.Actor
    other: orgs.UnitRow
    other_focal: orgs.Actor
    reader: orgs.Actor


def load_references() -> None:
    """Units and law as an installation has them."""
    kept("references", _REFERENCE, _load)


def _load() -> None:
    load_tree()
    load_law(at=AT)


def make_scene() -> Scene:
    """Reference data and the people that every test needs."""
    load_references()
    tree = orgs.tree(TODAY)
    commune = next(row for row in tree if row.level is orgs.Level.COMMUNE)
    district = next(row for row in tree if row.id == commune.parent_id)
    department = next(row for row in tree if row.name == "Sở Tư pháp")
    office, root = orgs.office_row(TODAY), orgs.root_row(TODAY)
    other = next(
        row
        for row in tree
        if row.level is orgs.Level.COMMUNE and row.parent_id != commune.parent_id
    )
    return Scene(
        commune,
        district,
        department,
        office,
        root,
        make_actor(orgs.Role.PLAN_OFFICER, office.id),
        make_actor(orgs.Role.FOCAL_OFFICER, commune.id),
        make_actor(orgs.Role.HEAD, commune.id),
        make_actor(orgs.Role.DISTRICT_OFFICER, district.id),
        make_actor(orgs.Role.HEAD, district.id),
        make_actor(orgs.Role.HEAD, office.id),
        other,
        make_actor(orgs.Role.FOCAL_OFFICER, other.id),
        make_actor(orgs.Role.READER, commune.id),
    )


def imported(scene: Scene, text: str = PLAN_TEXT, name: str = "ke-hoach.txt") -> int:
    """A draft of the text."""
    source = facade.read_document(text.encode(), name)
    return facade.import_plan(actor=scene.officer, source=source, as_of=None, at=AT).plan_id


def issued(scene: Scene, text: str = PLAN_TEXT) -> int:
    """A plan whose tasks were given out as the text states them; no other plan stands before."""
    return int(kept(f"issued {text}", _PLANS, lambda: _issue(scene, text)))


def drafted(scene: Scene, text: str = PLAN_TEXT) -> int:
    """A draft of the text, made once; no other plan stands before."""
    return int(kept(f"drafted {text}", _PLANS, lambda: imported(scene, text)))


def doubted(scene: Scene) -> int:
    """A draft with doubts about its head, its days and its units, some in several tasks."""
    return drafted(scene, long_plan(12))


def _issue(scene: Scene, text: str) -> int:
    plan_id = imported(scene, text)
    facade.issue_plan(actor=scene.officer, plan_id=plan_id, version=None, at=AT, as_it_stands=True)
    return plan_id


def occurrence_of(plan_id: int, unit_id: int, words: str = "") -> Occurrence:
    """The first occurrence of a unit's work whose title holds the words."""
    rows = Occurrence.objects.filter(
        assignment__plan=plan_id,
        assignment__unit=unit_id,
        assignment__task__title__contains=words,
    )
    ordered = rows.order_by("assignment__task__ordinal", "ordinal")
    return ordered.select_related("assignment__task")[0]


def leaflets(amount: int = 30, done_on: date = date(2022, 2, 9)) -> facade.ActivityFacts:
    """Leaflets handed out."""
    return facade.ActivityFacts(
        done_on=done_on,
        title="Phát tờ rơi tại thôn 1",
        form="TO_ROI",
        quantities=(facade.Quantity("LEAFLETS", amount),),
    )


def recorded(actor: orgs.Actor, occurrence: Occurrence, amount: int = 30) -> int:
    """An activity of the unit."""
    return facade.record_activity(
        actor=actor, key=uuid4(), occurrence_id=occurrence.pk, facts=leaflets(amount), at=AT
    )


def pictured(scene: Scene, plan_id: int, *, at: datetime = AT) -> tuple[int, int]:
    """An activity of the commune with a photo, and the number of its file."""
    picture = BytesIO()
    Image.new("RGB", (64, 48), "green").save(picture, "JPEG")
    photo = facade.keep_evidence(actor_id=None, name="to-roi.jpg", data=picture.getvalue(), at=at)
    facts = replace(leaflets(), evidence=(photo,), place="Nhà văn hóa thôn 1")
    work = occurrence_of(plan_id, scene.commune.id, "tờ rơi")
    activity_id = facade.record_activity(
        actor=scene.focal, key=uuid4(), occurrence_id=work.pk, facts=facts, at=at
    )
    return activity_id, photo.file_id or 0


def remarked(
    plan_id: int, words: str = "Thôn 3 chưa có tờ rơi", *, reach: str = "", at: datetime = AT
) -> Remark:
    """A remark of a citizen on a public plan."""
    sent = remarks.send_remark(
        actor=remarks.CITIZEN,
        key=uuid4(),
        plan_id=plan_id,
        task=2,
        words=words,
        sender=remarks.checked_sender("Bà Mẫu" if reach else "", reach),
        at=at,
    )
    return Remark.objects.get(code=sent.code)


def again(row: M) -> M:
    """The row as it stands in the table now."""
    return QuerySet(type(row)).get(pk=row.pk)


def begun(scene: Scene, plan_id: int) -> Occurrence:
    """The commune's leaflets with one activity: in progress, at version 2."""
    work = occurrence_of(plan_id, scene.commune.id, "tờ rơi")
    recorded(scene.focal, work)
    return again(work)


def submitted(scene: Scene, plan_id: int) -> Occurrence:
    """The same, approved by its head."""
    work = begun(scene, plan_id)
    facade.approve(actor=scene.head, occurrence_id=work.pk, version=work.version, at=AT)
    return again(work)


def coordinated(scene: Scene, plan_id: int) -> Occurrence:
    """Work in which the commune coordinates, acknowledged by nobody yet."""
    plan = Plan.objects.get(pk=plan_id)
    task = Task.objects.create(
        plan=plan, ordinal=99, title="Phối hợp", content="Phối hợp", due_on=date(2022, 6, 30)
    )
    given = Assignment.objects.create(
        plan=plan,
        task=task,
        unit_id=scene.commune.id,
        role=facade.TaskRole.COORDINATE.value,
        issued_at=AT,
    )
    return Occurrence.objects.create(
        assignment=given,
        ordinal=1,
        starts_on=plan.as_of,
        ends_on=date(2022, 6, 30),
        due_on=date(2022, 6, 30),
    )


def report_of(
    actor: orgs.Actor, plan_id: int, unit_id: int, period: str = "2022-Q1", at: datetime = MARCH
) -> PeriodReport:
    """The unit's report as it was just opened."""
    report_id = facade.open_report(
        actor=actor, plan_id=plan_id, unit_id=unit_id, period=period, at=at
    )
    return PeriodReport.objects.get(pk=report_id)


def handed_in(scene: Scene, plan_id: int) -> PeriodReport:
    """The commune's report of the first quarter, approved by its head."""
    report = report_of(scene.focal, plan_id, scene.commune.id)
    facade.approve_report(actor=scene.head, report_id=report.pk, version=1, at=MARCH)
    return again(report)


def raised(
    scene: Scene,
    plan_id: int,
    *,
    actor: orgs.Actor | None = None,
    unit: orgs.UnitRow | None = None,
    words: str = BROKEN,
    at: datetime = AT,
) -> Difficulty:
    """The commune's difficulty with its leaflets, or that of another unit."""
    unit = unit or scene.commune
    work = occurrence_of(plan_id, unit.id, "tờ rơi")
    made = facade.raise_difficulty(
        actor=actor or scene.focal,
        key=uuid4(),
        plan_id=plan_id,
        unit_id=unit.id,
        task_id=work.assignment.task_id,
        clause_id=None,
        words=words,
        wish="Xin kinh phí",
        at=at,
    )
    return Difficulty.objects.get(pk=made)


def answered(
    actor: orgs.Actor,
    found: Difficulty,
    *,
    also: tuple[int, ...] = (),
    direction: facade.DirectionFacts | None = None,
    at: datetime = AT,
) -> int:
    """The direction that answered it."""
    return facade.answer_difficulty(
        actor=actor,
        key=uuid4(),
        difficulty_id=found.pk,
        version=found.version,
        also=also,
        direction=direction or facade.DirectionFacts("Dùng kinh phí của xã"),
        at=at,
    )


def asked(
    scene: Scene,
    plan_id: int,
    *,
    actor: orgs.Actor | None = None,
    unit: orgs.UnitRow | None = None,
    words: str = WHERE,
    about: str = "tờ rơi",
    answered_by: int | None = None,
    at: datetime = AT,
) -> Question:
    """The commune's question on its leaflets, or another unit's; `about` nothing: on the plan."""
    unit = unit or scene.commune
    task_id = occurrence_of(plan_id, unit.id, about).assignment.task_id if about else None
    made = guidance.ask_question(
        actor=actor or scene.focal,
        key=uuid4(),
        plan_id=plan_id,
        unit_id=unit.id,
        task_id=task_id,
        clause_id=None,
        words=words,
        answered_by=answered_by,
        at=at,
    )
    return Question.objects.get(pk=made)


def replied(
    actor: orgs.Actor,
    found: Question,
    *,
    also: tuple[int, ...] = (),
    facts: guidance.GuidanceFacts = BOARD,
    at: datetime = AT,
) -> Guidance:
    """The guidance that answered it."""
    made = guidance.answer_question(
        actor=actor,
        key=uuid4(),
        question_id=found.pk,
        version=found.version,
        also=also,
        facts=facts,
        at=at,
    )
    return Guidance.objects.get(pk=made)


def published(
    scene: Scene,
    plan_id: int,
    *,
    task_id: int | None = None,
    clause_id: int | None = None,
    facts: guidance.GuidanceFacts = BOARD,
    at: datetime = AT,
) -> Guidance:
    """Guidance of the province's office without a question."""
    made = guidance.publish_guidance(
        actor=scene.officer,
        key=uuid4(),
        plan_id=plan_id,
        unit_id=scene.office.id,
        task_id=task_id,
        clause_id=clause_id,
        facts=facts,
        at=at,
    )
    return Guidance.objects.get(pk=made)


class Killed(Exception):
    """The process ends here."""


@contextmanager
def forgotten() -> Iterator[None]:
    """What happens inside has not happened afterwards: each example begins with the same rows."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def sent_up(kind: str, scene: Scene, plan_id: int, *, at: datetime = AT) -> str:
    """Something that waits for an answer, by its kind: its address in the journal.

    The district is to answer a difficulty and a question, the province's office a remark.
    """
    if kind == "difficulty":
        return raised(scene, plan_id, at=at).ref
    if kind == "question":
        return asked(scene, plan_id, at=at).ref
    publicity.publish_plan(actor=scene.officer, plan_id=plan_id, file=PublicFile.NONE, at=at)
    return remarked(plan_id, "Loa thôn 3 hỏng", at=at).ref
