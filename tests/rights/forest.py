"""A small real forest of data: a plan at work, a draft with an annex, uploads, work, reports."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from loa.foundation.documents.register import facade as register
from loa.foundation.files import facade as files
from loa.foundation.orgs import facade as orgs
from loa.foundation.orgs.facade import Actor
from loa.foundation.orgs.models import Account, Delegation, OpenSession
from loa.foundation.orgs.tests.factories import make_account, make_actor
from loa.kernel.db import operation
from loa.modules.plans import facade as plans
from loa.modules.plans.facade import publicity, remarks
from loa.modules.plans.models import (
    DraftStep,
    Notice,
    Occurrence,
    Plan,
    Upload,
    UploadFile,
    UrgedWork,
    UrgingRound,
)
from loa.modules.plans.operations.comment import comment_on
from loa.modules.plans.operations.keep_feed import make_feed
from loa.modules.plans.operations.keep_views import save_view
from loa.modules.plans.operations.link_document import IssuedElsewhere, link_document
from loa.modules.plans.operations.propose_own_plan import propose_own_plan
from loa.modules.plans.operations.receive_files import receive_files
from loa.modules.plans.operations.reshape_draft import remove_task
from loa.modules.plans.operations.revise_plan import revision_of
from loa.modules.plans.queries.comments import about_difficulty, about_work
from loa.modules.plans.rules.own_plan import AnswerKind
from loa.modules.plans.rules.sentences import digest
from loa.modules.plans.tests.factories import (
    BOARD,
    MARCH,
    PLAN_TEXT,
    Scene,
    again,
    answered,
    asked,
    coordinated,
    handed_in,
    imported,
    issued,
    occurrence_of,
    pictured,
    raised,
    remarked,
    replied,
    report_of,
)
from loa.modules.plans.types import FileState, UploadState, WorkState
from loa.modules.plans.types.saved_views import ListPage

from .samples import Sample, Words

DAY = date(2022, 3, 15)
_FEW = PLAN_TEXT.replace("1. Các sở, ban, ngành; UBND cấp huyện; UBND cấp xã", "1. Sở Tư pháp")
_UNDONE = _FEW.replace("trước ngày 31/3/2022.", "trong năm 2022 (tại Biểu đính kèm).")
_SHEET = "TT;Nội dung;Cơ quan chủ trì;Thời gian\n1;Tập huấn;Sở Tư pháp;Quý II\n2;Phát loa;;46142\n"
_PDF = b"%PDF-1.7\n%%EOF\n"
_PEOPLE = "Mã đơn vị;Họ và tên;Vai trò\n{};Lý Thị Mẫu;Cán bộ đầu mối\n"
_WHY = {"reason": "Thử quyền"}
Samples = Mapping[str, Sample]


def samples_of(scene: Scene, people: Mapping[str, Actor]) -> Samples:
    """A sample for every route that needs one: of the commune, or of a draft of the province."""
    plan_id = issued(scene)
    return {
        **_of_plan(scene, plan_id),
        **_of_draft(scene),
        **_of_annexes(scene, plan_id),
        **_of_uploads(people["plan_officer"]),
        **_of_work(scene, plan_id),
        **_of_publicity(scene, plan_id),
        **_of_difficulties(scene, plan_id),
        **_of_guidance(scene, plan_id),
        **_of_reports(scene, plan_id),
        **_of_passages(scene, plan_id),
        **_of_urging(scene, plan_id),
        **_of_register(scene),
        **_of_feeds(people["plan_officer"]),
        **_of_views(people["plan_officer"]),
        **_of_comments(scene, people["plan_officer"], plan_id),
        **_of_units(scene),
        **_of_people(scene),
        **_of_accounts(people["plan_officer"]),
        "desk:notices-all-seen": Sample(words={"until": MARCH.isoformat()}),
        "desk:notices-seen": Sample(words={"notice": _notice(scene)}),
        "desk:demo-role": Sample(words={"role": "plan-officer"}),
        "desk:demo-step": Sample(words={"step": "week"}),
    }


def _of_plan(scene: Scene, plan_id: int) -> dict[str, Sample]:
    """Everything about the plan at work."""
    parts = {"plan_id": plan_id}
    first = plans.plan_for(scene.officer, plan_id, DAY).tasks.earliest("ordinal")
    names = ("overview", "source", "structure")
    return {
        "plans:plan-import": Sample(
            page=reverse("plans:plan-import"), files=lambda: {"documents": _file(_FEW)}
        ),
        **{f"plans:plan-{name}": Sample(parts) for name in names},
        "plans:plan-document": Sample({**parts, "kind": "docx"}),
        **{
            f"plans:{name}": Sample(parts)
            for name in (
                "task-list",
                "matrix",
                "matrix-sheet",
                "changes",
                "changes-sheet",
                "report-list",
            )
        },
        **{f"plans:{name}": Sample(parts) for name in ("changes", "changes-sheet")},
        "plans:task-units": Sample({**parts, "task_id": first.pk}),
        "plans:unit-tasks": Sample({**parts, "unit_id": scene.commune.id}),
        "plans:control-section": Sample(parts),
        "plans:control-section-rows": Sample({**parts, "period": "2022-H1", "figure": "LEAFLETS"}),
        "plans:control-section-file": Sample({**parts, "period": "2022-H1", "kind": "docx"}),
        "plans:oversight-unit": Sample({"unit_id": scene.commune.id}),
        "plans:oversight-file": Sample({"unit_id": scene.commune.id}),
        "plans:oversight-rows": Sample({"unit_id": scene.commune.id, "what": "qua-han"}),
        "plans:report-open": Sample(parts, words={"unit": scene.commune.id, "period": "2022-Q2"}),
        **_of_own_plans(scene, plan_id, first.pk),
    }


def _of_feeds(officer: Actor) -> dict[str, Sample]:
    """The calendar feed of the plan officer; everybody makes his own."""
    secret = make_feed(actor=officer, key=uuid4(), version=0, at=MARCH)
    return {
        "plans:feed": Sample({"secret": secret}),
        "plans:feed-account": Sample(page=reverse("plans:feed-account"), is_own=True),
    }


def _of_comments(scene: Scene, officer: Actor, plan_id: int) -> dict[str, Sample]:
    """Remarks of the plan officer about the commune's work and about its difficulty."""
    work = occurrence_of(plan_id, scene.commune.id, "tờ rơi")
    found = raised(scene, plan_id, at=MARCH)
    samples = {}
    for kind, number, read in (
        ("work", work.pk, about_work),
        ("difficulty", found.pk, about_difficulty),
    ):
        said = comment_on(
            actor=officer,
            about=read(officer, number, DAY),
            key=uuid4(),
            text="Đã xem",
            mentions=(),
            at=MARCH,
        )
        parts = {"number": number}
        page = reverse(f"plans:{kind}-comments", kwargs=parts)
        samples[f"plans:{kind}-comments"] = Sample(
            parts, page=page, words={"text": "Đã nhận"}, is_own=True
        )
        samples[f"plans:{kind}-comment-withdraw"] = Sample(parts, words={"comment": said})
    return samples


