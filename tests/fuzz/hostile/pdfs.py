"""PDF files made to hurt: their skeleton, what they hang on it, and how they are closed."""

import random
from collections.abc import Callable

from tests.fuzz.hostile.pdf_file import closed, page, stream, updated, whole

_WORDS = b"BT /F1 12 Tf 60 700 Td (Ke hoach 26) Tj ET"
_HUGE = (b"0", b"-1", b"2147483647", b"2147483648", b"4294967295", b"999999999999999999999", b"1e9")


def cyclic_pages(rng: random.Random) -> bytes:
    """The tree of pages bites its tail."""
    back = rng.choice((b"2 0 R", b"1 0 R", b"3 0 R 2 0 R", b"5 0 R", b"3 0 R 3 0 R 2 0 R"))
    bodies = page(_WORDS)
    bodies[2] = b"<< /Type /Pages /Count %s /Kids [%s] >>" % (rng.choice(_HUGE), back)
    bodies[5] = b"<< /Type /Pages /Parent 5 0 R /Count 7 /Kids [2 0 R 5 0 R] >>"
    return whole(bodies)


def pages_that_lie(rng: random.Random) -> bytes:
    """A count of pages that is not true, or one page many times."""
    kids = b"3 0 R " * rng.choice((0, 1, 1_499, 1_501, 100_000))
    bodies = page(_WORDS)
    bodies[2] = b"<< /Type /Pages /Count %s /Kids [%s] >>" % (rng.choice(_HUGE), kids)
    return whole(bodies)


def doubling_pages(rng: random.Random) -> bytes:
    """Each node of the tree holds the next one twice; or thousands stand on one another."""
    deep = rng.choice((20, 40, 1_000, 20_000))
    times = rng.choice((1, 2)) if deep <= 1_000 else 1
    bodies = page(_WORDS)
    bodies[2] = b"<< /Type /Pages /Count %d /Kids [10 0 R] >>" % min(times**deep, 2**31 - 1)
    for number in range(10, 10 + deep):
        kids = b"%d 0 R " % (number + 1) * times
        bodies[number] = b"<< /Type /Pages /Count 9 /Parent %d 0 R /Kids [%s] >>" % (
            number - 1,
            kids,
        )
    bodies[10 + deep] = bodies[3]
    return whole(bodies)


def previous_tables(rng: random.Random) -> bytes:
    """Cross-reference tables that point at themselves, at each other, or nowhere."""
    where = rng.choice((0, 9, 15, 300, 10**9, -1))
    data = whole(page(_WORDS), trailer=b"/Prev %d" % where)
    own = int(data[data.rindex(b"startxref") :].split()[1])
    if rng.random() < 0.5:
        data = whole(page(_WORDS), trailer=b"/Prev %d /XRefStm %d" % (own, own))
    return data


def broken_table(rng: random.Random) -> bytes:
    """No table, a table elsewhere, or one for two thousand million objects."""
    data = whole(page(_WORDS), size=int(rng.choice((0, 1, 2**31 - 1, 2**40))))
    match rng.randrange(4):
        case 0:
            return data.replace(b"xref\n0 10", b"xref\n0 %s" % rng.choice(_HUGE))
        case 1:
            return data.replace(b" 00000 n", b" 65535 n")
        case 2:
            return whole(page(_WORDS), start=int(rng.choice((0, 7, 10**15))))
        case _:
            return data[: data.rindex(b"xref\n0")]


def object_streams(rng: random.Random) -> bytes:
    """Objects packed into streams that lie about number and place, or hold themselves."""
    count = rng.choice((1, 3, 10**6, 2**31 - 1))
    packed = b"3 0 5 20 6 40 " + b"<< /Type /Page /Parent 2 0 R >> "
    extends = rng.choice((b"", b"/Extends 6 0 R", b"/Extends 7 0 R"))
    numbers = b"/N %d /First %s" % (count, rng.choice(_HUGE))
    bodies = page(_WORDS)
    del bodies[3]
    bodies[6] = stream(packed, b"/Type /ObjStm %s %s" % (numbers, extends))
    bodies[7] = stream(packed, b"/Type /ObjStm /N 3 /First 14 /Extends 6 0 R")
    data = whole(bodies)
    place = len(data)
    rows = b"".join(
        bytes([2, 0, rng.choice((6, 7, 5)), 0]) if rng.random() < 0.4 else bytes([1, 0, n * 9, 0])
        for n in range(12)
    )
    widths = rng.choice((b"[1 2 1]", b"[8 8 8]", b"[0 0 0]", b"[1 -2 1]", b"[99999999 2 1]"))
    table = stream(rows, b"/Type /XRef /Size %s /W %s /Root 1 0 R" % (rng.choice(_HUGE), widths))
    return data + b"11 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table, place)


def deep_values(rng: random.Random) -> bytes:
    """Lists and dictionaries a hundred thousand deep, in an object and among the operators."""
    deep = rng.choice((500, 100_000))
    opened, shut = rng.choice(((b"[", b"]"), (b"<</A ", b">>"), (b"(", b")"), (b"q ", b"Q ")))
    nest = opened * deep + shut * (deep if rng.random() < 0.5 else 0)
    if rng.random() < 0.5:
        return whole(page(nest + _WORDS))
    bodies = page(_WORDS, extra=b"/A %s" % nest if opened != b"q " else b"")
    return whole(bodies)


