"""Word files made to hurt."""

import io
import random
import zipfile
from collections.abc import Callable

from tests.fuzz.hostile.packed import bombed, odd_directory, with_entities, zipped

from loa.foundation.files.tests.word_builder import (
    box,
    cell,
    docx,
    paragraph,
    run,
    table,
)

_MAIN = "word/document.xml"
_HUGE = ("0", "-1", "64", "2147483647", "99999999999999999999", "x", "")
_BY = 'w:id="1" w:author="a" w:date="2022-01-01T00:00:00Z"'


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {info.filename: packed.read(info) for info in packed.infolist()}


def _plain() -> dict[str, bytes]:
    return _parts(docx(paragraph("Kế hoạch") + table(cell("a") + cell("b"))))


def bomb(rng: random.Random) -> bytes:
    """A part that unpacks to very much."""
    return bombed(rng, _plain(), _MAIN)


def directory(rng: random.Random) -> bytes:
    """The list of parts lies."""
    return odd_directory(rng, _plain(), _MAIN)


def entities(rng: random.Random) -> bytes:
    """Entities that grow or look outside."""
    parts = _plain()
    chosen = rng.choice([_MAIN, *parts])
    return zipped({**parts, chosen: with_entities(rng, parts[chosen])})


def deep(rng: random.Random) -> bytes:
    """Tables in tables, boxes in boxes, changes in changes; thousands deep."""
    depth = rng.choice((50, 240, 3_000, 60_000))
    opened, shut = rng.choice(
        (
            ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
            ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
            (f"<w:ins {_BY}>", "</w:ins>"),
            ("<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>"),
            ("<w:smartTag>", "</w:smartTag>"),
            ("<w:hyperlink>", "</w:hyperlink>"),
            ("<mc:AlternateContent><mc:Choice>", "</mc:Choice></mc:AlternateContent>"),
        )
    )
    return docx(opened * depth + paragraph("Kế hoạch") + shut * depth)


def many_tables(rng: random.Random) -> bytes:
    """Thousands of tables, side by side or some deep in each other."""
    inner = table(cell("a") + cell("b"))
    for _ in range(rng.choice((0, 3, 8))):
        inner = table(cell(inner) + cell(inner))[:400_000]
        if not inner.endswith("</w:tbl>"):
            inner = table(cell("a"))
    return docx(inner * rng.choice((1, 500, 3_000)))


def wide_cells(rng: random.Random) -> bytes:
    """Cells over millions of columns and rows."""
    spans = [
        f'<w:{name} w:val="{rng.choice(_HUGE)}"/>'
        for name in rng.choices(("gridSpan", "vMerge", "hMerge", "gridBefore", "tcW"), k=3)
    ]
    merged = '<w:vMerge w:val="restart"/>' if rng.random() < 0.5 else "<w:vMerge/>"
    odd = cell("a", "".join(spans) + merged)
    rows = [odd * rng.choice((1, 63, 2_000)) for _ in range(rng.choice((1, 50, 400)))]
    before = f'<w:trPr><w:gridBefore w:val="{rng.choice(_HUGE)}"/></w:trPr>'
    return docx(table(*[before + row for row in rows][:400])[:6_000_000])


def one_long_merge(rng: random.Random) -> bytes:
    """One cell with much text beside thousands of rows."""
    letters = "Kế hoạch " * rng.choice((10, 3_000))
    first = cell(letters, '<w:vMerge w:val="restart"/>') + cell("b")
    rest = cell("", "<w:vMerge/>") + cell("b")
    return docx(table(first, *[rest] * rng.choice((100, 8_000))))