def _of_views(officer: Actor) -> dict[str, Sample]:
    """Filters that the plan officer named."""
    view_id = save_view(
        actor=officer,
        page=ListPage.WORK,
        plan_id=None,
        name="Muộn",
        query="muon=on",
        is_shared=False,
        is_default=False,
        at=MARCH,
    )
    return {
        "plans:view-save": Sample(words={"name": "Mới"}),
        "plans:view-change": Sample({"view_id": view_id}, words={"name": "Chậm"}),
        "plans:view-drop": Sample({"view_id": view_id}),
    }


def _of_own_plans(scene: Scene, plan_id: int, task_id: int) -> dict[str, Sample]:
    """The commune's own plan under the one at work, drafted."""
    parts = {"plan_id": plan_id}
    own = plans.make_own_plan(
        actor=scene.focal, parent_id=plan_id, unit_id=scene.commune.id, at=MARCH
    )
    plans.issue_plan(actor=scene.head, plan_id=own, version=None, number="77", at=MARCH)
    at_work = Plan.objects.get(pk=own)
    revised = operation(revision_of)(actor=scene.focal, plan=at_work, at=MARCH)
    propose_own_plan(actor=scene.focal, plan_id=revised.pk, version=revised.version, at=MARCH)
    handed = {"version": revised.version + 1}
    of_unit = {**parts, "unit_id": scene.commune.id}
    linked = link_document(
        actor=scene.focal,
        parent_id=plan_id,
        unit_id=scene.commune.id,
        file=("cong-van.txt", b"Cong van"),
        read=None,
        said=IssuedElsewhere(AnswerKind.DISPATCH, "15/UBND-VP", DAY),
        at=MARCH,
    )
    said = {"kind": "OWN_PLAN", "symbol": "15/KH-UBND", "signed_on": "15/03/2022"}
    return {
        "plans:own-document-link": Sample(
            of_unit,
            page=reverse("plans:own-document-link", kwargs=of_unit),
            words=said,
            files=lambda: {"documents": _file(_FEW, "ke-hoach-xa.txt")},
        ),
        "plans:own-answers": _with_form("plans:own-answers", {"plan_id": linked}, {}),
        "plans:coverage": Sample(parts),
        "plans:coverage-sheet": Sample(parts),
        "plans:deliveries": Sample(parts),
        "plans:deliver-desks": Sample(parts),
        "plans:deliver-remind": Sample(parts),
        "plans:deliver-again": Sample(parts),
        "plans:delivery-file": Sample({**parts, "kind": "xlsx"}),
        "plans:work-shift": Sample(parts, words={"key": uuid4(), "days": 5, "reason": "Thử quyền"}),
        "plans:deliver-mail": Sample(
            parts, words={"noi_nhan": "u1", "email": "a"}, is_refused=True
        ),
        "plans:deliver-paper": Sample(
            parts,
            words={
                "noi_nhan": f"u{scene.commune.id}",
                "handed_to": "Bà Mai",
                "handed_on": "10/02/2022",
            },
        ),
        "plans:coverage-duty": Sample({**parts, "task_id": task_id}),
        "plans:own-plan-make": Sample(of_unit),
        "plans:own-plan-revise": Sample({"plan_id": own}),
        "plans:own-plan-number": _with_form("plans:own-plan-number", {"plan_id": own}, {}),
        "plans:own-plan-restore": Sample({"plan_id": revised.pk}),
        "plans:own-propose": Sample({"plan_id": revised.pk}, words=handed),
        "plans:own-ask-back": _with_form(
            "plans:own-ask-back", {"plan_id": revised.pk}, {**handed, **_WHY}
        ),
    }


