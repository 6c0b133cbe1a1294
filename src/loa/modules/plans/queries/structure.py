"""A plan's document as structure: its text read anew, under the head that a person checked."""

from dataclasses import replace
from typing import TypeVar

from loa.foundation.documents.facade import Found, ParsedDocument, Signer, parse
from loa.foundation.files.extract.facade import ExtractedTable
from loa.modules.plans.models import Plan
from loa.modules.plans.queries.annexes import joined_annexes
from loa.modules.plans.rules.annex import of_json

T = TypeVar("T")


def structure_of(plan: Plan) -> ParsedDocument:
    """What the plan's text says; where a person corrected the head, the correction."""
    return checked_head(plan, parse(plan.text, grids_of(plan), is_laid_out=plan.is_laid_out))


def grids_of(plan: Plan) -> list[ExtractedTable]:
    """The tables of the plan's file, and of the annexes that joined it, at their places."""
    grids = list(of_json(plan.grids))
    for annex, reading in joined_annexes(plan):
        by = annex.start or 0
        grids += [replace(grid, start=grid.start + by, end=grid.end + by) for grid in reading.grids]
    return grids


def checked_head(plan: Plan, found: ParsedDocument) -> ParsedDocument:
    """What was read, with the head as a person corrected it."""
    signer = found.signer
    return replace(
        found,
        kind=_checked(found.kind, plan.kind or None),
        parent_body=_checked(found.parent_body, plan.parent_body or None),
        issuer=_checked(found.issuer, plan.issuer_words or None),
        number=_checked(found.number, plan.number or None),
        notation=_checked(found.notation, plan.notation or None),
        place=_checked(found.place, plan.place or None),
        issued_on=_checked(found.issued_on, plan.signed_on),
        subject=_checked(found.subject, plan.subject or None),
        signer=Signer(
            signer.authority,
            _checked(signer.post, plan.signer_post or None),
            _checked(signer.name, plan.signer_name or None),
        ),
    )


def _checked(read: Found[T], kept: T) -> Found[T]:
    """What was read where it was kept, else what a person typed: certain, and nowhere printed."""
    return read if read.value == kept else Found(kept)
