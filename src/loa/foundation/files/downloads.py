"""Answers that hand out a file, stored or just made; the view has asked its policy first."""

import unicodedata
from urllib.parse import quote

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from loa.foundation.files import blobs
from loa.foundation.files.extract.media import MediaType
from loa.foundation.files.queries import uploads
from loa.foundation.files.types import IMAGES, StoredFileRef

# Plain str: servers by the letter of PEP 3333 take no kind of str as the value of a header.
MADE_TYPES = {
    kind.name.lower(): kind.value for kind in (MediaType.DOCX, MediaType.PDF, MediaType.XLSX)
}
"""What the house makes files of, by the ending of their names."""
_SHOWN = IMAGES | {MediaType.PDF}
_DJ = str.maketrans("đĐ", "dD")
_LOCKED = "default-src 'none'; sandbox"
# The browser's own PDF viewer does not start inside a sandbox.
_PDF_LOCKED = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'"


def download_response(ref: StoredFileRef, *, inline: bool = False) -> HttpResponse:
    """The file as received. `inline` shows pictures and PDF in the browser; others are saved.

    Raises FileDamaged.
    """
    is_shown = inline and ref.media_type in _SHOWN
    response = HttpResponse(blobs.read(uploads(), ref.sha256), content_type=_content_type(ref))
    response["Content-Disposition"] = _disposition(ref.name, is_shown=is_shown)
    response["X-Content-Type-Options"] = "nosniff"
    is_pdf_shown = is_shown and ref.media_type is MediaType.PDF
    response["Content-Security-Policy"] = _PDF_LOCKED if is_pdf_shown else _LOCKED
    response["Cache-Control"] = "private, max-age=3600"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["ETag"] = f'"{ref.sha256}"'
    return response


def made_response(data: bytes | str, media_type: str, name: str) -> HttpResponse:
    """What was made just now, to be saved under a name."""
    response = HttpResponse(data, content_type=media_type)
    disposition = content_disposition_header(as_attachment=True, filename=name)
    response["Content-Disposition"] = disposition or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _content_type(ref: StoredFileRef) -> str:
    is_text = ref.media_type is MediaType.TXT
    return "application/octet-stream" if is_text else ref.media_type.value


def _disposition(name: str, *, is_shown: bool) -> str:
    """Both forms of the name (RFC 6266): plain ASCII for old programs, UTF-8 for the rest."""
    bare = unicodedata.normalize("NFKD", name.translate(_DJ))
    letters = (c for c in bare if not unicodedata.combining(c))
    plain = "".join(c if " " <= c <= "~" and c not in '"\\%' else "_" for c in letters)
    kind = "inline" if is_shown else "attachment"
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