def _of_draft(scene: Scene) -> dict[str, Sample]:
    """The check of a draft; its third task was taken out, which can be undone."""
    plan_id = imported(scene, _UNDONE)
    draft = plans.plan_for(scene.officer, plan_id, DAY)
    first, second, third = draft.tasks.order_by("ordinal")[:3]
    remove_task(
        actor=scene.officer, plan_id=plan_id, task_id=third.pk, version=third.version, at=MARCH
    )
    version = again(draft).version
    parts = {"plan_id": plan_id}
    task = {**parts, "task_id": first.pk}
    typed: dict[str, Words] = {
        "edit": {},
        "due": {"due_on": "30/06/2022", "schedule": "ONCE"},
        "actors": {"lead_units": str(scene.commune.id)},
        "split": {"parts": "Một việc\nHai việc"},
        "join": {"with_task_id": second.pk},
    }
    new = {"title": "Việc mới", "content": "Việc mới", "due_on": "30/06/2022"}
    basis = {"version": version, "number": "26/QĐ-UBND", "issued_on": "18/01/2022"}
    return {
        "plans:draft-check": _with_form("plans:draft-check", parts, {"subject": "Trích yếu"}),
        "plans:draft-issue": Sample(parts, words={"version": version, "as_it_stands": "on"}),
        "plans:draft-amends": Sample(parts, words={"version": version, "amends_id": ""}),
        "plans:doubt-settle": Sample(
            parts, words={"doubt": draft.doubts.filter(state="OPEN").earliest("ordinal").pk}
        ),
        "plans:basis-edit": Sample({**parts, "place": 1}, words=basis),
        "plans:draft-presence": Sample(parts),
        "plans:task-add": _with_form(
            "plans:task-add", parts, {**new, "lead_units": str(scene.commune.id)}
        ),
        **{
            f"plans:task-{name}": _with_form(f"plans:task-{name}", task, words)
            for name, words in typed.items()
        },
        "plans:task-join-next": Sample(
            task, words={"with_task_id": second.pk, "version": first.version}
        ),
        "plans:task-remove": Sample(task, words={"version": first.version}),
        "plans:step-undo": Sample({**parts, "step_id": DraftStep.objects.get(plan=plan_id).pk}),
    }


