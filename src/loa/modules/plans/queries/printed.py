"""Documents as files, made once for what is in them and kept beside the uploads."""

from pathlib import Path

from django.conf import settings

from loa.foundation.documents.facade import OfficialDocument, composer_hash, to_pdf, to_word
from loa.foundation.printing.facade import key_of, made_once

_WRITERS = {"docx": to_word, "pdf": to_pdf}


def printed(document: OfficialDocument, kind: str) -> bytes:
    """The document as "docx" or "pdf". Whoever asks may read what it is of.

    Raises MissingGlyph, PrintFailed of printing.
    """
    key = key_of(kind, composer_hash(), document)
    folder = Path(settings.LOA_DATA) / "made"
    return made_once(folder, key, lambda: _WRITERS[kind](document))
