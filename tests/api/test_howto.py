"""The examples of docs/howto/api.md call what there is, in the shapes that it takes."""

import json
import re
from pathlib import Path

import pytest
from django.urls import resolve

from loa.surfaces.api.v1 import (
    annexes,
    checking,
    comments,
    deliveries,
    difficulties,
    dispatches,
    guidance,
    own_documents,
    own_plans,
    plans,
    remarks,
    reports,
    shifting,
    task_shapes,
    urging,
    views,
    work,
)
from loa.surfaces.api.v1.contract import described
from loa.surfaces.api.v1.shapes import ReasonedStep, Step

PAGE = Path(__file__).parents[2] / "docs" / "howto" / "api.md"
CALLS = re.findall(
    r"^curl (.+?\"\$LOA/[^\"]+\")", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
)
SHAPES = {
    "plan-issue": plans.Issue,
    "plan-head": checking.EditHead,
    "plan-basis": checking.EditBasis,
    "plan-doubts-accept": checking.Accept,
    "plan-tasks": task_shapes.NewTask,
    "plan-task": task_shapes.ChangeTask,
    "plan-task-units": task_shapes.AssignTask,
    "plan-task-split": task_shapes.SplitTask,
    "plan-task-join": task_shapes.JoinTasks,
    "plan-annex-cells": annexes.FixCells,
    "work-activities": work.NewActivity,
    "plan-own-plans": own_plans.MakeOwn,
    "plan-answers": own_documents.ConfirmAnswers,
    "plan-number": own_documents.NumberOwn,
    "plan-urge": urging.Urge,
    "plan-calls": urging.NoteCall,
    "work-comments": comments.NewComment,
    "views": views.SaveView,
    "plan-close": plans.Close,
    "plan-deliveries": deliveries.ToDesks,
    "plan-deliveries-remind": deliveries.Remind,
    "plan-work-shift": shifting.ShiftWork,
    "plan-difficulties": difficulties.NewDifficulty,
    "difficulty-answer": difficulties.NewDirection,
    "plan-questions": guidance.NewQuestion,
    "question-answer": guidance.NewAnswer,
    "plan-guidance": guidance.NewGuidance,
    "remark-answer": remarks.NewAnswer,
    "plan-reports": reports.OpenReport,
    "dispatch-draft": dispatches.DraftDispatch,
    "dispatch-number": dispatches.NumberDispatch,
    "report-number": reports.NumberReport,
}


def test_the_page_has_examples() -> None:
    assert len(CALLS) > 10


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.rpartition("/v1")[2][-40:])
def test_an_example_calls_what_there_is(call: str) -> None:
    (address,) = re.findall(r"\$LOA(/[^?\"]+)", call)
    name = resolve(f"/api/v1{address}").url_name
    assert name != "nothing"
    is_write = any(sign in call for sign in (" -d ", " -F ", " -X POST "))
    assert ("Idempotency-Key" in call) is is_write
    body = re.search(r"-d '([^']+)'", call)
    if body is not None:
        shape = SHAPES.get(str(name), ReasonedStep if "reason" in body[1] else Step)
        shape(**json.loads(body[1]))


def test_every_part_of_the_contract_is_told_of() -> None:
    told = PAGE.read_text(encoding="utf-8")
    parts = {path.split("/")[1] for path in described()["paths"]}  # type: ignore[attr-defined]
    assert {part for part in parts - {"activities"} if f"$LOA/{part}" not in told} == set()
