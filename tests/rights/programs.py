"""What programs send: about the same plan, work and reports as the samples of the pages."""

import json
from collections.abc import Mapping

from django.core.files.uploadedfile import SimpleUploadedFile

from loa.modules.plans.models import Occurrence, PeriodReport, Plan, UploadFile
from loa.modules.plans.tests.factories import Scene

from .samples import Sample, Words

Samples = Mapping[str, Sample]
_PLAIN = {"acknowledge": "acknowledge", "propose": "propose", "submit": "approve"} | {
    "finish": "finish",
    "accept": "accept",
}
_REASONED = ("return", "send-back", "ask-exempt", "exempt", "refuse-exempt")
_ACTIVITY = {"done_on": "2022-03-15", "title": "Phát tờ rơi", "form": "TO_ROI"}


def samples_of_programs(scene: Scene, pages: Samples) -> Samples:
    """A sample for every route of the contract, of what the samples of pages are of."""
    plan = _plan(pages["plans:plan-overview"])
    draft = pages["plans:draft-issue"]
    upload = UploadFile.objects.get(file_id=_number(pages["plans:upload-reread"].parts["file_id"]))
    return {
        "api-v1:plans": Sample(files=lambda: {**pages["plans:plan-import"].files()}),
        "api-v1:upload": Sample({"upload_id": upload.upload_id}),
        "api-v1:plan": Sample(plan),
        "api-v1:plan-check": Sample(_plan(draft)),
        "api-v1:plan-issue": Sample(
            _plan(draft), words={"version": draft.words["version"], "as_it_stands": True}
        ),
        "api-v1:plan-status": Sample(plan),
        "api-v1:plan-file": Sample({**plan, "kind": "source"}),
        "api-v1:plan-work": Sample(plan),
        "api-v1:plan-urge": Sample(plan),
        "api-v1:plan-coverage": Sample(plan),
        "api-v1:plan-deliveries": Sample(plan, words={"road": "DESK"}),
        "api-v1:plan-deliveries-remind": Sample(plan, words={"after_days": 0}),
        "api-v1:plan-deliveries-again": Sample(plan),
        "api-v1:plan-own-plans": Sample(plan, words={"unit": scene.commune.code}),
        "api-v1:plan-changes": Sample(plan),
        "api-v1:plan-work-shift": Sample(
            plan,
            words={
                "work": [_number(pages["plans:work-detail"].parts["occurrence_id"])],
                "days": 5,
                "reason": "Thử quyền",
            },
        ),
        "api-v1:plan-urgings": Sample(plan),
        "api-v1:plan-dispatches": Sample(plan),
        **_of_dispatches(pages),
        "api-v1:unit-oversight": Sample({"code": scene.commune.code}),
        "api-v1:unit-oversight-rows": Sample({"code": scene.commune.code, "figure": "OVERDUE"}),
        "api-v1:plan-calls": Sample(plan, words={"unit": scene.commune.code, "way": "PHONE"}),
        "api-v1:urging-acknowledge": Sample(pages["plans:urging-acknowledge"].parts),
        "api-v1:plan-control-section": Sample(plan),
        "api-v1:plan-control-section-file": Sample(pages["plans:control-section-file"].parts),
        "api-v1:plan-close": Sample(plan, words={"reason": "Hết năm"}),
        "api-v1:plan-reports": Sample(
            plan, words={"unit": scene.commune.code, "period": "2022-Q2"}
        ),
        "api-v1:unit": Sample({"code": scene.commune.code}),
        **_of_checking(scene, pages),
        **_of_annexes(pages),
        **_of_own_documents(scene, pages),
        **_of_talk(pages),
        **_of_work(pages),
        **_of_difficulties(scene, pages),
        **_of_guidance(scene, pages),
        "api-v1:plan-remarks": Sample(pages["portal:plan"].parts),
        "api-v1:remark": Sample(pages["plans:remark-answer"].parts),
        "api-v1:remark-answer": Sample(
            pages["plans:remark-answer"].parts, words={"version": 1, "words": "Đã bổ sung"}
        ),
        **_of_reports(pages),
    }


def _plan(sample: Sample) -> Words:
    return {"plan_id": sample.parts["plan_id"]}


