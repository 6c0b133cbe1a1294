"""Word files for tests, packed from XML written by hand."""

import io
import zipfile

W_URI = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = (
    f'xmlns:w="{W_URI}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN_RELATION = (
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
)
PART_RELATIONS = "".join(
    f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>'
    for n, kind in enumerate(("styles", "numbering", "footnotes"), start=1)
)


def run(text: str, properties: str = "") -> str:
    """A run (w:r)."""
    said = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{said}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inside: str, properties: str = "") -> str:
    """A paragraph (w:p); plain words are put into a run."""
    said = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{said}{inside if inside.startswith('<') else run(inside)}</w:p>"


def cell(inside: str, properties: str = "") -> str:
    """A cell (w:tc)."""
    content = inside if inside.startswith("<w:p") or "<w:tbl>" in inside else paragraph(inside)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def table(*rows: str) -> str:
    """A table (w:tbl) of rows, each its cells joined."""
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def box(text: str) -> str:
    """A run with a text box, stored twice as Word stores it."""
    inside = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    drawing = f"<w:drawing><wps:txbx>{inside}</wps:txbx></w:drawing>"
    return (
        "<w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps">{drawing}</mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def docx(
    body: str,
    *,
    styles: str = "",
    numbering: str = "",
    footnotes: str = "",
    main_relations: str = MAIN_RELATION,
    part_relations: str = PART_RELATIONS,
    extra: dict[str, bytes] | None = None,
) -> bytes:
    """A .docx with this body and the inside of these parts."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}">{main_relations}</Relationships>',
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{_RELATIONS}">{part_relations}</Relationships>'
        ),
        "word/document.xml": f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_SPACES}>{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {_SPACES}>{numbering}</w:numbering>",
        "word/footnotes.xml": f"<w:footnotes {_SPACES}>{footnotes}</w:footnotes>",
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in {**parts, **(extra or {})}.items():
            file.writestr(name, content)
    return packed.getvalue()
