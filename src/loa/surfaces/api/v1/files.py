"""Files as answers."""

from django.conf import settings
from django.http import HttpResponse
from django.utils.http import content_disposition_header

from loa.kernel import installation

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def sent_file(data: bytes, media_type: str, name: str) -> HttpResponse:
    """The bytes, to be saved under a name."""
    answer = HttpResponse(data, content_type=media_type)
    disposition = content_disposition_header(as_attachment=True, filename=name)
    answer["Content-Disposition"] = disposition or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def is_demo() -> bool:
    """Whether this installation is a demonstration, which its documents must say."""
    found = installation.read(settings.LOA_DATA)
    return found is not None and found.kind is installation.Kind.DEMO