def _of_annexes(scene: Scene, amended_id: int) -> dict[str, Sample]:
    """An annex of another draft, which amends the plan at work."""
    plan_id = imported(scene, _UNDONE.replace("số 26", "số 27"), "khac.txt")
    source = plans.read_annex(_SHEET.encode(), "bieu.csv")
    annex = plans.add_annex(actor=scene.officer, plan_id=plan_id, source=source, at=MARCH)
    parts = {"plan_id": plan_id}
    of_annex = {**parts, "annex_id": annex.annex_id}
    Plan.objects.filter(pk=plan_id).update(amends=amended_id, revision=2)
    another = _SHEET.replace("Tập", "Họp")
    return {
        "plans:annex-add": Sample(
            parts,
            page=reverse("plans:annex-add", kwargs=parts),
            files=lambda: {"documents": _file(another, "bieu-2.csv")},
        ),
        "plans:annex-check": _with_form("plans:annex-check", of_annex, {}),
        "plans:plan-difference": Sample(parts),
        "plans:annex-drop": Sample(of_annex, words={"version": 1}),
        "plans:annex-source": Sample(of_annex),
    }


def _of_uploads(officer: Actor) -> dict[str, Sample]:
    """An upload of the plan officer that could not be read."""
    received = receive_files(
        actor=officer, sent=[("a.pdf", _PDF)], plan_id=None, as_of=None, may_wait=False, at=MARCH
    )
    Upload.objects.update(state=UploadState.FAILED.value, ended_at=MARCH, message="Hỏng.")
    UploadFile.objects.update(state=FileState.FAILED.value)
    upload = {"upload_id": received.upload_id}
    file = {"file_id": UploadFile.objects.get(upload=received.upload_id).file_id}
    return {
        **{f"plans:upload-{name}": Sample(upload) for name in ("detail", "drop")},
        **{f"plans:upload-{name}": Sample(file) for name in ("reread", "source", "forget")},
    }


def _of_work(scene: Scene, plan_id: int) -> dict[str, Sample]:
    """The commune's leaflets: begun, handed in, to be let off, proposed; one that it joins."""
    begun = occurrence_of(plan_id, scene.commune.id, "tờ rơi")
    photo = plans.keep_evidence(actor_id=None, name="a.pdf", data=_PDF, at=MARCH)
    facts = plans.ActivityFacts(
        done_on=DAY,
        title="Phát tờ rơi",
        form="TO_ROI",
        quantities=(plans.Quantity("LEAFLETS", 30),),
        evidence=(photo,),
    )
    activity_id = plans.record_activity(
        actor=scene.focal, key=uuid4(), occurrence_id=begun.pk, facts=facts, at=MARCH
    )
    fresh = occurrence_of(plan_id, scene.commune.id, "Xây dựng kế hoạch")
    handed, asked, proposed = begun.assignment.occurrences.exclude(pk=begun.pk).order_by("ordinal")
    joins = coordinated(scene, plan_id)
    _put(handed, state=WorkState.SUBMITTED.value, submitted_on=DAY)
    _put(asked, state=WorkState.IN_PROGRESS.value, exempt_reason="Không có dân")
    _put(proposed, state=WorkState.IN_PROGRESS.value, proposed_at=MARCH, proposed_by="person:1")
    _put(joins, state=WorkState.IN_PROGRESS.value)
    steps = {
        "acknowledge": fresh,
        "propose": begun,
        "approve": begun,
        "finish": joins,
        "accept": handed,
        "return": handed,
        "ask-exempt": begun,
        "exempt": asked,
        "send-back": proposed,
        "refuse-exempt": asked,
    }
    typed = {"title": "Phát tờ rơi", "form": "TO_ROI", "q_LEAFLETS": "5", "done_on": "15/03/2022"}
    detail = {"occurrence_id": begun.pk}
    return {
        "plans:work-detail": Sample(detail),
        **{
            f"plans:work-{name}": Sample(
                {"occurrence_id": work.pk}, words={**_WHY, "version": again(work).version}
            )
            for name, work in steps.items()
        },
        "plans:activity-add": Sample(detail, words={**typed, "key": uuid4()}),
        "plans:activity-add-for": Sample(
            detail,
            page=reverse("plans:activity-add-for", kwargs=detail),
            words=typed,
            files=lambda: {"paper": _file(_PDF.decode(), "giay.pdf")},
        ),
        "plans:activity-withdraw": _with_form(
            "plans:activity-withdraw", {"activity_id": activity_id}, _WHY
        ),
        "plans:evidence-file": Sample({"activity_id": activity_id, "file_id": photo.file_id}),
    }


