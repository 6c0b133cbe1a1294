"""From which duty of the plan above each task of a unit's own plan comes, in words."""

from django.utils.translation import gettext as _

from loa.foundation.orgs import facade as orgs
from loa.modules.plans.queries import Plan, Task
from loa.modules.plans.queries import own_plans as reads


def origins(plan: Plan) -> dict[int, str]:
    """Words by task; empty for a plan that carries out no other."""
    if plan.parent is None:
        return {}
    found: dict[int, str] = {}
    for answer in reads.answers_of(plan):
        if answer.task_id is not None:
            found.setdefault(answer.task_id, _from_where(answer.duty, plan.parent))
    return found


def _from_where(duty: Task, parent: Plan) -> str:
    words = reads.duty_words(duty)
    if duty.plan_id == parent.pk or duty.plan.issuer_id == parent.issuer_id:
        return words
    return _("%(words)s (kế hoạch của %(unit)s)") % {
        "words": words,
        "unit": orgs.last_row(duty.plan.issuer_id, duty.plan.as_of).body_name,
    }
