"""Reminders before and after a day, in any order of what happens: once a day, in working hours."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loa.foundation.audit import facade as audit
from loa.foundation.messaging import facade as messaging
from loa.foundation.orgs import facade as orgs
from loa.foundation.orgs.facade import SYSTEM
from loa.foundation.orgs.tests.factories import make_account
from loa.kernel.clock import TZ, local_day
from loa.kernel.errors import NotAllowed
from loa.modules.plans import facade
from loa.modules.plans.handlers import remind_of_late_replies, send_urgings, urge_by_ladder
from loa.modules.plans.models import Difficulty, Notice, Occurrence, Plan, UrgedWork
from loa.modules.plans.operations.remind_replies import remind_of_replies
from loa.modules.plans.operations.urge import urge_late
from loa.modules.plans.queries.urgings import EVERYTHING
from loa.modules.plans.rules.urging import UrgingState
from loa.modules.plans.tests.factories import (
    Killed,
    Scene,
    answered,
    as_person,
    forgotten,
    issued,
    occurrence_of,
    raised,
    sent_up,
)

pytestmark = pytest.mark.django_db

FRIDAY = datetime(2022, 3, 25, 9, 30, tzinfo=UTC)
"""16:30, four working days before the units' own plans are due (31/3)."""
RAISED = datetime(2022, 3, 18, 2, 0, tzinfo=UTC)
"""Five working days later, on 25 March, an answer is due; Monday the 28th is the first overdue."""
OF_REMINDERS = ("URGED", "DUE_SOON", "REPLY_LATE")


@pytest.fixture
def at_work(scene: Scene) -> tuple[Scene, int]:
    """A plan with one work of the commune due; people at the commune and its district."""
    plan_id = issued(scene)
    as_person(scene.focal)
    as_person(scene.district_officer)
    work = occurrence_of(plan_id, scene.commune.id, "kế hoạch")
    others = Occurrence.objects.exclude(pk=work.pk)
    others.update(due_on=date(2022, 12, 31), ends_on=date(2022, 12, 31))
    return scene, plan_id


def lines(kind: str = "REPLY_LATE") -> list[tuple[int | None, str]]:
    """(unit, text) of every line of a kind, oldest first."""
    return list(Notice.objects.filter(kind=kind).order_by("pk").values_list("unit_id", "text"))


def test_an_overdue_answer_is_told_to_both_sides_on_the_days_of_the_policy(
    at_work: tuple[Scene, int],
) -> None:
    """J02, J06: rounds at all hours of twelve days; nights and days off are still."""
    scene, plan_id = at_work
    raised(scene, plan_id, at=RAISED)
    for hours in range(0, 24 * 12, 4):
        remind_of_late_replies(FRIDAY + timedelta(hours=hours))
    units = [unit_id for unit_id, _text in lines()]
    assert units == [scene.district.id, scene.commune.id] * 3
    (_holder, first), (_raiser, second), *_others = lines()
    assert first.startswith("Quá hạn trả lời 1 ngày làm việc: vướng mắc của UBND")
    assert second.startswith(f"{scene.district.body_name} chưa trả lời vướng mắc đã nêu")
    days = Notice.objects.filter(kind="REPLY_LATE").values_list("day", flat=True).distinct()
    assert sorted(days) == [date(2022, 3, 28), date(2022, 3, 30), date(2022, 4, 1)]
    (line, *_rest) = facade.all_notices(as_person(scene.focal), date(2022, 4, 1))
    assert line.difficulty_id == Difficulty.objects.get().pk


def test_what_is_answered_or_long_past_is_not_told(at_work: tuple[Scene, int]) -> None:
    """L07: of today's holder and day alone."""
    scene, plan_id = at_work
    first = raised(scene, plan_id, at=RAISED)
    monday = FRIDAY + timedelta(days=2, hours=16)
    answered(scene.district_officer, first, at=monday - timedelta(minutes=5))
    assert remind_of_replies(actor=SYSTEM, at=monday) == 0
    raised(scene, plan_id, at=RAISED)
    assert remind_of_replies(actor=SYSTEM, at=monday + timedelta(days=60)) == 0
    assert remind_of_replies(actor=SYSTEM, at=monday) == 2
    with pytest.raises(NotAllowed):
        remind_of_replies(actor=scene.officer, at=monday)


