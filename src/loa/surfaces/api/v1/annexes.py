"""Annexes: files whose rows are tasks; read, checked cell by cell, joined to their plan."""

from collections.abc import Callable
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import File, Path, Query, Router, Schema
from ninja.files import UploadedFile
from pydantic import Field

from loa.foundation.files import facade as kept_files
from loa.foundation.orgs import facade as orgs
from loa.kernel.access import require
from loa.modules.plans import facade as plans
from loa.surfaces.api.v1.bearer import PLANS, READS, Call, call_of
from loa.surfaces.api.v1.files import taken_in
from loa.surfaces.api.v1.once import Made, once
from loa.surfaces.api.v1.problems import wrong_field
from loa.surfaces.api.v1.shapes import READ_PROBLEMS, WRITE_PROBLEMS, Id, Key, Step, Text
from loa.surfaces.api.v1.slices import Slice, Window, listed, sliced
from loa.surfaces.api.v1.uploads import UploadShape, received

router = Router(tags=["annexes"])
_PLACE = "/plans/{plan_id}/annexes"
_ONE = f"{_PLACE}/{{annex_id}}"
CellKey = Annotated[str, Field(min_length=5, max_length=40, pattern=r"^[0-9]+:[0-9]+:[0-9]+$")]


class AnnexLine(Schema):
    """An annex: READ waits for its check, JOINED gave its tasks to the plan, or DROPPED."""

    id: int
    plan: int
    name: str
    state: plans.AnnexState
    version: int
    sha256: str


class CellShape(Schema):
    """One cell. `cell` names it in a correction, `address` is how Excel names it.

    `words` is what stands there now, `printed` what stands in the file; `errors` say what to do.
    """

    cell: str
    address: str
    heading: str
    words: str
    printed: str
    errors: list[str]


class RowShape(Schema):
    """One row of a table of the annex; `kind` is null where it is none of the table's own."""

    sheet: str
    row: int
    kind: str | None
    cells: list[CellShape]


class AnnexShape(AnnexLine):
    """An annex with how many tasks it orders and the cells in which something is wrong.

    `hides` says that its file hides rows or columns; `with_hidden` takes them in.
    """

    tasks: int
    hides: bool
    with_hidden: bool
    errors: list[CellShape]


class RowWindow(Window):
    """`wrong`: only rows in which a cell has an error."""

    wrong: bool = False


class FixCells(Step):
    """New words of cells by their `cell`; whether hidden rows and columns are taken in."""

    cells: Annotated[dict[CellKey, Text], Field(max_length=1000, default_factory=dict)]
    with_hidden: bool | None = None


class JoinedShape(Schema):
    """What an annex gave its plan; rows that stood there word by word are `repeated`."""

    plan: int
    annex: int
    tasks: int
    repeated: int
    doubts: list[str]


@router.get(
    "/annex-template",
    url_name="annex-template",
    operation_id="readAnnexTemplate",
    auth=READS,
    response={200: bytes, **READ_PROBLEMS},
    summary="Biểu mẫu nhiệm vụ trống (.xlsx), có danh sách đơn vị hôm nay",
)
def read_annex_template(request: HttpRequest) -> HttpResponse:
    """Filled in it comes back as an annex."""
    call = call_of(request)
    require(plans.can_import(call.actor, call.today))
    orgs.count_use(call.actor, "export.files", call.today)
    data = plans.template_of(call.today)
    return kept_files.made_response(data, kept_files.MediaType.XLSX, "bieu-mau-nhiem-vu.xlsx")


@router.get(
    _PLACE,
    url_name="plan-annexes",
    operation_id="listAnnexes",
    auth=READS,
    response={200: Slice[AnnexLine], **READ_PROBLEMS},
    summary="Biểu kèm theo của kế hoạch",
)
def list_annexes(
    request: HttpRequest, plan_id: Path[Id], window: Query[Window]
) -> Slice[AnnexLine]:
    """Those that joined; whoever works on the plan sees those that wait too."""
    call = call_of(request)
    plan = plans.plan_for(call.actor, plan_id, call.today)
    return listed(
        plans.annexes_for(call.actor, plan, call.today), window, lambda one: AnnexLine(**_line(one))
    )