def updates(rng: random.Random) -> bytes:
    """Saved over and over, each time a little behind the last."""
    data = whole(page(_WORDS))
    for number in range(rng.choice((3, 400))):
        data = updated(data, 4, stream(_WORDS.replace(b"26", b"%d" % number)))
    return data


def under_password(rng: random.Random) -> bytes:
    """Encrypted: with the empty password, with another, or with nonsense."""
    password = rng.choice((b"", b"", b"mat khau"))
    data = closed(page(_WORDS), _WORDS, password=password)
    if rng.random() < 0.3:
        return data.replace(b"/R 2", b"/R %d" % rng.choice((0, 4, 6, 99))).replace(
            b"/V 1", b"/V %d" % rng.choice((0, 4, 5, 99))
        )
    return data


def hung_on(rng: random.Random) -> bytes:
    """Outlines, names, forms and files inside that lead back to themselves."""
    bodies = page(_WORDS, extra=b"/Annots [7 0 R 7 0 R] /StructParents 0")
    bodies[1] = (
        b"<< /Type /Catalog /Pages 2 0 R /Outlines 5 0 R /AcroForm 6 0 R /StructTreeRoot 10 0 R "
        b"/MarkInfo << /Marked true >> /Names << /EmbeddedFiles 8 0 R /Dests 8 0 R >> "
        b"/OpenAction << /S /JavaScript /JS (while(1){}) >> >>"
    )
    bodies[5] = b"<< /First 5 0 R /Next 5 0 R /Prev 5 0 R /Last 5 0 R /Title (a) /Count 9999999 >>"
    xfa = stream(b"<a>" * rng.choice((1, 100_000)))
    bodies[6] = b"<< /Fields [7 0 R 6 0 R] /XFA [(a) 11 0 R] /DR 6 0 R /NeedAppearances true >>"
    bodies[7] = (
        b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (x) /V (y) /Parent 7 0 R /Kids [7 0 R 6 0 R] "
        b"/Rect [0 0 9e9 9e9] /AP << /N 12 0 R >> >>"
    )
    bodies[8] = b"<< /Kids [8 0 R 8 0 R] /Names [(a) 8 0 R] /Limits [(a) (z)] >>"
    kids = rng.choice((b"10 0 R", b"10 0 R " * 50_000, b"0 " * 100_000))
    bodies[10] = b"<< /Type /StructTreeRoot /S /P /K [%s] /P 10 0 R /Pg 3 0 R >>" % kids
    bodies[11] = xfa
    bodies[12] = stream(
        b"/Fm Do " * 3,
        b"/Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /Fm 12 0 R >> >>",
    )
    return whole(bodies)


def deep_tags(rng: random.Random) -> bytes:
    """Tags thousands deep, or very many under one, all of the same words."""
    deep = rng.choice((60, 5_000))
    bodies = page(b"/P << /MCID 0 >> BDC " + _WORDS + b" EMC", extra=b"/StructParents 0")
    bodies[1] = b"<< /Type /Catalog /Pages 2 0 R /StructTreeRoot 10 0 R >>"
    bodies[10] = b"<< /Type /StructTreeRoot /K 12 0 R /ParentTree << /Nums [0 [%d 0 R]] >> >>" % (
        12 + deep
    )
    for number in range(12, 12 + deep):
        bodies[number] = b"<< /Type /StructElem /S /%s /P %d 0 R /K [%d 0 R] >>" % (
            rng.choice((b"Span", b"P", b"Table", b"H1")),
            max(number - 1, 10),
            number + 1,
        )
    leaves = b"0 " * rng.choice((1, 200_000))
    bodies[12 + deep] = b"<< /Type /StructElem /S /P /P %d 0 R /Pg 3 0 R /K [%s] >>" % (
        11 + deep,
        leaves,
    )
    return whole(bodies)


def many_stamps(rng: random.Random) -> bytes:
    """Ten thousand signing stamps over one page."""
    look = rng.choice((b"7 0 R", b"9 0 R", b"<< >>"))
    one = b"<< /Type /Annot /Subtype /Stamp /F 4 /Rect [%d 1 %d 20] /AP << /N %s >> >>"
    count = rng.choice((10, 10_000))
    stamps = b" ".join(one % (n % 600, n % 600 + 90, look) for n in range(count))
    bodies = page(_WORDS, extra=b"/Annots [%s]" % stamps)
    bodies[7] = stream(
        _WORDS.replace(b"700", b"4"),
        b"/Type /XObject /Subtype /Form /BBox [0 0 90 20] /Resources << /Font << /F1 9 0 R >> >>",
    )
    return whole(bodies)


SKELETONS: tuple[Callable[[random.Random], bytes], ...] = (
    cyclic_pages,
    pages_that_lie,
    doubling_pages,
    previous_tables,
    broken_table,
    object_streams,
    deep_values,
    updates,
    under_password,
    hung_on,
    deep_tags,
    many_stamps,
)