SENT = datetime(2022, 3, 4, 2, 0, tzinfo=UTC)
"""Fifteen working days before a remark is to be answered, on 25 March too."""
_SINCE = {"difficulty": RAISED, "question": RAISED, "remark": SENT}
MONDAY, WEDNESDAY = (datetime(2022, 3, day, 2, 0, tzinfo=UTC) for day in (28, 30))


@pytest.mark.parametrize(
    ("send", "noun"),
    [
        ("difficulty", "vướng mắc của"),
        ("question", "câu hỏi của"),
        ("remark", "góp ý của người dân về Nhiệm vụ 2"),
    ],
)
def test_the_officers_are_told_first_and_from_the_third_day_the_head(
    at_work: tuple[Scene, int],
    monkeypatch: pytest.MonkeyPatch,
    send: str,
    noun: str,
) -> None:
    """By desk and by e-mail, each once; the journal says who was told."""
    scene, plan_id = at_work
    letters = _letters(monkeypatch)
    thing = sent_up(send, scene, plan_id, at=_SINCE[send])
    is_remark = send == "remark"
    holder = scene.office if is_remark else scene.district
    _by_mail(scene.officer)
    head = _by_mail(scene.office_head if is_remark else scene.district_head)

    counts = []
    for at in (MONDAY, MONDAY, WEDNESDAY, WEDNESDAY):
        remind_of_late_replies(at)
        counts.append(len(letters))
    told = Notice.objects.filter(kind="REPLY_LATE", thing=thing, unit=holder.id).order_by("pk")
    first, second = told.values_list("text", flat=True)
    assert first.startswith(f"Quá hạn trả lời 1 ngày làm việc: {noun}")
    assert second.startswith(f"Quá hạn trả lời 3 ngày làm việc, báo lãnh đạo: {noun}")
    assert counts[0] == counts[1]
    assert counts[2] == counts[3]
    on_monday, on_wednesday = letters[: counts[0]], letters[counts[0] :]
    assert head not in {one.person_id for one in on_monday}
    assert bool(on_monday) is is_remark  # the district's officer has no address
    assert head in {one.person_id for one in on_wednesday}
    journal = [str(entry.after.get("reason")) for entry in audit.entries_for(thing)]
    assert any("3 ngày làm việc, đã báo" in words and "cả lãnh đạo" in words for words in journal)
    everything = f"{journal} {lines()} {[one.text for one in letters]}"
    assert noun in everything
    assert not is_remark or "thôn 3 hỏng" not in everything


