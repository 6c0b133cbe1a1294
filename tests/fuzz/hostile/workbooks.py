"""Workbooks made to hurt: .xlsx and .ods."""

import random
from collections.abc import Callable

from tests.fuzz.hostile.packed import bombed, odd_directory, with_entities, zipped

_MAIN = "xl/worksheets/sheet1.xml"
_SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_HUGE = ("0", "-1", "16385", "1048577", "2147483648", "99999999999999999999", "x", "1e308", "NaN")
_FAR = ("XFD1048576", "A1048577", "ZZZ9", "A0", "A99999999999", "1", "", "AAAAAAAA1")
_ROW = '<row r="1"><c r="A1" t="inlineStr"><is><t>TT</t></is></c><c r="B1"><v>1</v></c></row>'


def book(
    rows: str = _ROW,
    *,
    before: str = "",
    after: str = "",
    strings: str = "",
    styles: str = "",
    sheets: int = 1,
) -> dict[str, bytes]:
    """The parts of an .xlsx file whose sheets all hold these rows."""
    numbers = range(1, sheets + 1)
    listed = "".join(f'<sheet name="T{n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    links += (
        f'<Relationship Id="s1" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
        f'<Relationship Id="s2" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    )
    main = f'<Relationship Id="a" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    page = f'<worksheet xmlns="{_SPACE}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'
    return {
        "[Content_Types].xml": b"<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}">{main}</Relationships>'.encode(),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_SPACE}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>'
        ).encode(),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{_PACKAGE}">{links}</Relationships>'
        ).encode(),
        "xl/sharedStrings.xml": f'<sst xmlns="{_SPACE}">{strings}</sst>'.encode(),
        "xl/styles.xml": f'<styleSheet xmlns="{_SPACE}">{styles}</styleSheet>'.encode(),
        **{f"xl/worksheets/sheet{n}.xml": page.encode() for n in numbers},
    }


def bomb(rng: random.Random) -> bytes:
    """A part that unpacks to very much."""
    return bombed(rng, book(), _MAIN)


def directory(rng: random.Random) -> bytes:
    """The list of parts lies."""
    return odd_directory(rng, book(), _MAIN)


def entities(rng: random.Random) -> bytes:
    """Entities that grow or look outside."""
    parts = book(strings="<si><t>a</t></si>")
    chosen = rng.choice([_MAIN, *parts])
    return zipped({**parts, chosen: with_entities(rng, parts[chosen])})


def no_such_string(rng: random.Random) -> bytes:
    """Cells that name a string, a format or a kind of cell that does not exist."""
    cells = "".join(
        f'<c r="{rng.choice("ABCDEF")}{n}" t="{rng.choice(("s", "b", "e", "d", "n", "str", "x"))}" '
        f's="{rng.choice(_HUGE)}"><v>{rng.choice(_HUGE)}</v></c>'
        for n in range(1, rng.choice((3, 5_000)))
    )
    styles = (
        f'<numFmts><numFmt numFmtId="{rng.choice(_HUGE)}" formatCode="{"[h]" * 9_000}"/></numFmts>'
        f'<cellXfs><xf numFmtId="{rng.choice(_HUGE)}"/><xf numFmtId="14"/></cellXfs>'
    )
    return zipped(book(f'<row r="1">{cells}</row>', styles=styles, strings="<si><t>a</t></si>"))


def odd_days(rng: random.Random) -> bytes:
    """Days before time and after its end."""
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/></cellXfs>'
    values = ("-1", "0", "60", "2958466", "1e300", "-1e300", "NaN", "inf", "0.9999999999", "1e18")
    cells = "".join(
        f'<row r="{n}"><c r="A{n}" s="{rng.choice((1, 2))}"><v>{rng.choice(values)}</v></c></row>'
        for n in range(1, 40)
    )
    return zipped(book(cells, styles=styles))


