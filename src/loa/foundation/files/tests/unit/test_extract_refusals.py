"""Files that are not read, each with one clear sentence; and bombs, which are never unpacked."""

import io
import zipfile

import pytest

from loa.foundation.files.extract import facade, package, reading
from loa.foundation.files.extract.facade import (
    BrokenFile,
    EmptyFile,
    EncryptedFile,
    FileTooComplex,
    FileTooLong,
    MediaType,
    UnsupportedFile,
    extract,
    media_type_of,
)
from loa.foundation.files.tests.word_builder import (
    MAIN_RELATION,
    PART_RELATIONS,
    cell,
    docx,
    paragraph,
    table,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
ENCRYPTED_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\n"
    b"3 0 obj<</Filter/Standard/V 1/R 2/Length 40/P -4/O<"
    + b"41" * 32
    + b">/U<"
    + b"42" * 32
    + b">>>endobj\ntrailer<</Size 4/Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]>>\n%%EOF\n"
)


def test_extract_word_file_under_a_password() -> None:
    with pytest.raises(EncryptedFile, match="mật khẩu"):
        extract(OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx")


def test_extract_other_program_in_the_old_container() -> None:
    with pytest.raises(UnsupportedFile) as caught:
        extract(OLE + "PowerPoint Document".encode("utf-16-le"), "a.doc")
    assert caught.type is UnsupportedFile


def test_extract_pdf_under_a_password() -> None:
    with pytest.raises(EncryptedFile, match="mật khẩu"):
        extract(ENCRYPTED_PDF, "a.pdf")


def test_extract_no_bytes() -> None:
    with pytest.raises(EmptyFile):
        extract(b"", "a.txt")


@pytest.mark.parametrize("data", [b"%PDF-1.7\nrubbish", b"PK\x03\x04 word/ rubbish"])
def test_extract_broken(data: bytes) -> None:
    with pytest.raises(BrokenFile):
        extract(data, "a")


def test_extract_docx_without_a_body() -> None:
    with pytest.raises(BrokenFile):
        extract(docx("", extra={"word/document.xml": b"<a/>"}), "a.docx")


def test_extract_other_packed_file_named_docx() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("a.txt", "a")
    with pytest.raises(BrokenFile):
        extract(packed.getvalue(), "a.docx")
    with pytest.raises(UnsupportedFile):
        extract(packed.getvalue(), "a.zip")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\xff\xd8\xff\xe0", MediaType.JPEG),
        (b"\x89PNG\r\n\x1a\n", MediaType.PNG),
        (b"RIFF\0\0\0\0WEBPVP8 ", MediaType.WEBP),
        (b"\0\x01\x02", None),
        ("Chữ".encode(), MediaType.TXT),
        (docx(""), MediaType.DOCX),
    ],
)
def test_media_type_of_bytes(data: bytes, kind: MediaType | None) -> None:
    assert media_type_of(data) is kind


def test_extract_strict_word_file() -> None:
    """P18: the Strict form of the standard."""
    body = paragraph("Văn bản theo chuẩn chặt")
    document = f'<w:document xmlns:w="{STRICT}"><w:body>{body}</w:body></w:document>'
    relation = MAIN_RELATION.replace(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    )
    data = docx("", main_relations=relation, extra={"word/document.xml": document.encode()})
    assert extract(data, "a.docx").text == "Văn bản theo chuẩn chặt\n"


@pytest.mark.parametrize("target", ["NULL", "#_top", "../NULL", "media/missing.png", "http://[x"])
def test_extract_relation_to_nowhere(target: str) -> None:
    """P18: relations to «NULL» or «#_top»."""
    lost = f'<Relationship Id="rId9" Type="x/image" Target="{target}"/>'
    thumbnail = '<Relationship Id="rId8" Type="x/metadata/thumbnail" Target="docProps/no.jpeg"/>'
    data = docx(
        paragraph("vẫn đọc"),
        main_relations=thumbnail + MAIN_RELATION,
        part_relations=lost + PART_RELATIONS,
    )
    assert extract(data, "a.docx").text == "vẫn đọc\n"