def test_a_unit_gets_one_letter_for_all_that_a_round_brings(
    at_work: tuple[Scene, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    scene, plan_id = at_work
    letters = _letters(monkeypatch)
    reader = _by_mail(scene.district_head)
    for kind in ("difficulty", "question", "question"):
        sent_up(kind, scene, plan_id, at=RAISED)
    remind_of_late_replies(WEDNESDAY)
    (letter,) = [one for one in letters if one.person_id == reader]
    assert letter.subject == "3 nội dung quá hạn trả lời"
    assert [f"\n{n}. " in letter.text for n in (1, 2, 3, 4)] == [True, True, True, False]


def _letters(monkeypatch: pytest.MonkeyPatch) -> list[messaging.NewMessage]:
    """The letters that go out from now on, as if a mail server were set up."""
    letters: list[messaging.NewMessage] = []
    queue = messaging.queue_messages

    def queued(channel: messaging.Channel, more: list[messaging.NewMessage], at: datetime) -> None:
        letters.extend(more)
        queue(channel, more, at)

    monkeypatch.setattr("loa.foundation.messaging.facade.is_on", lambda _channel: True)
    monkeypatch.setattr("loa.foundation.messaging.facade.queue_messages", queued)
    return letters


def _by_mail(actor: orgs.Actor) -> int:
    """The same as a person who has an address."""
    person = make_account(actor).person
    person.email = f"p{person.pk}@example.vn"
    person.save()
    return person.pk


def test_who_holds_his_own_is_told_once_and_what_an_amendment_overtook_is_told_too(
    at_work: tuple[Scene, int],
) -> None:
    scene, plan_id = at_work
    raised(scene, plan_id, at=RAISED)
    Difficulty.objects.update(unit=scene.office.id, holder=scene.office.id)
    Plan.objects.filter(pk=plan_id).update(state="SUPERSEDED")
    remind_of_late_replies(MONDAY)
    assert [unit for unit, _text in lines()] == [scene.office.id]


def test_of_a_closed_plan_only_citizens_are_still_owed_an_answer(
    at_work: tuple[Scene, int],
) -> None:
    scene, plan_id = at_work
    *_others, thing = [sent_up(kind, scene, plan_id, at=at) for kind, at in _SINCE.items()]
    Plan.objects.filter(pk=plan_id).update(
        state="CLOSED", closed_at=RAISED, closed_by="person:1", closing_reason="Hết năm"
    )
    remind_of_late_replies(MONDAY)
    assert list(Notice.objects.filter(kind="REPLY_LATE").values_list("thing", flat=True)) == [thing]


ACTS = st.lists(
    st.tuples(
        st.sampled_from(
            ["ladder", "replies", "send", "all", "later", "sooner", "killed", "answer"]
        ),
        st.integers(0, 26 * 60),
    ),
    min_size=4,
    max_size=12,
)


@given(acts=ACTS)
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
def test_nobody_is_reminded_twice_a_day_or_outside_hours(
    at_work: tuple[Scene, int], acts: list[tuple[str, int]]
) -> None:
    """J02, J06, L07: whatever happens, in any order, at any hour, killed and run again."""
    scene, plan_id = at_work
    with forgotten():
        work = occurrence_of(plan_id, scene.commune.id, "kế hoạch")
        raised(scene, plan_id, at=RAISED)
        at = FRIDAY
        for act, minutes in acts:
            at += timedelta(minutes=minutes)
            _act(act, (scene, plan_id), work, at)
        for _again in range(2):
            urge_by_ladder(at)
            remind_of_late_replies(at)
            send_urgings(at)
        _check()


def _check() -> None:
    told = Notice.objects.filter(kind__in=OF_REMINDERS)
    for line in told:
        local = line.at.astimezone(TZ)
        assert local.weekday() < 5
        assert (7, 30) <= (local.hour, local.minute) <= (17, 0)
    lines_of_day = Counter((one.unit_id, one.kind, one.thing, local_day(one.at)) for one in told)
    sent = UrgedWork.objects.filter(urging__state=UrgingState.SENT, was_settled=False)
    works_of_day = Counter(
        (one.unit_id, one.occurrence_id, local_day(one.urging.sent_at or FRIDAY))
        for one in sent.select_related("urging")
    )
    assert set((lines_of_day | works_of_day).values()) <= {1}


def _act(act: str, at_work: tuple[Scene, int], work: Occurrence, at: datetime) -> None:
    scene, plan_id = at_work
    if act == "ladder":
        urge_by_ladder(at)
    elif act == "replies":
        remind_of_late_replies(at)
    elif act == "send":
        send_urgings(at)
    elif act == "all":
        officer = scene.officer
        urge_late(actor=officer, plan_id=plan_id, chosen=EVERYTHING, key=uuid4(), at=at)
    elif act in {"later", "sooner"}:
        current = Occurrence.objects.get(pk=work.pk).due_on
        moved = current + timedelta(days=2 if act == "later" else -2)
        Occurrence.objects.filter(pk=work.pk).update(due_on=moved, ends_on=moved)
    elif act == "killed":
        with pytest.raises(Killed):
            _run_and_die(at)
    else:
        waiting = Difficulty.objects.filter(state="OPEN").first()
        if waiting is not None:
            answered(scene.district_officer, waiting, at=at)


def _run_and_die(at: datetime) -> None:
    with transaction.atomic():
        urge_by_ladder(at)
        remind_of_late_replies(at)
        raise Killed
