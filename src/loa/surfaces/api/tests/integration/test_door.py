"""Who comes in: tokens, scopes, limits; what is answered to everybody else."""

import errno
import json
from datetime import date
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
from django.db import OperationalError
from django.test import Client
from pytest_django import Settings

from loa.foundation.audit import facade as audit
from loa.foundation.orgs import facade as orgs
from loa.foundation.orgs.tests.factories import limited, make_person, sign_in
from loa.foundation.tokens import facade as tokens
from loa.foundation.tokens.tests.factories import make_token, only_token
from loa.modules.plans.tests.factories import MARCH, Scene, issued
from loa.surfaces.api.tests.calls import V1, Program

pytestmark = pytest.mark.django_db

TODAY = date(2022, 3, 15)
CONSOLE = "tester"


def _made(
    scene: Scene,
    *,
    role: orgs.Role = orgs.Role.READER,
    scopes: tuple[tokens.Scope, ...] = tuple(tokens.Scope),
    last_day: date | None = None,
) -> tokens.NewToken:
    return tokens.create_token(
        actor=orgs.cli_actor(CONSOLE, TODAY),
        key=uuid4(),
        name="Trục liên thông",
        unit_id=scene.commune.id,
        role=role,
        scopes=scopes,
        last_day=last_day,
        at=MARCH,
    )


def test_a_token_reads_the_plans_that_its_role_sees(scene: Scene) -> None:
    plan_id = issued(scene)
    found = Program(_made(scene).text).get("/plans")
    assert found.status_code == 200
    assert found.json()["total"] == 1
    assert found.json()["items"][0]["id"] == plan_id
    assert found.headers["Cache-Control"] == "no-store"


def test_of_a_secret_only_its_hash_is_kept(scene: Scene) -> None:
    text = _made(scene).text
    secret = text.split("_", 2)[2]  # the secret may hold «_» too
    kept = only_token()
    assert secret.encode() not in bytes(kept.secret_hash)
    journal = " ".join(str(entry) for entry in audit.entries_for(kept.ref))
    assert "TOKEN_CREATE" in journal
    assert secret not in journal


def test_the_journal_says_by_which_program(scene: Scene) -> None:
    """«qua API, mã …»: the machine has a name of its own."""
    made = _made(scene)
    person_id = only_token().person_id
    names = orgs.person_names({person_id})
    assert names[person_id] == f"Trục liên thông (qua API, mã {made.code})"


@pytest.mark.parametrize(
    "shown", ["", "Bearer", "Bearer loa_x_y", "Basic bG9hOmxvYQ==", "Bearer {}x"]
)
def test_without_a_token_nothing_is_told(scene: Scene, shown: str) -> None:
    text = _made(scene).text
    answer = Client().get(f"{V1}/plans", headers={"Authorization": shown.format(text)})
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "TOKEN_MISSING"


def test_a_revoked_token_is_refused_and_so_is_its_machine(scene: Scene) -> None:
    made = _made(scene)
    actor = orgs.cli_actor(CONSOLE, TODAY)
    for _twice in range(2):
        tokens.revoke_token(actor=actor, code=made.code, at=MARCH)
    assert Program(made.text).get("/plans").status_code == 401
    (row,) = tokens.tokens_of(actor, TODAY)
    assert not row.is_valid
    person_id = only_token().person_id
    assert orgs.actor_of(person_id, date(2022, 3, 16)).posts == frozenset()


def test_a_token_ends_with_its_last_day(scene: Scene) -> None:
    made = _made(scene, last_day=TODAY)
    assert tokens.bearer_of(made.text, MARCH) is not None
    assert tokens.bearer_of(made.text, MARCH.replace(day=16)) is None


@pytest.mark.parametrize("last_day", [date(2022, 3, 14), date(2032, 1, 1)])
def test_no_token_for_ever_or_for_yesterday(scene: Scene, last_day: date) -> None:
    with pytest.raises(tokens.LastDayRefused):
        _made(scene, last_day=last_day)


def test_no_machine_manages_people(scene: Scene) -> None:
    with pytest.raises(tokens.RoleRefused):
        _made(scene, role=orgs.Role.ADMINISTRATOR)


def test_a_scope_that_is_missing_is_named(scene: Scene) -> None:
    answer = Program(_made(scene, scopes=(tokens.Scope.WORK,)).text).get("/plans")
    assert answer.status_code == 403
    assert "«read»" in answer.json()["detail"]


