"""Questions: asked once, answered as guidance that is kept, found again by who asks the like."""

from datetime import datetime
from functools import partial
from typing import NamedTuple

from loa.foundation.orgs import facade as orgs
from loa.modules.plans import facade as plans
from loa.modules.plans.facade import guidance
from loa.surfaces.cli.demo.year.day import Act, Day
from loa.surfaces.cli.demo.year.script import Topic

_LIKELY = 0.0012
"""The share of pieces of work on which a unit asks something, a working day."""
_FOUND = 0.85
"""Of those whose question has been answered before: who finds the answer and asks nobody."""
_GUIDES, _SAYS_MORE = 0.1, 0.015
"""How likely the office guides unasked on a working day, and says more of what it said."""
_OPEN = (plans.WorkState.NOT_STARTED, plans.WorkState.IN_PROGRESS)


class _Asked(NamedTuple):
    """A question of the plan, what it is about, and who is to answer it."""

    row: guidance.QuestionRow
    topic: Topic
    holder: orgs.Actor | None


def asking(day: Day, rows: list[plans.BegunWork]) -> list[Act]:
    """Units that do not know how to do something; of one piece of work each asks once."""
    every, given = _every(day), _given(day)
    has_asked = {(one.row.unit_id, one.row.task_id) for one in every}
    acts = []
    for row in rows:
        about = ("question", day.code(row.unit_id), row.ordinal, row.period)
        topics = day.script.act_for(row.title).topics
        is_new = row.state in _OPEN and (row.unit_id, row.task_id) not in has_asked
        if topics and is_new and day.happens(_LIKELY, *about):
            topic = day.luck.one_of(topics, day.on, *about)
            order = day.luck.share(day.on, "order", *about)
            known = _known(given, topic)
            acts.append(Act(order, partial(_ask, day, row, topic, known)))
    return acts


def answering(day: Day) -> list[Act]:
    """Who holds a question answers it and its like, by guidance that is there or a new one."""
    every, given = _every(day), _given(day)
    waiting = [one for one in every if one.row.state is guidance.QuestionState.OPEN]
    settled: set[int] = set()
    acts = []
    for one in sorted(waiting, key=lambda one: day.luck.share("answers", *_about(day, one))):
        waited = day.calendar.working_days_between(one.row.reached_on, day.on)
        likely = 0.2 + 0.1 * waited if waited > 0 else 0.0
        is_time = day.happens(likely, "reply", *_about(day, one))
        if one.holder is None or one.row.id in settled or not is_time:
            continue
        also = frozenset(
            other.row.id
            for other in waiting
            if other is not one
            and (other.row.holder_id, other.row.task_id, other.topic)
            == (one.row.holder_id, one.row.task_id, one.topic)
        )
        settled |= {one.row.id, *also}
        order = day.luck.share(day.on, "order", *_about(day, one))
        known = _known(given, one.topic)
        acts.append(Act(order, partial(_answer, day, one, also, known)))
    return acts


def guiding(day: Day, rows: list[plans.BegunWork], at: datetime) -> None:
    """The office says some things before anybody asks, and now and then says more of one."""
    officer = day.cast.plan_officer
    given = _given(day)
    if officer is None:
        return
    tasks = {row.title: row.task_id for row in rows}
    new = [
        (title, topic)
        for title in sorted(tasks)
        for topic in day.script.act_for(title).topics
        if topic.title not in given
    ]
    if new and day.happens(_GUIDES, "guides"):
        title, topic = day.luck.one_of(new, day.on, "guides of")
        _guide(day, officer, tasks[title], topic, at)
    first = [row for row in given.values() if row.edition == 1 and row.unit_id == day.office_id]
    if first and day.happens(_SAYS_MORE, "says more"):
        titles = sorted(row.title for row in first)
        _say_more(day, officer, given[day.luck.one_of(titles, day.on, "more of")], at)


def _guide(day: Day, officer: orgs.Actor, task_id: int, topic: Topic, at: datetime) -> None:
    guidance.publish_guidance(
        actor=officer,
        key=day.key("guides"),
        plan_id=day.plan_id,
        unit_id=day.office_id,
        task_id=task_id,
        clause_id=None,
        facts=guidance.GuidanceFacts(topic.title, topic.answer, topic.basis),
        at=at,
    )


def _say_more(day: Day, officer: orgs.Actor, row: guidance.GuidanceRow, at: datetime) -> None:
    guidance.revise_guidance(
        actor=officer,
        guidance_id=row.id,
        version=row.version,
        reason=day.pick("guidance_why"),
        facts=guidance.GuidanceFacts(
            row.title, f"{row.words} {day.pick('guidance_more')}", row.basis
        ),
        at=at,
    )


def _every(day: Day) -> list[_Asked]:
    """All that were asked in the plan so far, as the script knows them; the newest first."""
    officer = day.cast.plan_officer
    if officer is None:
        return []
    plan = plans.plan_for(officer, day.plan_id, day.on)
    found = []
    for row in guidance.questions_of(officer, plan, day.on):
        topic = day.script.topic_of(row.words)
        if topic is not None:
            holder = day.cast.district_officers.get(row.holder_id, officer)
            found.append(_Asked(row, topic, holder))
    return found


def _given(day: Day) -> dict[str, guidance.GuidanceRow]:
    """All guidance of the plan by its title, of two with one title the older."""
    officer = day.cast.plan_officer
    if officer is None:
        return {}
    plan = plans.plan_for(officer, day.plan_id, day.on)
    return {row.title: row for row in guidance.searched(officer, plan, "", None, day.on)}


def _known(given: dict[str, guidance.GuidanceRow], topic: Topic) -> int | None:
    """The guidance that answers such a question."""
    found = given.get(topic.title)
    return found.id if found else None


def _ask(day: Day, row: plans.BegunWork, topic: Topic, known: int | None, at: datetime) -> None:
    about = ("question", day.code(row.unit_id), row.ordinal, row.period)
    finds = known is not None and day.luck.befalls(_FOUND, "finds", *about)
    guidance.ask_question(
        actor=day.cast.officers[row.unit_id],
        key=day.key(*about),
        plan_id=day.plan_id,
        unit_id=row.unit_id,
        task_id=row.task_id,
        clause_id=None,
        words=day.luck.one_of(topic.words, "words", *about),
        answered_by=known if finds else None,
        at=at,
    )


def _answer(
    day: Day,
    one: _Asked,
    also: frozenset[int],
    known: int | None,
    at: datetime,
) -> None:
    about, row, holder = _about(day, one), one.row, one.holder
    if holder is None:
        return
    if known is not None and not also:
        guidance.answer_by_guidance(
            actor=holder, question_id=row.id, version=row.version, guidance_id=known, at=at
        )
        return
    if row.holder_id != day.office_id and day.luck.befalls(0.3, "question up", *about):
        guidance.pass_question_up(
            actor=holder,
            question_id=row.id,
            version=row.version,
            reason=day.pick("question_up", *about),
            at=at,
        )
        return
    guidance.answer_question(
        actor=holder,
        key=day.key("reply", *about),
        question_id=row.id,
        version=row.version,
        also=also,
        facts=guidance.GuidanceFacts(one.topic.title, one.topic.answer, one.topic.basis),
        at=at,
    )


def _about(day: Day, one: _Asked) -> tuple[object, ...]:
    """What luck knows a question by; a unit asks once about a task."""
    return day.code(one.row.unit_id), one.row.about, one.row.asked_on