def _of_publicity(scene: Scene, plan_id: int) -> dict[str, Sample]:
    """The plan made public with its file, and an activity of the commune with a picture."""
    parts = {"plan_id": plan_id}
    activity_id, file_id = pictured(scene, plan_id, at=MARCH)
    publicity.show_activity(
        actor=scene.focal, activity_id=activity_id, with_pictures=True, at=MARCH
    )
    publicity.publish_plan(
        actor=scene.officer, plan_id=plan_id, file=publicity.PublicFile.COMPOSED, at=MARCH
    )
    shown = {"activity_id": activity_id}
    waits, done = remarked(plan_id, at=MARCH), remarked(plan_id, at=MARCH)
    remarks.answer_remark(
        actor=scene.officer, remark_id=done.pk, version=1, words="Đã bổ sung", at=MARCH
    )
    of_waiting = {"remark_id": waits.pk}
    steps = {"version": 1, "unit_id": scene.commune.id, "words": "Đã bổ sung", **_WHY}
    return {
        **{
            f"plans:remark-{name}": Sample(of_waiting, words=steps)
            for name in ("answer", "pass", "hide")
        },
        "plans:remark-detail": Sample(of_waiting),
        "plans:remark-publish": Sample(
            {"remark_id": done.pk}, words={"version": 2, "is_public": "True"}
        ),
        "portal:remark-send": Sample(parts, words={"words": "Chưa có tờ rơi", "key": uuid4()}),
        "portal:remark-ask": Sample(words={"ma": waits.code}),
        "plans:plan-publicity": Sample(parts),
        "plans:plan-publish": Sample(parts, words={"file": "SIGNED"}),
        "plans:plan-unpublish": Sample(parts),
        "plans:activity-show": Sample(shown, words={"with_pictures": "on"}),
        "plans:activity-hide": Sample(shown),
        "portal:plan": Sample(parts),
        "portal:plan-data": Sample(parts),
        "portal:plan-file": Sample(parts),
        "portal:picture": Sample({**shown, "file_id": file_id}),
    }


def _of_difficulties(scene: Scene, plan_id: int) -> dict[str, Sample]:
    """Two of the commune: one that waits with its district, one that was answered."""
    waits = raised(scene, plan_id, at=MARCH)
    done = raised(scene, plan_id, words="Thiếu máy in", at=MARCH)
    answered(scene.district_officer, done, at=MARCH)
    of_waiting, of_done = ({"difficulty_id": one.pk} for one in (waits, done))
    work = occurrence_of(plan_id, scene.commune.id, "tờ rơi")
    typed = {"words": "Thiếu người", "key": uuid4()}
    answer = {"version": 1, "words": "Cử thêm người", "effect": "NONE", "key": uuid4()}
    parts = {"plan_id": plan_id, "unit_id": scene.commune.id}
    about = {"about": f"task:{work.assignment.task_id}"}
    return {
        "plans:difficulty-list": Sample({"plan_id": plan_id}),
        "plans:difficulty-raise": Sample({"occurrence_id": work.pk}, words=typed),
        "plans:difficulty-add": Sample(parts, words={**about, "words": "Hết giấy", "key": uuid4()}),
        "plans:difficulty-detail": Sample(of_waiting),
        "plans:difficulty-answer": Sample(of_waiting, words=answer),
        "plans:difficulty-pass-up": Sample(of_waiting, words={**_WHY, "version": 1}),
        "plans:difficulty-withdraw": Sample(of_waiting, words={"version": 1}),
        "plans:difficulty-reopen": Sample(of_done, words={**_WHY, "version": 2}),
    }


