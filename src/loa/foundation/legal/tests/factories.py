"""Builders: law of one's own, or that of the reference files."""

from datetime import UTC, date, datetime

from loa.foundation.legal.models import LegalParameter
from loa.foundation.legal.operations import load_reference

RECORDED_AT = datetime(2022, 1, 18, 1, 0, tzinfo=UTC)


def put_in_force(
    code: str, value: dict[str, object] | None, *, from_: date, verified: bool = True
) -> LegalParameter:
    """A value of a parameter from a day on; None repeals it."""
    return LegalParameter.objects.create(
        code=code,
        in_force_from=from_,
        value=value,
        cites="made for a test",
        verified=verified,
        is_reference=False,
        recorded_at=RECORDED_AT,
    )


def load_law() -> None:
    """The real law and calendar, all days."""
    load_reference(at=RECORDED_AT)
