"""The door of plans to the steps that lists of other rooms offer for many pieces of work."""

from loa.modules.plans.rules.many import FORM_ID, MANY_VERBS, MANY_WORDS, every_of

__all__ = ["FORM_ID", "MANY_VERBS", "MANY_WORDS", "every_of"]