def _of_guidance(scene: Scene, plan_id: int) -> dict[str, Sample]:
    """A question of the commune that waits with its district, and guidance of that district."""
    waits = {"question_id": asked(scene, plan_id, at=MARCH).pk}
    paper = files.store(
        actor_id=None,
        name="mau.pdf",
        data=_PDF,
        at=MARCH,
        purpose=files.Purpose.EVIDENCE,
    )
    kept = replied(
        scene.district_officer,
        asked(scene, plan_id, at=MARCH),
        facts=replace(BOARD, file_id=paper.id),
        at=MARCH,
    )
    given = {"guidance_id": kept.pk}
    work = occurrence_of(plan_id, scene.commune.id, "tờ rơi")
    typed = {"title": "Thử quyền", "words": "Thử quyền", "key": uuid4()}
    new = {"about": f"task:{work.assignment.task_id}"}
    of_unit = {"plan_id": plan_id, "unit_id": scene.commune.id}
    of_district = {"plan_id": plan_id, "unit_id": scene.district.id}
    question = {"words": "Hết giấy in", "seen": "1"}
    return {
        "plans:guidance-list": Sample({"plan_id": plan_id}),
        "plans:guidance-detail": Sample(given),
        "plans:guidance-file": Sample({**given, "edition": 1}),
        "plans:guidance-seen": Sample(given),
        "plans:guidance-add": Sample(of_district, words={**typed, **new}),
        "plans:guidance-revise": Sample(given, words={**typed, **_WHY, "version": 1}),
        "plans:guidance-withdraw": Sample(given, words={**_WHY, "version": 1}),
        "plans:question-ask": Sample(
            {"occurrence_id": work.pk}, words={**question, "key": uuid4()}
        ),
        "plans:question-add": Sample(of_unit, words={**question, **new, "key": uuid4()}),
        "plans:question-detail": Sample(waits),
        "plans:question-answer": Sample(waits, words={**typed, "version": 1}),
        "plans:question-point": Sample(waits, words={"guidance": kept.pk, "version": 1}),
        "plans:question-pass-up": Sample(waits, words={**_WHY, "version": 1}),
        "plans:question-turn": Sample(waits, words={"version": 1}),
        "plans:question-withdraw": Sample(waits, words={"version": 1}),
    }


def _of_reports(scene: Scene, plan_id: int) -> dict[str, Sample]:
    """The commune's report of a quarter, handed in, and one of the next that is written."""
    sent = handed_in(scene, plan_id)
    written = report_of(scene.focal, plan_id, scene.commune.id, "2022-Q2")
    of_sent = {"report_id": sent.pk}
    of_written = {"report_id": written.pk}
    steps = {"propose": written, "approve": written, "accept": sent, "return": sent}
    number = {"number": "7", "signed_on": "15/03/2022"}
    return {
        "plans:report-detail": Sample(of_sent),
        "plans:report-file": Sample({**of_sent, "kind": "xlsx"}),
        "plans:figure-rows": Sample({**of_sent, "figure": "LEAFLETS"}),
        "plans:report-edit": _with_form("plans:report-edit", of_written, {}),
        "plans:report-correct": _with_form("plans:report-correct", of_sent, _WHY),
        "plans:report-number": _with_form("plans:report-number", of_sent, number),
        **{
            f"plans:report-{name}": Sample(
                {"report_id": report.pk}, words={**_WHY, "version": report.version}
            )
            for name, report in steps.items()
        },
    }


