"""Files that show what was done: sent along with an activity, read again one by one."""

from typing import Annotated

import pydantic
from django.http import HttpRequest, HttpResponse
from ninja import File, Form, Path, Router, Schema
from ninja.errors import ValidationError
from ninja.files import UploadedFile
from pydantic import Field

from loa.foundation.files import facade as kept_files
from loa.foundation.orgs import facade as orgs
from loa.modules.plans import facade as plans
from loa.surfaces.api.v1.bearer import READS, WORK, call_of
from loa.surfaces.api.v1.files import prints_of, taken_in
from loa.surfaces.api.v1.once import Made, once
from loa.surfaces.api.v1.shapes import READ_PROBLEMS, WRITE_PROBLEMS, Id, Key
from loa.surfaces.api.v1.work import ACTIVITIES, ActivityShape, NewActivity, facts_of, recorded

router = Router(tags=["work"])


class ActivityForm(Schema):
    """`activity` is what recordActivity takes, as JSON in a field of the form."""

    activity: Annotated[str, Field(min_length=2, max_length=100_000)]

    def read(self) -> NewActivity:
        """What stands in it. Raises ValidationError, as if it were the body itself."""
        try:
            return NewActivity.model_validate_json(self.activity)
        except pydantic.ValidationError as refusal:
            found = refusal.errors(include_url=False, include_input=False, include_context=False)
            raise ValidationError(
                [{**error, "loc": ("body", "activity", *error["loc"])} for error in found]
            ) from refusal


@router.post(
    f"{ACTIVITIES}/with-files",
    url_name="work-activities-with-files",
    operation_id="recordActivityWithFiles",
    auth=WORK,
    response={201: ActivityShape, **WRITE_PROBLEMS},
    summary="Ghi một hoạt động kèm tệp minh chứng",
)
def record_activity_with_files(
    request: HttpRequest,
    work_id: Path[Id],
    documents: Annotated[list[UploadedFile], File()],
    form: Form[ActivityForm],
    key: Key,
) -> HttpResponse:
    """All or nothing; photos are kept without the place where they were taken."""
    call = call_of(request)
    activity = form.read()
    sent = taken_in(documents)

    def make() -> Made:
        orgs.count_use(call.actor, "upload.files", call.today, many=len(sent))
        kept = tuple(
            plans.keep_evidence(actor_id=call.actor.person_id, name=name, data=data, at=call.at)
            for name, data in sent
        )
        return recorded(call, key, work_id, facts_of(activity, kept))

    asked = {"work": work_id, "files": prints_of(sent), **activity.dict()}
    return once(call, key, "record activity with files", asked, make)


@router.get(
    "/activities/{activity_id}/files/{file_id}",
    url_name="evidence",
    operation_id="readEvidence",
    auth=READS,
    response={200: bytes, **READ_PROBLEMS},
    summary="Một tệp minh chứng của hoạt động",
)
def read_evidence(request: HttpRequest, activity_id: Path[Id], file_id: Path[Id]) -> HttpResponse:
    """As it is kept; «file» of the activity's evidence is its number."""
    call = call_of(request)
    ref = plans.evidence_ref(call.actor, activity_id, file_id, call.today)
    return kept_files.download_response(ref)