@router.post(
    _PLACE,
    url_name="plan-annexes",
    operation_id="addAnnexes",
    auth=PLANS,
    response={202: UploadShape, **WRITE_PROBLEMS},
    summary="Gửi biểu kèm theo của kế hoạch để đọc; việc đọc diễn ra sau",
)
def add_annexes(
    request: HttpRequest,
    plan_id: Path[Id],
    documents: Annotated[list[UploadedFile], File()],
    key: Key,
) -> HttpResponse:
    """202 and where to ask. Of an issued plan they open the draft of its next revision."""
    return received(call_of(request), key, taken_in(documents), plan_id=plan_id)


@router.get(
    _ONE,
    url_name="plan-annex",
    operation_id="readAnnex",
    auth=READS,
    response={200: AnnexShape, **READ_PROBLEMS},
    summary="Một biểu: bao nhiêu nhiệm vụ, ô nào cần xem",
)
def read_annex(request: HttpRequest, plan_id: Path[Id], annex_id: Path[Id]) -> AnnexShape:
    """As it stands with its corrections."""
    return _shape(call_of(request), plan_id, annex_id)


@router.get(
    f"{_ONE}/rows",
    url_name="plan-annex-rows",
    operation_id="listAnnexRows",
    auth=READS,
    response={200: Slice[RowShape], **READ_PROBLEMS},
    summary="Các dòng của biểu, từng ô",
)
def list_annex_rows(
    request: HttpRequest, plan_id: Path[Id], annex_id: Path[Id], window: Query[RowWindow]
) -> Slice[RowShape]:
    """Table by table, as they stand with their corrections."""
    _annex, sheets = _checked(call_of(request), plan_id, annex_id)
    rows = [(sheet, line) for sheet in sheets for line in sheet.lines]
    if window.wrong:
        rows = [(sheet, line) for sheet, line in rows if line.errors]
    total, shown = sliced(rows, window)
    items = [
        RowShape(sheet=sheet.name, row=line.number, kind=line.kind, cells=_cells(sheet, line))
        for sheet, line in shown
    ]
    return Slice[RowShape](total=total, offset=window.offset, items=items)


@router.get(
    f"{_ONE}/file",
    url_name="plan-annex-file",
    operation_id="readAnnexFile",
    auth=READS,
    response={200: bytes, **READ_PROBLEMS},
    summary="Tệp biểu như đã nhận",
)
def read_annex_file(request: HttpRequest, plan_id: Path[Id], annex_id: Path[Id]) -> HttpResponse:
    """Byte by byte."""
    call = call_of(request)
    plan = plans.plan_for(call.actor, plan_id, call.today)
    found = plans.annex_file(call.actor, plan, annex_id, call.today)
    return kept_files.download_response(found)


@router.post(
    f"{_ONE}/cells",
    url_name="plan-annex-cells",
    operation_id="fixAnnex",
    auth=PLANS,
    response={200: AnnexShape, **WRITE_PROBLEMS},
    summary="Sửa ô của biểu trước khi nhập",
)
def fix_annex(
    request: HttpRequest, plan_id: Path[Id], annex_id: Path[Id], sent: FixCells, key: Key
) -> HttpResponse:
    """The annex is read again with them."""
    call = call_of(request)

    def make() -> Made:
        annex = _annex(call, plan_id, annex_id)
        known = plans.cells_of(annex)
        if unknown := next((name for name in sent.cells if name not in known), None):
            raise wrong_field(at=("cells", unknown))
        wanted = annex.with_hidden if sent.with_hidden is None else sent.with_hidden
        plans.fix_annex(
            actor=call.actor,
            annex_id=annex.pk,
            version=sent.version,
            cells=sent.cells,
            with_hidden=wanted,
            at=call.at,
        )
        return Made(_shape(call, plan_id, annex_id))

    return _answered(call, key, ("fix annex", plan_id, annex_id), sent, make)