def _of_passages(scene: Scene, plan_id: int) -> dict[str, Sample]:
    """The district's report, which sums up what another of its communes wrote."""
    said = "Đề nghị cấp loa cho thôn."
    commune = next(
        row
        for row in orgs.tree(DAY)
        if row.parent_id == scene.district.id and row.id != scene.commune.id
    )
    head = make_actor(orgs.Role.HEAD, commune.id)
    report = report_of(head, plan_id, commune.id)
    sections = {"proposals": said}
    plans.edit_report(actor=head, report_id=report.pk, version=1, sections=sections, at=MARCH)
    plans.approve_report(actor=head, report_id=report.pk, version=2, at=MARCH)
    summed = report_of(scene.district_officer, plan_id, scene.district.id)
    section = {"report_id": summed.pk, "code": "proposals"}
    one = {**section, "which": digest(said)}
    words: Words = {"version": summed.version, "to": 0}
    return {
        "plans:report-passages": Sample(section),
        "plans:report-take-in": Sample(section, words=words),
        "plans:report-passage": Sample(one, words={**words, "text": "Đề nghị cấp loa."}),
        **{
            f"plans:report-passage-{name}": Sample(one, words=words)
            for name in ("move", "drop", "keep")
        },
    }


def _of_urging(scene: Scene, plan_id: int) -> dict[str, Sample]:
    """The commune owes a piece of work, was urged about another; a third it owes since today."""
    begun = Occurrence.objects.filter(
        assignment__plan=plan_id, assignment__unit=scene.commune.id, starts_on__lte=DAY
    )
    owed = begun.filter(state__in=[WorkState.NOT_STARTED.value, WorkState.IN_PROGRESS.value])
    first, second = owed.order_by("pk")[:2]
    _put(first, due_on=date(2022, 3, 10))
    plans.urge_late(
        actor=scene.officer, plan_id=plan_id, chosen=plans.Chosen(), key=uuid4(), at=MARCH
    )
    UrgedWork.objects.filter(occurrence=second).delete()
    _put(second, due_on=date(2022, 3, 11))
    act = UrgingRound.objects.get()
    unit = {"plan_id": plan_id, "unit_id": scene.commune.id}
    return {
        "plans:plan-close": Sample({"plan_id": plan_id}, words={"reason": "Hết năm"}),
        "plans:urge": Sample(
            {"plan_id": plan_id}, words={"key": uuid4(), "unit": scene.commune.id}
        ),
        "plans:urge-round": Sample({"plan_id": plan_id, "round_id": act.pk}),
        **{
            f"plans:dispatch-{name}": Sample({"plan_id": plan_id, "round_id": act.pk})
            for name in ("detail", "number")
        },
        "plans:dispatch-list": Sample({"plan_id": plan_id}),
        "plans:dispatch-file": Sample({"plan_id": plan_id, "round_id": act.pk, "kind": "docx"}),
        "plans:dispatch-edit": _with_form(
            "plans:dispatch-edit",
            {"plan_id": plan_id, "round_id": act.pk},
            {"reply_by": "31/03/2022"},
        ),
        "plans:urge-call": Sample(unit, words={"way": "PHONE"}),
        "plans:urging-acknowledge": Sample(
            {"urging_id": act.urgings.get(unit=scene.commune.id).pk}
        ),
    }


def _of_register(scene: Scene) -> dict[str, Sample]:
    """A line of the commune's register."""
    clerk = make_actor(orgs.Role.CLERK, scene.commune.id)
    given = register.give_number(
        actor=clerk,
        unit_id=scene.commune.id,
        outgoing=register.Outgoing("CV", "UBND", "Việc khác", DAY),
        number="5",
        thing="",
        at=MARCH,
    )
    line = {"entry_id": given.entry_id}
    new = {"notation": "UBND", "subject": "Mới", "kind": "CV", "number": "6"}
    return {
        "documents:register-file": Sample({"kind": "xlsx"}),
        "documents:entry-add": _with_form("documents:entry-add", {}, new, is_own=True),
        "documents:way-choose": _with_form(
            "documents:way-choose", {}, {"cites": "Ý kiến"}, is_own=True
        ),
        "documents:entry-edit": _with_form("documents:entry-edit", line, {}),
        "documents:entry-cancel": _with_form("documents:entry-cancel", line, _WHY),
    }