def test_extract_main_part_elsewhere() -> None:
    main = MAIN_RELATION.replace("word/document.xml", "/word/document2.xml")
    other = docx(paragraph("phần chính"))
    with zipfile.ZipFile(io.BytesIO(other)) as file:
        document = file.read("word/document.xml")
    data = docx("", main_relations=main, extra={"word/document2.xml": document})
    assert extract(data, "a.docx").text == "phần chính\n"


def test_extract_bomb_refused_before_unpacking(monkeypatch: pytest.MonkeyPatch) -> None:
    """P20: by size and ratio, before anything is unpacked."""
    data = docx("", extra={"word/media/a.bin": bytes(64 * 1024 * 1024)})
    assert len(data) < 1024 * 1024

    def refuse(*_: object) -> None:
        pytest.fail("unpacked")

    monkeypatch.setattr(package.Package, "read", refuse)
    with pytest.raises(FileTooComplex):
        extract(data, "a.docx")


def test_extract_too_many_parts_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_MEMBERS", 5)
    with pytest.raises(FileTooComplex):
        extract(docx(""), "a.docx")


def test_extract_part_over_the_cap_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_PART", 100)
    with pytest.raises(FileTooComplex):
        extract(docx(paragraph("dài" * 100)), "a.docx")


@pytest.mark.parametrize(
    ("most", "is_refused"), [(27, True), (28, False)], ids=["over", "at the limit"]
)
def test_extract_cells_repeated_without_end_refused(
    monkeypatch: pytest.MonkeyPatch, most: int, *, is_refused: bool
) -> None:
    """Three rows of one cell that reaches down, 9 letters each, and the cell after."""
    start = cell("a" * 9, '<w:vMerge w:val="restart"/>')
    row = cell("", "<w:vMerge/>")
    data = docx(table(start, row, row) + table(cell("b")))
    monkeypatch.setattr(reading, "MAX_TEXT", most)
    if is_refused:
        with pytest.raises(FileTooLong):
            extract(data, "a.docx")
    else:
        assert extract(data, "a.docx").tables[0].rows == (("a" * 9,),) * 3


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">',
        '<!ENTITY c SYSTEM "file:///etc/passwd">',
    ],
)
def test_extract_entities_refused(declared: str) -> None:
    """P20: an entity bomb under one kilobyte."""
    document = (
        f"<!DOCTYPE d [{declared}]>"
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:body><w:p><w:r><w:t>&c;</w:t></w:r></w:p></w:body></w:document>"
    )
    with pytest.raises(BrokenFile):
        extract(docx("", extra={"word/document.xml": document.encode()}), "a.docx")


def test_extract_nesting_without_end_refused() -> None:
    depth = 20_000
    document = b"<a>" * depth + b"</a>" * depth
    with pytest.raises((BrokenFile, FileTooComplex)):
        extract(docx("", extra={"word/document.xml": document}), "a.docx")


def test_extract_lines_without_end_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """P20: structure is sought line by line in the caller, so their number is bounded here."""
    monkeypatch.setattr(reading, "MAX_LINES", 3)
    assert extract(b"a\n" * 3, "a.txt").text == "a\n" * 3
    with pytest.raises(FileTooLong):
        extract(b"a\n" * 4, "a.txt")


@pytest.mark.parametrize(("most", "is_refused"), [(5, True), (6, False)], ids=["over", "at"])
def test_extract_cells_without_end_refused(
    monkeypatch: pytest.MonkeyPatch, most: int, *, is_refused: bool
) -> None:
    """P20: empty cells cost no letters, but each is looked at."""
    monkeypatch.setattr(reading, "MAX_CELLS", most)
    data = b"TT;;a\n1;;b\n"
    if is_refused:
        with pytest.raises(FileTooLong):
            extract(data, "a.csv")
    else:
        assert extract(data, "a.csv").tables


def test_every_refusal_has_its_own_code_and_words() -> None:
    refusals = [
        getattr(facade, name)
        for name in facade.__all__
        if isinstance(getattr(facade, name), type)
        and issubclass(getattr(facade, name), facade.UnsupportedFile.__mro__[1])
    ]
    assert len({refusal.code for refusal in refusals}) == len(refusals) == 9
    assert all(refusal.message_vi.endswith(".") for refusal in refusals)