def far_cells(rng: random.Random) -> bytes:
    """A sheet that says how large it is and lies; two cells at its far ends."""
    far = "".join(
        f'<row r="{rng.choice(("2", *_HUGE))}"><c r="{rng.choice(_FAR)}"><v>1</v></c></row>'
        for _ in range(rng.choice((1, 5)))
    )
    size = rng.choice(("A1:XFD1048576", "A1", "B2:A1", "", "A1:ZZZZZZ99999999999"))
    return zipped(book(_ROW + far, before=f'<dimension ref="{size}"/>'))


def merges(rng: random.Random) -> bytes:
    """Merged cells as large as the sheet, thousands over one another."""
    ranges = ("A1:XFD1048576", "A1:A1048576", "B2:A1", "A1", "A1:B99999999999", "A1:XFD1", ":", "")
    chosen = rng.choices(ranges, k=rng.choice((1, 20_000)))
    merged = "".join(f'<mergeCell ref="{one}"/>' for one in chosen)
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, rng.choice((3, 3_000)))
    )
    return zipped(book(rows, after=f"<mergeCells>{merged}</mergeCells>"))


def hidden(rng: random.Random) -> bytes:
    """Hidden rows and columns beyond the sheet."""
    rows = "".join(
        f'<row r="{rng.choice(_HUGE)}" hidden="1"/>' for _ in range(rng.choice((3, 50_000)))
    )
    columns = f'<col min="{rng.choice(_HUGE)}" max="{rng.choice(_HUGE)}" hidden="1"/>' * 9
    return zipped(book(_ROW + rows, before=f"<cols>{columns}</cols>"))


def many_sheets(rng: random.Random) -> bytes:
    """Thousands of sheets."""
    return zipped(book(sheets=rng.choice((300, 4_900, 6_000))))


def many_cells(rng: random.Random) -> bytes:
    """A full sheet, of text, of figures, of formulas, of nothing."""
    one = rng.choice(
        (
            '<c t="inlineStr"><is><t>a</t></is></c>',
            "<c><v>1</v></c>",
            "<c><f>SUM(A1:XFD1)</f></c>",
            "<c/>",
            '<c t="s"><v>0</v></c>',
        )
    )
    long = rng.choice((1, 30_000))
    rows = f"<row>{one * rng.choice((10, 200))}</row>" * rng.choice((50, 3_000))
    return zipped(book(rows, strings=f"<si><t>{'dài ' * long}</t></si>"))


def deep(rng: random.Random) -> bytes:
    """Tags thousands deep in the rows, the strings or the formats."""
    depth = rng.choice((200, 5_000, 300_000))
    nest = "<a>" * depth + "</a>" * depth
    match rng.randrange(3):
        case 0:
            return zipped(book(_ROW + nest))
        case 1:
            return zipped(book(strings=f"<si>{nest}</si>"))
        case _:
            return zipped(book(styles=nest))


def open_sheet(rng: random.Random) -> bytes:
    """An .ods file whose rows and cells repeat without end."""
    times = rng.choice(("2", "16384", "1048576", "2147483647", "99999999999999999999", "-1"))
    repeated = f'table:number-columns-repeated="{times}"'
    rows = rng.choice((f'table:number-rows-repeated="{times}"', "", 'table:visibility="collapse"'))
    told = f'{repeated} office:value-type="string"'
    one = f"<table:table-cell {told}><text:p>a</text:p></table:table-cell>"
    empty = f"<table:table-cell {repeated}/>"
    line = f"<table:table-row {rows}>{rng.choice((one, empty + one))}</table:table-row>"
    head = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )
    content = (
        f"<office:document-content {head}><office:body><office:spreadsheet>"
        f'<table:table table:name="T">{line * rng.choice((1, 40))}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    if rng.random() < 0.2:
        return zipped(
            {
                "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
                "content.xml": with_entities(rng, content.encode()),
            },
            stored=True,
        )
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content.encode(),
        },
        stored=True,
    )


WORKBOOKS: tuple[Callable[[random.Random], bytes], ...] = (
    bomb,
    directory,
    entities,
    no_such_string,
    odd_days,
    far_cells,
    merges,
    hidden,
    many_sheets,
    many_cells,
    deep,
    open_sheet,
)