def _of_units(scene: Scene) -> dict[str, Sample]:
    """The commune as a unit of the tree."""
    parts = {"unit_id": scene.commune.id}
    edit = reverse("orgs:unit-edit", kwargs=parts)
    cites = {"cites": "Nghị quyết thử"}
    rows = "Loại;Cấp;Tên;Mã;Cấp trên;Từ ngày;Căn cứ\n"
    return {
        "orgs:switch-unit": Sample(words={"unit": scene.commune.id}),
        "orgs:unit-add": _with_form(
            "orgs:unit-add",
            {},
            {"name": "Xã Mới", "code": "99999", "kind": "PEOPLES_COMMITTEE", "level": "COMMUNE"}
            | cites,
        ),
        "orgs:units-import": Sample(
            page=reverse("orgs:units-import"), files=lambda: {"file": _file(rows, "cay.csv")}
        ),
        "orgs:unit-edit": Sample(parts),
        "orgs:unit-change": Sample(parts, edit, {"name": "Xã Đổi Tên", **cites}),
        "orgs:unit-end": Sample(parts, edit, {"last_day": "31/12/2022", **cites}),
        "orgs:unit-succession": Sample(
            parts, edit, {"new_unit_id": scene.other.id, "on": "01/01/2023", **cites}
        ),
        "orgs:unit-detail": Sample(parts),
    }


def _of_people(scene: Scene) -> dict[str, Sample]:
    """Somebody of the commune."""
    account = make_account(make_actor(orgs.Role.FOCAL_OFFICER, scene.commune.id))
    person = {"unit_id": scene.commune.id, "person_id": account.person_id}
    page = reverse("orgs:person-detail", kwargs=person)
    post = account.person.posts.get()
    return {
        "orgs:person-add": _with_form(
            "orgs:person-add",
            {"unit_id": scene.commune.id},
            {"name": "Lý Thị Mẫu", "role": "CLERK"},
        ),
        "orgs:person-detail": Sample(person),
        "orgs:person-reset": Sample(person),
        "orgs:person-factor-reset": Sample(person),
        "orgs:person-contact": Sample(person, page, {"phone": "0207 382 2001"}),
        "orgs:post-give": Sample(person, page, {"role": "CLERK", "held_from": "15/03/2022"}),
        "orgs:post-end": Sample({**person, "post_id": post.pk}, page, {"last_day": "31/03/2022"}),
        "orgs:people-import": Sample(
            page=reverse("orgs:people-import"),
            files=lambda: {"file": _file(_PEOPLE.format(scene.commune.code), "nguoi.csv")},
        ),
    }


def _of_accounts(officer: Actor) -> dict[str, Sample]:
    """Another browser in which the plan officer is signed in; no code of any phone."""
    account = Account.objects.get(person=officer.person_id)
    session = OpenSession.objects.create(
        account=account, session_key="elsewhere", began_at=MARCH, seen_at=MARCH
    )
    code = Sample(words={"code": "000 000"}, is_refused=True)
    lent = {"delegation_id": Delegation.objects.get().pk}
    return {
        "orgs:delegation-add": Sample(is_refused=True),
        "orgs:delegation-end": Sample(lent, words={"version": 1}),
        "orgs:stand-in-begin": Sample(lent),
        "account_contact": Sample(
            page=reverse("account_security"), words={"phone": "0207 382 2002"}, is_own=True
        ),
        "session_end": Sample({"session_id": session.pk}),
        "second_factor_enrol": code,
        "second_factor_paper": code,
    }


def _with_form(name: str, parts: Words, words: Words, *, is_own: bool = False) -> Sample:
    """A route whose own page bears its form."""
    return Sample(parts, reverse(name, kwargs=dict(parts)), words, is_own=is_own)


def _put(work: Occurrence, **fields: object) -> None:
    Occurrence.objects.filter(pk=work.pk).update(**fields)


def _notice(scene: Scene) -> int:
    day = MARCH.date()
    return Notice.objects.create(
        unit_id=scene.commune.id, kind="T", day=day, at=MARCH, text="Tin"
    ).pk


def _file(text: str, name: str = "ke-hoach.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())
