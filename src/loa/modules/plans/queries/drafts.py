"""Reads of tasks: as an officer may set them, and what two revisions differ in."""

from datetime import datetime, timedelta

from loa.foundation.orgs import facade as orgs
from loa.kernel.words import format_number, short_date
from loa.modules.plans.models import DraftStep, Plan, Task
from loa.modules.plans.queries.groups import group_label
from loa.modules.plans.rules import difference as rules
from loa.modules.plans.rules.vocabulary import vocabulary
from loa.modules.plans.types import Quantity, Schedule, TaskFacts, TaskRole

TAKEN_BACK_WITHIN = timedelta(hours=1)
SCHEDULE_WORDS = {
    Schedule.ONCE: "Một lần",
    Schedule.MONTHLY: "Hằng tháng",
    Schedule.QUARTERLY: "Hằng quý",
    Schedule.HALF_YEARLY: "6 tháng một lần",
    Schedule.YEARLY: "Hằng năm",
    Schedule.ONGOING: "Thường xuyên (theo dõi từng quý)",
    Schedule.REPORTING: "Theo kỳ báo cáo",
}


def task_facts(task: Task) -> TaskFacts:
    """The task as it stands, in the shape in which it is saved."""
    actors = sorted(task.actors.all(), key=lambda actor: actor.pk)  # may be prefetched
    included = [actor for actor in actors if actor.unit_id and actor.is_included]
    return TaskFacts(
        title=task.title,
        content=task.content,
        schedule=Schedule(task.schedule),
        due_on=task.due_on,
        deadline_words=task.deadline_words,
        forms=tuple(task.forms),
        audiences=tuple(task.audiences),
        product=task.product,
        targets=tuple(
            Quantity(target.measure, target.amount)
            for target in sorted(task.targets.all(), key=lambda target: target.pk)
        ),
        money=task.money,
        money_source=task.money_source,
        groups=tuple((TaskRole(actor.role), actor.group) for actor in actors if actor.group),
        units=tuple((TaskRole(actor.role), actor.unit_id or 0) for actor in included),
        excluded_units=tuple(
            actor.unit_id for actor in actors if actor.unit_id and not actor.is_included
        ),
    )


def last_step(plan: Plan, label: str, since: datetime) -> DraftStep | None:
    """The step that somebody took last on a draft, if it was since then and stands."""
    step = DraftStep.objects.filter(plan=plan, by=label).order_by("-id").first()
    return step if step and step.undone_at is None and step.at >= since else None


def difference(before: Plan, after: Plan) -> list[rules.TaskChange]:
    """What the later revision changes, task by task."""
    return rules.match(_words(before), _words(after))


def _words(plan: Plan) -> list[rules.TaskWords]:
    names = {unit.id: unit.name for unit in orgs.tree(plan.as_of)}
    groups = {group.value: group_label(group) for group in orgs.Group}
    words = vocabulary()
    rows = []
    for task in plan.tasks.order_by("ordinal").prefetch_related("actors", "targets"):
        facts = task_facts(task)
        rows.append(
            rules.TaskWords(
                task.pk,
                facts.content,
                {
                    "Nội dung": facts.content,
                    "Chủ trì": _actors(facts, TaskRole.LEAD, names, groups),
                    "Phối hợp": _actors(facts, TaskRole.COORDINATE, names, groups),
                    "Hạn": short_date(facts.due_on)
                    if facts.due_on
                    else SCHEDULE_WORDS[facts.schedule],
                    "Sản phẩm": facts.product,
                    "Chỉ tiêu mỗi đơn vị": ", ".join(
                        f"{format_number(target.amount)} {words.measures[target.measure].unit}"
                        for target in facts.targets
                    ),
                    "Kinh phí": f"{format_number(facts.money)} đồng" if facts.money else "",
                },
            )
        )
    return rows


def _actors(facts: TaskFacts, role: TaskRole, names: dict[int, str], groups: dict[str, str]) -> str:
    words = [groups.get(group, group) for of, group in facts.groups if of is role]
    words += [names.get(unit_id, str(unit_id)) for of, unit_id in facts.units if of is role]
    return "; ".join(words)
