"""Units by day, and the words in which activities are counted."""

from collections.abc import Iterable

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema

from loa.foundation.orgs import facade as orgs
from loa.modules.plans import facade as plans
from loa.surfaces.api.v1.bearer import READS, call_of
from loa.surfaces.api.v1.shapes import READ_PROBLEMS, Code, Day
from loa.surfaces.api.v1.slices import Slice, Window, listed

router = Router(tags=["units"])


class UnitShape(Schema):
    """One unit as it stands on a day; `verified`: its facts stand in a cited decision."""

    code: str
    name: str
    short_name: str
    level: str
    kind: str
    parent: str | None
    verified: bool


class DayOf(Schema):
    """The day that is asked for; today where it is left out."""

    on: Day | None = None


class UnitWindow(Window):
    """The day that is asked for; today where it is left out."""

    on: Day | None = None


class MeasureShape(Schema):
    """What activities are counted in."""

    code: str
    label: str
    unit: str


class FormShape(Schema):
    """A form of activity and the codes of its measures."""

    code: str
    label: str
    measures: list[str]


class WordShape(Schema):
    """A code and what it is called on the screen."""

    code: str
    label: str


class VocabularyShape(Schema):
    """Codes that activities and tasks use; `groups` are those of units that a plan names."""

    forms: list[FormShape]
    measures: list[MeasureShape]
    audiences: list[WordShape]
    money_sources: list[WordShape]
    schedules: list[WordShape]
    groups: list[WordShape]


@router.get(
    "/units",
    url_name="units",
    operation_id="listUnits",
    auth=READS,
    response={200: Slice[UnitShape], **READ_PROBLEMS},
    summary="Các đơn vị của một ngày, theo thứ tự chính thức",
)
def list_units(request: HttpRequest, window: Query[UnitWindow]) -> Slice[UnitShape]:
    """The tree of the day, parents first."""
    call = call_of(request)
    return listed(orgs.tree(window.on or call.today), window, _shape)


@router.get(
    "/units/{code}",
    url_name="unit",
    operation_id="readUnit",
    auth=READS,
    response={200: UnitShape, **READ_PROBLEMS},
    summary="Đơn vị mang một mã trong một ngày",
)
def read_unit(request: HttpRequest, code: Path[Code], asked: Query[DayOf]) -> UnitShape:
    """A code may be another unit's on another day."""
    return _shape(orgs.unit_by_code(code, asked.on or call_of(request).today))


@router.get(
    "/vocabulary",
    url_name="vocabulary",
    operation_id="readVocabulary",
    auth=READS,
    response={200: VocabularyShape, **READ_PROBLEMS},
    summary="Mã hình thức, chỉ số, đối tượng, nhịp, nhóm đơn vị",
)
def read_vocabulary(request: HttpRequest) -> VocabularyShape:
    """As forms on the screen offer them."""
    del request
    words = plans.vocabulary()
    return VocabularyShape(
        forms=[
            FormShape(code=one.code, label=one.label, measures=list(one.measures))
            for one in words.forms.values()
        ],
        measures=[
            MeasureShape(code=one.code, label=one.label, unit=one.unit)
            for one in words.measures.values()
        ],
        audiences=_words((one.code, one.label) for one in words.audiences.values()),
        money_sources=_words(words.money_sources.items()),
        schedules=_words((one.value, said) for one, said in plans.SCHEDULE_WORDS.items()),
        groups=_words((one.value, plans.group_label(one)) for one in orgs.Group),
    )


def _words(pairs: Iterable[tuple[str, str]]) -> list[WordShape]:
    return [WordShape(code=code, label=label) for code, label in pairs]


def _shape(row: orgs.UnitRow) -> UnitShape:
    return UnitShape(
        code=row.code,
        name=row.name,
        short_name=row.short_name,
        level=row.level.value,
        kind=row.kind.value,
        parent=row.parent_code,
        verified=row.verified,
    )
