"""Units by day, and the words in which activities are counted."""

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema

from loa.foundation.orgs import facade as orgs
from loa.modules.plans import facade as plans
from loa.surfaces.api.v1.bearer import READS, call_of
from loa.surfaces.api.v1.shapes import READ_PROBLEMS, Code, Day
from loa.surfaces.api.v1.slices import Slice, Window, sliced

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


class AudienceShape(Schema):
    """For whom an activity was."""

    code: str
    label: str


class VocabularyShape(Schema):
    """Codes that activities use."""

    forms: list[FormShape]
    measures: list[MeasureShape]
    audiences: list[AudienceShape]


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
    total, rows = sliced(orgs.tree(window.on or call.today), window)
    return Slice[UnitShape](total=total, offset=window.offset, items=list(map(_shape, rows)))


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
    summary="Mã hình thức, chỉ số, đối tượng dùng khi ghi hoạt động",
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
        audiences=[
            AudienceShape(code=one.code, label=one.label) for one in words.audiences.values()
        ],
    )


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
