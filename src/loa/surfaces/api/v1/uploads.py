"""Files that are sent to become plans, and how far their reading is."""

from datetime import date
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import File, Form, Path, Router, Schema
from ninja.files import UploadedFile

from loa.foundation.orgs import facade as orgs
from loa.modules.plans import facade as plans
from loa.surfaces.api.v1.bearer import PLANS, READS, Call, call_of
from loa.surfaces.api.v1.files import Sent, prints_of, taken_in
from loa.surfaces.api.v1.once import Made, once
from loa.surfaces.api.v1.plans import router as of_plans
from loa.surfaces.api.v1.shapes import READ_PROBLEMS, WRITE_PROBLEMS, Day, Id, Key

router = Router(tags=["plans"])


class UploadFileShape(Schema):
    """One file: waiting, being read, read, or failed with words.

    `plan` is what it became; of an annex `annex` too, and `plan` is then the draft that it joins.
    """

    name: str
    sha256: str
    state: str
    message: str
    pages_read: int
    pages: int
    plan: int | None
    annex: int | None
    is_new: bool


class UploadShape(Schema):
    """Files sent together. OPEN is still read: ask again in some seconds."""

    id: int
    state: str
    message: str
    ahead: int
    files: list[UploadFileShape]


class UploadForm(Schema):
    """`as_of`: the day whose units the plan means, where it is not the plan's own."""

    as_of: Day | None = None


@of_plans.post(
    "/plans",
    url_name="plans",
    operation_id="importPlan",
    auth=PLANS,
    response={202: UploadShape, **WRITE_PROBLEMS},
    summary="Gửi tệp kế hoạch (và biểu kèm theo) để đọc; việc đọc diễn ra sau",
)
def import_plan(
    request: HttpRequest,
    documents: Annotated[list[UploadedFile], File()],
    form: Form[UploadForm],
    key: Key,
) -> HttpResponse:
    """202 and where to ask. The same bytes are the plan that is there already."""
    return received(call_of(request), key, taken_in(documents), as_of=form.as_of)


def received(
    call: Call,
    key: str,
    sent: Sent,
    *,
    plan_id: int | None = None,
    as_of: date | None = None,
) -> HttpResponse:
    """The answer to files that wait to be read: plans, or annexes of the plan of that id."""

    def make() -> Made:
        orgs.count_use(call.actor, "upload.files", call.today, many=len(sent))
        found = plans.receive_files(
            actor=call.actor, sent=sent, plan_id=plan_id, as_of=as_of, may_wait=False, at=call.at
        )
        place = reverse("api-v1:upload", args=[found.upload_id])
        return Made(_shape(call, found.upload_id), 202, place)

    verb = "import plan" if plan_id is None else "add annexes"
    asked = {"files": prints_of(sent), "plan": plan_id, "as_of": as_of}
    return once(call, key, verb, asked, make)


@router.get(
    "/uploads/{upload_id}",
    url_name="upload",
    operation_id="readUpload",
    auth=READS,
    response={200: UploadShape, **READ_PROBLEMS},
    summary="Việc đọc các tệp đã gửi đến đâu",
)
def read_upload(request: HttpRequest, upload_id: Path[Id]) -> UploadShape:
    """Only what this token has sent."""
    return _shape(call_of(request), upload_id)


def _shape(call: Call, upload_id: int) -> UploadShape:
    found = plans.upload_for(call.actor, upload_id)
    return UploadShape(
        id=found.upload.pk,
        state=found.upload.state,
        message=found.upload.message,
        ahead=found.ahead,
        files=[
            UploadFileShape(
                name=one.name,
                sha256=one.sha256,
                state=one.state,
                message=one.message,
                pages_read=one.pages_read,
                pages=one.pages,
                plan=one.made_annex.plan_id if one.made_annex else one.made_plan_id,
                annex=one.made_annex_id,
                is_new=one.is_new,
            )
            for one in found.files
        ],
    )
