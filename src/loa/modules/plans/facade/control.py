"""The door of plans to the section on communication of the report on procedure control."""

from loa.modules.plans.queries.control_section import (
    Section,
    document_of,
    periods_of,
    plan_of_section,
    section_of,
)
from loa.modules.plans.queries.letterhead import plan_name
from loa.modules.plans.queries.printed import printed
from loa.modules.plans.rules.control_section import COST, lines_of, rows_of
from loa.modules.plans.rules.reporting import plain

__all__ = [
    "COST",
    "Section",
    "document_of",
    "lines_of",
    "periods_of",
    "plain",
    "plan_name",
    "plan_of_section",
    "printed",
    "rows_of",
    "section_of",
]
