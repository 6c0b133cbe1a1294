"""Who may do what: a post in the unit itself needs no table of units, so no database."""

from datetime import date

import pytest

from loa.foundation.orgs.facade import SYSTEM, Role
from loa.foundation.orgs.tests.factories import make_actor
from loa.kernel.access import Allowed, Denied
from loa.modules.plans import policies
from loa.modules.plans.types import ReportState, TaskRole, Verb, WorkState

DAY = date(2022, 2, 10)
OURS, THEIRS = 11, 12


def _may(role: Role, verb: Verb, unit_id: int = OURS) -> bool:
    return policies.can(make_actor(role, OURS), verb, unit_id, DAY) == Allowed()


@pytest.mark.parametrize(
    "verb", [Verb.ACKNOWLEDGE, Verb.RECORD, Verb.PROPOSE, Verb.FINISH, Verb.ASK_EXEMPT]
)
def test_officer_and_head_do_the_work_of_their_unit(verb: Verb) -> None:
    assert _may(Role.FOCAL_OFFICER, verb)
    assert _may(Role.HEAD, verb)
    assert not _may(Role.FOCAL_OFFICER, verb, THEIRS)
    assert not _may(Role.READER, verb)
    assert not _may(Role.CLERK, verb)


@pytest.mark.parametrize("verb", [Verb.APPROVE])
def test_only_the_head_approves(verb: Verb) -> None:
    assert _may(Role.HEAD, verb)
    assert not _may(Role.FOCAL_OFFICER, verb)
    assert not _may(Role.HEAD, verb, THEIRS)


@pytest.mark.parametrize("verb", [Verb.IMPORT, Verb.EDIT, Verb.ISSUE, Verb.AMEND])
def test_only_the_plan_officer_has_plans(verb: Verb) -> None:
    assert _may(Role.PLAN_OFFICER, verb)
    assert not _may(Role.HEAD, verb)
    assert not _may(Role.FOCAL_OFFICER, verb)


@pytest.mark.parametrize("verb", [Verb.TRANSFER, Verb.MOVE_DUE])
def test_the_house_alone_moves_work(verb: Verb) -> None:
    assert policies.can(SYSTEM, verb, OURS, DAY) == Allowed()
    assert not _may(Role.ADMINISTRATOR, verb)
    assert not _may(Role.PLAN_OFFICER, verb)


def test_the_house_does_nothing_else() -> None:
    own = {Verb.TRANSFER, Verb.MOVE_DUE, Verb.SEND_BACK, Verb.FORGET_NUMBER, Verb.READ_UPLOAD}
    own |= {Verb.URGING_SEND, Verb.KEEP_MONDAYS, Verb.REMARK_FORGET}
    assert not [
        verb for verb in set(Verb) - own if policies.can(SYSTEM, verb, OURS, DAY) == Allowed()
    ]


def test_a_refusal_says_who_may() -> None:
    verdict = policies.can(make_actor(Role.FOCAL_OFFICER, OURS), Verb.APPROVE, OURS, DAY)
    assert isinstance(verdict, Denied)
    assert "người đứng đầu" in verdict.reason


def test_work_steps_are_those_of_role_state_and_post() -> None:
    focal, head = make_actor(Role.FOCAL_OFFICER, OURS), make_actor(Role.HEAD, OURS)
    lead, partner = TaskRole.LEAD, TaskRole.COORDINATE

    assert policies.work_steps(focal, lead, WorkState.NOT_STARTED, OURS, DAY) == [
        Verb.ACKNOWLEDGE,
        Verb.RECORD,
        Verb.ASK_EXEMPT,
    ]
    assert Verb.APPROVE not in policies.work_steps(focal, lead, WorkState.IN_PROGRESS, OURS, DAY)
    assert Verb.FINISH in policies.work_steps(focal, partner, WorkState.IN_PROGRESS, OURS, DAY)
    assert policies.work_steps(head, partner, WorkState.DONE, OURS, DAY) == []


def test_report_steps() -> None:
    focal, head = make_actor(Role.FOCAL_OFFICER, OURS), make_actor(Role.HEAD, OURS)
    clerk = make_actor(Role.CLERK, OURS)
    assert policies.report_steps(focal, ReportState.DRAFT, OURS, DAY) == [Verb.REPORT_DRAFT]
    assert policies.report_steps(head, ReportState.PROPOSED, OURS, DAY) == [
        Verb.REPORT_DRAFT,
        Verb.REPORT_APPROVE,
    ]
    assert policies.report_steps(clerk, ReportState.ACCEPTED, OURS, DAY) == [Verb.NUMBER]