def test_a_session_of_a_browser_opens_nothing(scene: Scene) -> None:
    """No cookie counts, none is set: a page of another site gets nothing done."""
    client = Client()
    sign_in(client, scene.officer)
    answer = client.get(f"{V1}/plans")
    assert answer.status_code == 401
    assert not answer.cookies


def test_who_calls_too_often_is_told_when_to_come_back(scene: Scene) -> None:
    """Counted in the database, so that all web processes count together."""
    program, other = Program(_made(scene).text), Program(_made(scene).text)
    with limited("api.calls", 2, seconds=60):
        codes = [program.get("/plans").status_code for _ in range(3)]
        answer = program.get("/plans")
        assert other.get("/plans").status_code == 200
    assert codes == [200, 200, 429]
    assert 50 <= int(answer.headers["Retry-After"]) <= 60
    assert answer.json()["code"] == "TOO_MANY_CALLS"


def test_when_it_was_used_is_noted_once_an_hour(scene: Scene) -> None:
    program = Program(_made(scene).text)
    program.get("/plans")
    assert only_token().last_used_at == MARCH


def test_a_machine_without_a_post_is_told_so(scene: Scene) -> None:
    machine = make_machine_without_post(scene)
    answer = Program(machine).get("/plans")
    assert answer.status_code == 403
    assert "vai trò" in answer.json()["detail"]


def make_machine_without_post(scene: Scene) -> str:
    """The text of a token whose person holds nothing."""
    return make_token(make_person().pk, scene.commune.id)


def is_problem(answer: Any, status: int) -> bool:  # noqa: ANN401  as in calls.py
    """Whether the answer is a problem of that status, with words."""
    is_of_kind = answer.headers["Content-Type"] == "application/problem+json"
    told = json.loads(answer.content)
    return is_of_kind and answer.status_code == told["status"] == status and bool(told["detail"])


def test_addresses_and_methods_that_are_not_there_are_problems() -> None:
    for path in (f"{V1}/nothing", "/api/v2/plans", "/api/", "/api"):
        assert is_problem(Client().get(path), 404), path
    answer = Client().delete(f"{V1}/plans")
    assert is_problem(answer, 405)
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "POST"}


def test_what_is_too_large_or_broken_is_a_problem(scene: Scene, settings: Settings) -> None:
    """Hazard J09: said by the length that is stated, before anything is read."""
    program = Program(_made(scene).text)
    key = {**program.headers, "Idempotency-Key": "k"}
    stated = {"Content-Length": str(10**9)}
    assert is_problem(Client().post(f"{V1}/plans", headers=stated), 413)
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    long = {"version": 1, "reason": "x" * 200}
    assert is_problem(program.post("/work/1/return", long), 413)
    broken = program.client.generic(
        "POST",
        f"{V1}/plans",
        b"x",
        content_type="multipart/form-data; boundary=\u00e9",
        headers=key,
    )
    assert is_problem(broken, 400)


@pytest.mark.parametrize(
    "trouble",
    [OperationalError("the database system is starting up"), OSError(errno.ENOSPC, "full")],
)
def test_what_passes_by_itself_says_when_to_come_back(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, trouble: Exception
) -> None:
    """A database that recovers, a disk that is full: in an operation, and before one."""

    def fails(*_args: object) -> None:
        raise trouble

    program = Program(_made(scene).text)
    for place in ("loa.modules.plans.facade.plan_rows", "loa.foundation.tokens.facade.bearer_of"):
        with monkeypatch.context() as broken:
            broken.setattr(place, fails)
            answer = program.get("/plans")
        assert is_problem(answer, 503), place
        assert answer.headers["Retry-After"] == "10"


def test_a_failure_outside_of_the_contract_is_a_problem(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What a middleware meets is answered by a page; a program gets no page."""

    def fails(*_args: object) -> None:
        raise OperationalError

    monkeypatch.setattr("django.middleware.common.CommonMiddleware.process_request", fails)
    answer = Client(raise_request_exception=False).get(f"{V1}/plans")
    assert is_problem(answer, 503)
    assert answer.headers["Retry-After"] == "10"


def test_a_secret_is_in_no_log(
    scene: Scene, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_args: object) -> None:
        raise RuntimeError

    text = _made(scene).text
    monkeypatch.setattr("loa.modules.plans.facade.plan_rows", fails)
    answer = Program(text).get("/plans")
    assert answer.status_code == 500
    assert answer.json()["code"] == "INTERNAL_SERVER_ERROR"
    assert "RuntimeError" not in answer.content.decode()
    said = StringIO()
    for record in caplog.records:
        said.write(f"{record.getMessage()} {record.exc_text}")
    assert "incident" in said.getvalue()
    assert text not in said.getvalue()