def _of_checking(scene: Scene, pages: Samples) -> dict[str, Sample]:
    """The draft of the pages, its first task and a doubt of it."""
    draft = _plan(pages["plans:draft-issue"])
    task = pages["plans:task-remove"]
    version = {"version": pages["plans:draft-issue"].words["version"]}
    of_task = {"version": task.words["version"]}
    doubt = pages["plans:doubt-settle"].words["doubt"]
    new = {"content": "Việc mới", "due_on": "2022-06-30", "lead_units": [scene.commune.code]}
    return {
        "api-v1:plan-doubts": Sample(draft),
        "api-v1:plan-doubts-accept": Sample(draft, words={"doubts": [doubt]}),
        "api-v1:plan-head": Sample(draft, words={**version, "subject": "Trích yếu"}),
        "api-v1:plan-basis": Sample(
            pages["plans:basis-edit"].parts, words={**version, "number": "26/QĐ-UBND"}
        ),
        "api-v1:plan-amends": Sample(draft, words={**version, "amends": None}),
        "api-v1:plan-step-undo": Sample(pages["plans:step-undo"].parts),
        "api-v1:plan-tasks": Sample(draft, words=new),
        "api-v1:plan-task": Sample(task.parts, words={**of_task, "product": "Sổ tay"}),
        "api-v1:plan-task-units": Sample(
            task.parts, words={**of_task, "lead_units": [scene.commune.code]}
        ),
        "api-v1:plan-task-split": Sample(
            task.parts, words={**of_task, "parts": ["Một việc", "Hai việc"]}
        ),
        "api-v1:plan-task-join": Sample(
            task.parts,
            words={**of_task, "other": pages["plans:task-join-next"].words["with_task_id"]},
        ),
        "api-v1:plan-task-remove": Sample(task.parts, words=of_task),
    }


def _of_dispatches(pages: Samples) -> dict[str, Sample]:
    """The letter of the round of the pages."""
    letter = {"dispatch_id": pages["plans:dispatch-detail"].parts["round_id"]}
    return {
        "api-v1:dispatch": Sample(letter),
        "api-v1:dispatch-file": Sample({**letter, "kind": "docx"}),
        "api-v1:dispatch-draft": Sample(letter, words={"version": 1, "reply_by": "2022-12-30"}),
        "api-v1:dispatch-number": Sample(
            letter, words={"version": 1, "number": "12", "signed_on": "2022-03-15"}
        ),
    }


def _of_annexes(pages: Samples) -> dict[str, Sample]:
    """The annex of the other draft."""
    annex = pages["plans:annex-source"].parts
    first = {"version": 1}
    return {
        "api-v1:plan-annexes": Sample(
            pages["plans:annex-add"].parts, files=pages["plans:annex-add"].files
        ),
        **{f"api-v1:plan-annex{part}": Sample(annex) for part in ("", "-rows", "-file")},
        "api-v1:plan-annex-cells": Sample(annex, words={**first, "cells": {"0:3:3": "Sở Nội vụ"}}),
        "api-v1:plan-annex-join": Sample(annex, words=first),
        "api-v1:plan-annex-drop": Sample(annex, words=first),
    }


def _of_own_documents(scene: Scene, pages: Samples) -> dict[str, Sample]:
    """The commune's own plan of the pages, its revision, and what it issued elsewhere."""
    own = pages["plans:own-plan-number"].parts
    first = {"version": 1}
    number = {"version": Plan.objects.get(pk=_number(own["plan_id"])).version, "number": "77"}
    said = {"unit": scene.commune.code, "kind": "DISPATCH", "symbol": "16/UBND"}
    link, handed = pages["plans:own-document-link"], pages["plans:own-propose"]
    step = {"version": handed.words["version"]}
    return {
        "api-v1:plan-own-documents": Sample(
            {"plan_id": link.parts["plan_id"]},
            words={**said, "signed_on": "2022-03-15"},
            files=lambda: {"document": link.files()["documents"]},
        ),
        "api-v1:plan-answers": Sample(
            pages["plans:own-answers"].parts, words={**first, "answers": []}
        ),
        "api-v1:plan-number": Sample(own, words={**number, "signed_on": "2022-03-15"}),
        "api-v1:plan-revise": Sample(own),
        "api-v1:plan-propose": Sample(handed.parts, words=step),
        "api-v1:plan-ask-back": Sample(handed.parts, words={**step, "reason": "Thử quyền"}),
        "api-v1:plan-take-up": Sample(pages["plans:own-plan-restore"].parts),
    }


def _of_talk(pages: Samples) -> dict[str, Sample]:
    """Remarks and filters of the plan officer, and the days between which something changed."""
    view = pages["plans:view-change"].parts
    new = {"name": "Mới", "screen": "WORK", "filters": {"muon": "on"}}
    found = {
        "api-v1:views": Sample(words=new),
        "api-v1:view": Sample(view, words={"name": "Chậm"}),
        "api-v1:view-drop": Sample(view),
    }
    for kind in ("work", "difficulty"):
        said = pages[f"plans:{kind}-comment-withdraw"]
        thing = {"thing_id": said.parts["number"]}
        found[f"api-v1:{kind}-comments"] = Sample(thing, words={"text": "Đã nhận"})
        found[f"api-v1:{kind}-comment-withdraw"] = Sample(
            {**thing, "comment_id": said.words["comment"]}
        )
    return found


