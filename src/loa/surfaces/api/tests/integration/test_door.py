"""Who comes in: tokens, scopes, limits; what is answered to everybody else."""

from collections.abc import Iterator
from datetime import date
from io import StringIO
from uuid import uuid4

import pytest
from django.test import Client

from loa.foundation.audit import facade as audit
from loa.foundation.orgs import facade as orgs
from loa.foundation.orgs.tests.factories import limited, make_person, sign_in
from loa.foundation.tokens import facade as tokens
from loa.foundation.tokens.tests.factories import make_token, only_token
from loa.modules.plans.tests.factories import MARCH, Scene, issued, make_scene
from loa.surfaces.api.tests.calls import V1, Program, in_march

pytestmark = pytest.mark.django_db

TODAY = date(2022, 3, 15)
CONSOLE = "tester"


@pytest.fixture(autouse=True)
def _in_march() -> Iterator[None]:
    with in_march():
        yield


@pytest.fixture
def scene() -> Scene:
    return make_scene()


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


def test_addresses_and_methods_that_are_not_there_are_problems() -> None:
    for method, path, status in (("get", "/nothing", 404), ("delete", "/plans", 405)):
        answer = getattr(Client(), method)(f"{V1}{path}")
        assert answer.status_code == status
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.json()["status"] == status
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "POST"}


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