@router.post(
    f"{_ONE}/join",
    url_name="plan-annex-join",
    operation_id="joinAnnex",
    auth=PLANS,
    response={200: JoinedShape, **WRITE_PROBLEMS},
    summary="Nhập các dòng của biểu thành nhiệm vụ của bản nháp",
)
def join_annex(
    request: HttpRequest, plan_id: Path[Id], annex_id: Path[Id], sent: Step, key: Key
) -> HttpResponse:
    """What is doubtful in a cell becomes a doubt of the draft."""
    call = call_of(request)

    def make() -> Made:
        annex = _annex(call, plan_id, annex_id)
        found = plans.join_annex(
            actor=call.actor, annex_id=annex.pk, version=sent.version, at=call.at
        )
        return Made(
            JoinedShape(
                plan=found.plan_id,
                annex=found.annex_id,
                tasks=found.tasks,
                repeated=found.repeated,
                doubts=list(found.doubts),
            )
        )

    return _answered(call, key, ("join annex", plan_id, annex_id), sent, make)


@router.post(
    f"{_ONE}/drop",
    url_name="plan-annex-drop",
    operation_id="dropAnnex",
    auth=PLANS,
    response={200: AnnexLine, **WRITE_PROBLEMS},
    summary="Bỏ một biểu gửi nhầm",
)
def drop_annex(
    request: HttpRequest, plan_id: Path[Id], annex_id: Path[Id], sent: Step, key: Key
) -> HttpResponse:
    """Its file is kept."""
    call = call_of(request)

    def make() -> Made:
        annex = _annex(call, plan_id, annex_id)
        plans.drop_annex(actor=call.actor, annex_id=annex.pk, version=sent.version, at=call.at)
        return Made(AnnexLine(**_line(_annex(call, plan_id, annex_id))))

    return _answered(call, key, ("drop annex", plan_id, annex_id), sent, make)


def _answered(
    call: Call, key: str, what: tuple[str, int, int], sent: Step, make: Callable[[], Made]
) -> HttpResponse:
    """The answer to what was sent about an annex: `what` is the verb, the plan and the annex."""
    verb, plan_id, annex_id = what
    asked = {"plan": plan_id, "annex": annex_id, **sent.dict()}
    return once(call, key, verb, asked, make, current=lambda: _shape(call, plan_id, annex_id))


def _annex(call: Call, plan_id: int, annex_id: int) -> plans.Annex:
    """One annex, for whoever works on its plan. Raises NotFound, NotAllowed."""
    plan = plans.plan_for(call.actor, plan_id, call.today)
    require(plans.can_annex(call.actor, plan, call.today))
    return plans.annex_for(plan, annex_id)


def _checked(call: Call, plan_id: int, annex_id: int) -> tuple[plans.Annex, list[plans.AnnexSheet]]:
    annex = _annex(call, plan_id, annex_id)
    return annex, plans.sheets_of(annex, plans.UnitWords(annex.plan.as_of))


def _line(annex: plans.Annex) -> dict[str, Any]:
    return {
        "id": annex.pk,
        "plan": annex.plan_id,
        "name": annex.name,
        "state": annex.state,
        "version": annex.version,
        "sha256": annex.sha256,
    }


def _shape(call: Call, plan_id: int, annex_id: int) -> AnnexShape:
    annex, sheets = _checked(call, plan_id, annex_id)
    return AnnexShape(
        **_line(annex),
        tasks=sum(sheet.tasks for sheet in sheets),
        hides=any(grid["hidden_rows"] or grid["hidden_columns"] for grid in annex.grids),
        with_hidden=annex.with_hidden,
        errors=[
            cell
            for sheet in sheets
            for line in sheet.lines
            if line.errors
            for cell in _cells(sheet, line)
            if cell.errors
        ],
    )


def _cells(sheet: plans.AnnexSheet, line: plans.AnnexLine) -> list[CellShape]:
    return [
        CellShape(
            cell=cell.key,
            address=cell.address,
            heading=heading,
            words=cell.words,
            printed=cell.printed,
            errors=list(cell.errors),
        )
        for cell, heading in zip(line.cells, sheet.headings, strict=True)
    ]
