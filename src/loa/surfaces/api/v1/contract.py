"""The contract as one thing: its operations, its addresses, its description."""

import json
from collections.abc import Callable
from contextlib import nullcontext
from functools import cache, wraps
from http import HTTPStatus
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import URLPattern, path, re_path
from ninja import NinjaAPI

from loa.foundation.files.facade import MADE_TYPES, MediaType
from loa.foundation.orgs.facade import one_forest
from loa.surfaces.api.v1 import (
    annexes,
    changes,
    checking,
    comments,
    control,
    deliveries,
    difficulties,
    dispatches,
    evidence,
    guidance,
    oversight,
    own,
    own_documents,
    own_plans,
    plans,
    problems,
    remarks,
    reports,
    shifting,
    tasks,
    units,
    uploads,
    urging,
    views,
    work,
)

ABOUT = (
    "Kế hoạch, việc được giao, hoạt động, báo cáo và đơn vị của Loa, cho phần mềm khác gọi. "
    "Mỗi mã API là một vai trò ở một đơn vị, quyền như trên màn hình. Mỗi POST cần "
    "«Idempotency-Key»; lỗi theo RFC 9457. Ngày là ngày ở Việt Nam (YYYY-MM-DD)."
)

KINDS = {
    "readPlanFile": (MediaType.DOCX.value, MediaType.PDF.value, "application/octet-stream"),
    "readControlSectionFile": (MediaType.DOCX.value, MediaType.PDF.value),
    "readDispatchFile": (MediaType.DOCX.value, MediaType.PDF.value),
    "readReportFile": tuple(MADE_TYPES.values()),
    "readAnnexFile": ("application/octet-stream", *(kind.value for kind in MediaType)),
    "readAnnexTemplate": (MediaType.XLSX.value,),
    "readEvidence": ("application/octet-stream", *(kind.value for kind in MediaType)),
}
"""Operations that answer files, and of which kinds."""

View = Callable[..., HttpResponse]


def _made() -> NinjaAPI:
    api = NinjaAPI(
        title="Loa",
        version="1.0.0",
        description=ABOUT,
        urls_namespace="api-v1",
        docs_url=None,
        openapi_url=None,
        servers=[{"url": "/api/v1"}],
    )
    for part in (
        plans, uploads, checking, tasks, annexes, own_plans, own_documents, deliveries,
        work, shifting, evidence, urging, dispatches, difficulties, guidance, comments, remarks,
        reports, control, changes, oversight, own, views, units,
    ):  # fmt: skip
        api.add_router("", part.router)
    problems.answered_by(api)
    return api


@cache
def described() -> dict[str, object]:
    """The contract as OpenAPI 3.1 has it."""
    found: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=""))
    for operations in found["paths"].values():
        for operation in operations.values():
            for status, answer in operation["responses"].items():
                answer["content"] = _kinds_of(operation["operationId"], int(status), answer)
    return found


def _kinds_of(operation: str, status: int, answer: dict[str, Any]) -> dict[str, Any]:
    """What an answer is made of: django-ninja writes JSON everywhere."""
    if status >= HTTPStatus.BAD_REQUEST:
        return {problems.MEDIA_TYPE: answer["content"]["application/json"]}
    kinds = KINDS.get(operation)
    return {kind: {} for kind in kinds} if kinds else answer["content"]


def openapi_json(request: HttpRequest) -> HttpResponse:
    """The description, for everybody: it says what there is, not what stands in it."""
    if request.method not in {"GET", "HEAD"}:
        return problems.of_method("GET")
    return HttpResponse(_written(), content_type="application/json")


@cache
def _written() -> bytes:
    """The description as it goes out: whoever asks for it, and however often, costs nothing."""
    return json.dumps(described(), ensure_ascii=False).encode()


def _opened(view: View) -> View:
    """The view as the pages' middleware lets it pass: it asks for a token itself.

    Whoever shows none costs the database nothing. What it answers about methods is a problem like
    everything else.
    """

    @wraps(view)
    def opened(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        with one_forest() if "Authorization" in request.headers else nullcontext():
            answer = view(request, *args, **kwargs)
        if isinstance(answer, HttpResponseNotAllowed):
            return problems.of_method(answer["Allow"])
        return answer

    opened.csrf_exempt = True  # type: ignore[attr-defined]  # nothing here reads a cookie
    return login_not_required(opened)


def _addresses(api: NinjaAPI) -> list[URLPattern]:
    found, _app, _namespace = api.urls
    made = [
        path(str(entry.pattern), _opened(entry.callback), name=entry.name)
        for entry in found
        if isinstance(entry, URLPattern) and entry.name != "api-root"
    ]
    description = path("openapi.json", _opened(openapi_json), name="openapi-json")
    return [description, *made, re_path(r"", _opened(problems.of_nothing), name="nothing")]


api = _made()
urlpatterns = _addresses(api)
