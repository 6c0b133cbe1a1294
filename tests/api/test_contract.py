"""Whatever the description of the API allows, and much that it does not, gets a proper answer.

LOA_API_EXAMPLES=200 asks so many calls of each operation and way; a usual run asks one.
"""

import os
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any
from uuid import uuid4

import hypothesis
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck
from schemathesis import GenerationMode
from schemathesis.checks import CheckFunction, not_a_server_error
from schemathesis.specs.openapi import checks

from loa.foundation.orgs.facade import Actor, Held, Role
from loa.foundation.orgs.tests.factories import limited, make_account
from loa.foundation.tokens.tests.factories import make_token
from loa.kernel import clock
from loa.modules.plans import facade
from loa.modules.plans.models import Activity, Dispatch, DraftStep
from loa.modules.plans.tests.factories import (
    AT,
    MARCH,
    PLAN_TEXT,
    TODAY,
    Scene,
    as_person,
    asked,
    begun,
    imported,
    issued,
    make_scene,
    published,
    raised,
    report_of,
)

EXAMPLES = int(os.environ.get("LOA_API_EXAMPLES", "1"))
CHECKS: list[CheckFunction] = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]
ANNEX = "TT;Nội dung;Cơ quan chủ trì;Thời gian\n1;Tập huấn;Sở Tư pháp;Quý II\n2;Phát loa;;46142\n"
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)


@pytest.fixture(autouse=True)
def _in_march() -> Iterator[None]:
    clock.use(lambda: MARCH)
    for signal in (request_started, request_finished):  # as Django's own client does
        signal.disconnect(close_old_connections)
    with (
        limited("api.calls", 10**9),
        limited("upload.files", 10**9),
        limited("export.files", 10**9),
    ):
        yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
    clock.use(clock.system_now)


@pytest.fixture
def contract() -> schemathesis.schemas.BaseSchema:
    """The description as the site gives it away."""
    application = get_wsgi_application()
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


def test_the_description_is_openapi_3_1(contract: schemathesis.schemas.BaseSchema) -> None:
    raw: Mapping[str, Any] = contract.raw_schema
    assert raw["openapi"].startswith("3.1")
    contract.validate()
    writes = [one for path in raw["paths"].values() for verb, one in path.items() if verb == "post"]
    for operation in writes:
        names = {one["name"] for one in operation["parameters"] if one["required"]}
        assert "Idempotency-Key" in names, operation["operationId"]
        assert {"400", "409", "413"} <= set(operation["responses"]), operation["operationId"]
    for operation in (one for path in raw["paths"].values() for one in path.values()):
        told = operation["responses"]
        assert {"401", "403", "404", "405", "429", "500", "503"} <= set(told)
        failures = [one["content"] for status, one in told.items() if status >= "400"]
        assert {kind for one in failures for kind in one} == {"application/problem+json"}


@pytest.mark.long
@pytest.mark.django_db
def test_no_call_breaks_the_house(contract: schemathesis.schemas.BaseSchema) -> None:
    """Numbers of things that are there, so that calls come far; what they write is taken back."""
    scene = make_scene()
    known = {**_known(scene), **_of_draft(scene)}
    headers = {"Authorization": f"Bearer {_token(scene)}"}
    for found in contract.get_all_operations():
        operation = found.ok()  # type: ignore[union-attr]  # the description is valid, as above
        is_of_draft = bool({"checking", "annexes"} & set(operation.tags or ()))
        numbers = {**known, "plan_id": known["draft_id"]} if is_of_draft else known
        for mode in MODES:
            _try(operation.as_strategy(generation_mode=mode), numbers, headers)


def _try(cases: Any, known: Mapping[str, int], headers: Mapping[str, str]) -> None:  # noqa: ANN401  schemathesis has no name for it
    @hypothesis.settings(
        max_examples=EXAMPLES,
        database=None,
        deadline=None,
        derandomize=EXAMPLES < 10,
        suppress_health_check=list(HealthCheck),
        phases=[hypothesis.Phase.generate],
    )
    @hypothesis.given(case=cases)
    def call(case: Any) -> None:  # noqa: ANN401  as above
        for name in set(case.path_parameters) & set(known):
            case.path_parameters[name] = known[name]
        if isinstance(case.body, dict) and isinstance(case.body.get("version"), int):
            case.body["version"] = 1 + case.body["version"] % 3
        with transaction.atomic():
            answer = case.call(headers=dict(headers))
            transaction.set_rollback(True)
        case.validate_response(answer, checks=CHECKS)

    call()


def _known(scene: Scene) -> dict[str, int]:
    plan_id = issued(scene)
    work = begun(scene, plan_id)
    return {
        "plan_id": plan_id,
        "work_id": work.pk,
        "activity_id": Activity.objects.get().pk,
        "difficulty_id": raised(scene, plan_id, at=MARCH).pk,
        "question_id": asked(scene, plan_id, at=MARCH).pk,
        "guidance_id": published(scene, plan_id).pk,
        "thing_id": work.pk,
        "dispatch_id": _urged(scene, plan_id),
        "report_id": report_of(scene.focal, plan_id, scene.commune.id).pk,
    }


def _urged(scene: Scene, plan_id: int) -> int:
    """The round of an urging in April, by which its dispatch is known too."""
    as_person(scene.focal)
    facade.urge_late(
        actor=scene.officer,
        plan_id=plan_id,
        chosen=facade.Chosen(),
        key=uuid4(),
        at=MARCH + timedelta(days=34),
    )
    found: int = Dispatch.objects.get().pk
    return found


def _of_draft(scene: Scene) -> dict[str, int]:
    """A draft with an annex that waits, of which a task was taken out."""
    draft_id = imported(scene, PLAN_TEXT.replace("Số: 12", "Số: 13"))
    first, *_others, last = facade.plan_for(scene.officer, draft_id, TODAY).tasks.order_by(
        "ordinal"
    )
    facade.remove_task(
        actor=scene.officer, plan_id=draft_id, task_id=last.pk, version=last.version, at=AT
    )
    annex = facade.read_annex(ANNEX.encode(), "bieu.csv")
    added = facade.add_annex(actor=scene.officer, plan_id=draft_id, source=annex, at=AT)
    return {
        "draft_id": draft_id,
        "task_id": first.pk,
        "annex_id": added.annex_id,
        "step_id": DraftStep.objects.get(plan=draft_id).pk,
        "place": 1,
    }


def _token(scene: Scene) -> str:
    """Of somebody who may everything around the commune."""
    units = (scene.office.id, scene.commune.id, scene.district.id)
    posts = frozenset(Held(unit, role) for unit in units for role in Role)
    account = make_account(Actor(person_id=None, label="Ma A Páo", unit_id=units[0], posts=posts))
    return make_token(account.person_id, units[0])