def _of_difficulties(scene: Scene, pages: Samples) -> dict[str, Sample]:
    """Those of the pages: one that waits, one that was answered."""
    waits, done = pages["plans:difficulty-answer"].parts, pages["plans:difficulty-reopen"].parts
    work = Occurrence.objects.get(
        pk=_number(pages["plans:difficulty-raise"].parts["occurrence_id"])
    )
    new = {"unit": scene.commune.code, "task": work.assignment.task_id, "words": "Thiếu người"}
    first = {"version": 1}
    return {
        "api-v1:plan-difficulties": Sample(pages["plans:difficulty-list"].parts, words=new),
        "api-v1:difficulty": Sample(waits),
        "api-v1:difficulty-answer": Sample(waits, words={**first, "words": "Cử thêm người"}),
        "api-v1:difficulty-pass-up": Sample(waits, words={**first, "reason": "Thử quyền"}),
        "api-v1:difficulty-withdraw": Sample(waits, words=first),
        "api-v1:difficulty-reopen": Sample(done, words={"version": 2, "reason": "Thử quyền"}),
    }


def _of_guidance(scene: Scene, pages: Samples) -> dict[str, Sample]:
    """The question and the guidance of the pages."""
    waits = pages["plans:question-detail"].parts
    plan = pages["plans:guidance-list"].parts
    first = {"version": 1}
    said = {"title": "Thử quyền", "words": "Thử quyền"}
    return {
        "api-v1:plan-questions": Sample(
            plan, words={"unit": scene.commune.code, "words": "Hết giấy in"}
        ),
        "api-v1:question": Sample(waits),
        "api-v1:question-answer": Sample(waits, words={**first, **said}),
        "api-v1:question-pass-up": Sample(waits, words={**first, "reason": "Thử quyền"}),
        "api-v1:question-withdraw": Sample(waits, words=first),
        "api-v1:question-turn": Sample(waits, words=first),
        "api-v1:plan-guidance": Sample(plan, words={**said, "unit": scene.district.code}),
        "api-v1:guidance": Sample(pages["plans:guidance-detail"].parts),
    }


def _of_work(pages: Samples) -> dict[str, Sample]:
    begun = _work(pages["plans:work-detail"])
    activity = {"activity_id": pages["plans:activity-withdraw"].parts["activity_id"]}
    return {
        "api-v1:work": Sample(begun),
        "api-v1:work-urgings": Sample(begun),
        "api-v1:work-activities": Sample(begun, words=_ACTIVITY),
        "api-v1:work-activities-with-files": Sample(
            begun,
            words={"activity": json.dumps(_ACTIVITY)},
            files=lambda: {"documents": SimpleUploadedFile("bien-ban.pdf", b"%PDF-1.7\n%%EOF\n")},
        ),
        "api-v1:evidence": Sample(pages["plans:evidence-file"].parts),
        "api-v1:activity": Sample(activity),
        "api-v1:activity-withdraw": Sample(activity, words={"version": 1, "reason": "Thử quyền"}),
        **{
            f"api-v1:work-{name}": Sample(_work(page), words=_version_of(page))
            for name, step in _PLAIN.items()
            for page in (pages[f"plans:work-{step}"],)
        },
        **{
            f"api-v1:work-{name}": Sample(
                _work(page), words={**_version_of(page), "reason": "Thử quyền"}
            )
            for name in _REASONED
            for page in (pages[f"plans:work-{name}"],)
        },
    }


def _work(sample: Sample) -> Words:
    return {"work_id": sample.parts["occurrence_id"]}


def _version_of(sample: Sample) -> Words:
    return {"version": Occurrence.objects.get(pk=_number(sample.parts["occurrence_id"])).version}


def _of_reports(pages: Samples) -> dict[str, Sample]:
    sent = {"report_id": pages["plans:report-accept"].parts["report_id"]}
    written = {"report_id": pages["plans:report-propose"].parts["report_id"]}
    of_sent = {"version": PeriodReport.objects.get(pk=_number(sent["report_id"])).version}
    first = {"version": 1}
    return {
        "api-v1:report": Sample(sent),
        "api-v1:report-file": Sample({**sent, "kind": "xlsx"}),
        "api-v1:report-sections": Sample(written, words={**first, "sections": {}}),
        "api-v1:report-number": Sample(
            sent, words={**of_sent, "number": "7", "signed_on": "2022-03-15"}
        ),
        "api-v1:report-correct": Sample(sent, words={**of_sent, "reason": "Thử quyền"}),
        "api-v1:report-propose": Sample(written, words=first),
        "api-v1:report-submit": Sample(written, words=first),
        "api-v1:report-accept": Sample(sent, words=of_sent),
        "api-v1:report-return": Sample(sent, words={**of_sent, "reason": "Thử quyền"}),
    }


def _number(part: object) -> int:
    assert isinstance(part, int)
    return part
