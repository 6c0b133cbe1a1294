"""Who else is at a draft, and where the reader himself was last."""

from loa.modules.plans import queries
from loa.modules.plans.queries import Plan
from loa.modules.plans.web.reading import Moment


def here(now: Moment, plan: Plan) -> dict[str, object]:
    """Who else is there, and what tells whether the page is still as the draft is."""
    return {
        "plan": plan,
        "resume": queries.last_place(plan, now.actor.label),
        "others": queries.others_at(plan, now.actor.label, now.at),
        "stamps": " ".join(
            f"{one.task_id}:{one.version}:{one.doubts}" for one in queries.stamps(plan)
        ),
    }
