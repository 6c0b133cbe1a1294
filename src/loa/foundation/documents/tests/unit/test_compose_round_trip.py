"""What Loa composes, Loa reads: the file goes through extraction and the reader of plans."""

from collections.abc import Callable

import pytest

from loa.foundation.documents.compose.structure import OfficialDocument
from loa.foundation.documents.facade import to_pdf, to_word
from loa.foundation.documents.parse.reader import parse
from loa.foundation.documents.tests.factories import letter, plan, report
from loa.foundation.files.extract.facade import extract

Writer = Callable[[OfficialDocument], bytes]


@pytest.mark.parametrize(
    ("document", "write", "name"),
    [
        (plan(), to_word, "plan.docx"),
        (plan(), to_pdf, "plan.pdf"),
        (report(annexes=()), to_word, "report.docx"),
        (report(annexes=()), to_pdf, "report.pdf"),
        (letter(), to_word, "letter.docx"),
    ],
)
def test_head_and_tail_are_recovered(document: OfficialDocument, write: Writer, name: str) -> None:
    found = extract(write(document), name)
    read = parse(found.text, found.tables, is_laid_out=found.is_laid_out)
    assert read.kind.value == document.kind.code
    assert read.parent_body.value == document.parent_body
    assert read.issuer.value == document.issuer
    assert read.number.value == (None if document.number is None else f"{int(document.number):02d}")
    assert read.notation.value == document.notation
    assert read.place.value == document.place
    assert read.issued_on.value == document.day
    assert read.subject.value == document.subject
    first = ("Như trên",) if document.addressees else ()
    assert tuple(found.value for found in read.recipients) == first + document.recipients
    signer = read.signer
    assert tuple(line.value for line in signer.authority) == document.signer.authority
    assert signer.post.value == document.signer.post
    assert signer.name.value == document.signer.name