def all_changed(rng: random.Random) -> bytes:
    """Every word inserted, deleted and moved by somebody."""
    one = (
        f"<w:ins {_BY}>{run('mới')}</w:ins>"
        f"<w:del {_BY}><w:r><w:delText>cũ</w:delText></w:r></w:del>"
        f"<w:moveFrom {_BY}>{run('từ')}</w:moveFrom><w:moveTo {_BY}>{run('đến')}</w:moveTo>"
    )
    mark = f"<w:rPr><w:del {_BY}/><w:ins {_BY}/></w:rPr>"
    row = f"<w:tr><w:trPr><w:del {_BY}/></w:trPr>{cell('a')}</w:tr>"
    body = paragraph(one * rng.choice((1, 200)), mark) * rng.choice((10, 800))
    return docx(body + f"<w:tbl>{row * 50}</w:tbl>")


def numbering(rng: random.Random) -> bytes:
    """Lists that start at a thousand million in Roman numbers, styles that rest on themselves."""
    form = rng.choice(("upperRoman", "lowerLetter", "decimal", "vietnameseCounting", "ordinalText"))
    start = rng.choice(_HUGE)
    text = "%1" * rng.choice((1, 5_000)) + "%9%10"
    lists = (
        f'<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="A"/><w:lvl w:ilvl="0">'
        f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlRestart w:val="{start}"/></w:lvl></w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="{start}">'
        f'<w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
    )
    styles = (
        '<w:style w:styleId="A" w:type="paragraph"><w:basedOn w:val="B"/><w:link w:val="A"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="B" w:type="paragraph"><w:basedOn w:val="A"/></w:style>'
    )
    said = f'<w:pStyle w:val="A"/><w:numPr><w:ilvl w:val="{start}"/><w:numId w:val="1"/></w:numPr>'
    own = rng.choice((said, '<w:pStyle w:val="B"/>'))
    body = paragraph("mục", own) * rng.choice((1, 3_000))
    return docx(body, numbering=lists, styles=styles)


def footnotes(rng: random.Random) -> bytes:
    """Footnotes in footnotes, or one for each letter."""
    mark = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    notes = f'<w:footnote w:id="1">{paragraph(run("chú") + mark)}</w:footnote>'
    return docx(paragraph(mark * rng.choice((1, 5_000))) * rng.choice((1, 20)), footnotes=notes)


def fields(rng: random.Random) -> bytes:
    """Fields that open and never end, boxes in every paragraph."""
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    part = rng.choice((begin, begin.replace("begin", "end"), box("hộp"), "<w:r><w:br/></w:r>"))
    return docx(paragraph(part * rng.choice((10, 20_000))) + paragraph("sau"))


def long_words(rng: random.Random) -> bytes:
    """A paragraph of millions of letters, a name or an attribute of a million."""
    size = rng.choice((10**5, 3 * 10**6))
    match rng.randrange(4):
        case 0:
            return docx(paragraph(rng.choice(("a", " ", "Số: ", "Căn cứ ", "́")) * size)[:9_000_000])
        case 1:
            return docx(f"<w:{'a' * size}/>" + paragraph("sau"))
        case 2:
            return docx(f'<w:p w:x="{"a" * size}"/>' + paragraph("sau"))
        case _:
            return docx("<w:p/>" * (size // 4) + paragraph("sau"))


def relations(rng: random.Random) -> bytes:
    """Relations that leave the file, lead to themselves, or are very many."""
    target = rng.choice(
        ("../../../../etc/passwd", "/word/document.xml", "http://127.0.0.1/a", "//x/y", "%00", "[")
    )
    one = (
        '<Relationship Id="rId{n}" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/{kind}" Target="' + target + '"/>'
    )
    kinds = ("officeDocument", "styles", "numbering", "footnotes")
    many = "".join(one.format(n=n, kind=rng.choice(kinds)) for n in range(rng.choice((1, 9_000))))
    if rng.random() < 0.5:
        return docx(paragraph("a"), part_relations=many)
    return docx(paragraph("a"), main_relations=many)


WORDS: tuple[Callable[[random.Random], bytes], ...] = (
    bomb,
    directory,
    entities,
    deep,
    many_tables,
    wide_cells,
    one_long_merge,
    all_changed,
    numbering,
    footnotes,
    fields,
    long_words,
    relations,
)
