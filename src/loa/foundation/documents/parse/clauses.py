"""Passages with one thing to say: purposes, requirements, money, difficulties, what is missing."""

import re

from loa.foundation.documents.parse.labels import BULLETS
from loa.foundation.documents.parse.letters import begins, firsts, holds_any, sought
from loa.foundation.documents.parse.paragraphs import Paragraph
from loa.foundation.documents.parse.sections import Node, title_of
from loa.foundation.documents.parse.sentences import sentences
from loa.foundation.documents.parse.structure import Missing, MissingKind, Passage

_PURPOSE = re.compile(r"(?:về\s+)?mục đích|mục tiêu,? yêu cầu", re.IGNORECASE)
_REQUIREMENT = re.compile(
    r"(?:về\s+)?yêu cầu(?:\s*$|\s*[:.]|\s+(?:chung|cụ thể|đặt ra|(?:tổ chức )?thực hiện\s*:?$))",
    re.IGNORECASE,
)
_JOINT = re.compile(r"mục đích\s*(?:,|và|-|–|&)?\s*(?:ý nghĩa,\s*)?yêu cầu", re.IGNORECASE)
_AIMING = firsts("về", "mục", "yêu")
_PAYING = firsts("về", "kinh", "nguồn", "dự", "cơ")
_MONEY_TITLE = re.compile(
    r"(?:về\s+)?(?:kinh phí|nguồn kinh phí|nguồn vốn|nguồn lực|dự toán|cơ chế tài chính"
    r"|nguồn lực tài chính)",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"[Kk]inh phí (?:thực hiện|triển khai|tổ chức|để|bảo đảm|đảm bảo|hoạt động|được|từ|phục vụ)"
    r"|[Nn]guồn kinh phí|(?:dự trù|quyết toán) kinh phí"
    r"|(?:bố trí|cân đối|tham mưu(?! về)|phân bổ|bảo đảm|đảm bảo|lập dự toán"
    r"|huy động)[^.;]{0,60}?(?:kinh phí|ngân sách|nguồn lực tài chính|nguồn kinh phí"
    r"|(?<!nhu cầu )vốn (?!tín dụng|vay))"
    r"|dự toán[^.;]{0,40}(?:ngân sách|kinh phí)|(?:từ|do) (?:nguồn )?ngân sách"
)
# One of these stands wherever money is spoken of.
_FUNDS = sought("inh phí", "ngân sách", "nguồn lực tài chính", "vốn ")
# What merely arises is a difficulty only where it may arise: «nếu có vấn đề phát sinh».
_DIFFICULTY = re.compile(
    r"khó khăn|vướng mắc|bất cập|(?:nếu|khi|[Tt]rường hợp) (?:có |gặp )?[^.;,]{0,30}phát sinh"
)
_TROUBLES = sought("khó khăn", "vướng mắc", "phát sinh", "bất cập")
_ADVICE = re.compile(
    r"(?:báo cáo|phản ánh|gửi|kiến nghị|đề xuất|trao đổi|liên hệ|thông tin|phản hồi|tổng hợp)"
)
# «b) Nhằm phát hiện khó khăn, vướng mắc …»: what something is for.
_AIMS = re.compile(r"(?:[a-zđ]\)|\d{1,2}[.)]|[-+])?\s*Nhằm\s")
_WHEN = re.compile(
    r"nếu có|nếu phát sinh|nếu gặp|[Tt]rong quá trình|trường hợp|khi có"
    r"|[Qq]uá trình (?:triển khai|tổ chức|thực hiện|giải quyết)"
    r"|[Kk]ịp thời (?:báo cáo|phản ánh)|[Kk]hó khăn, vướng mắc (?:phản ánh|báo cáo|đề nghị)"
)
# The heading of an annex on its own line, and the lines that name what is attached itself.
_ANNEX_TITLE = re.compile(
    r"(?:PHỤ\s*LỤC|Phụ\s*lục|PHỤ\s*BIỂU|Phụ\s*biểu|BIỂU|DANH\s*MỤC|MẪU\s+SỐ|Mẫu\s+số)"
    r"(?:\s+(?:số\s*|SỐ\s*)?[IVX\d]{1,4})?\s*[.:]?(?:\s*$|(?=\s+[A-ZĐ]))"
)
_TITLED = 4
_MISSING = re.compile(
    r"(?:[Cc]hi tiết (?:tại|theo)\s+)?(?:[Cc]ó\s+|[Tt]ại\s+"
    r"|[Tt]heo\s+)?(?:các\s+)?(?P<what>[Bb]iểu(?: mẫu)?|[Pp]hụ lục|PHỤ LỤC|[Dd]anh mục"
    r"|[Dd]anh sách|[Bb]ảng|[Mm]ẫu|[Đđ]ề cương|[Pp]hụ biểu)\b[^.;()]{0,60}?\s*(?:đính kèm"
    r"|kèm theo|gửi kèm|ban hành kèm)"
    r"|(?:[Pp]hụ lục|[Bb]iểu(?: mẫu)?|[Mm]ẫu)(?: số)? [\dIVX]{1,4}\s*\((?:gửi\s+|đính\s+)?kèm"
    r"|\(\s*kèm\s+(?:theo\s+)?(?P<what2>[Pp]hụ lục|[Bb]iểu|[Dd]anh (?:mục|sách))[^()]{0,60}\)"
    r"|gửi kèm (?:theo )?(?:bộ |tài liệu|dự thảo|hồ sơ)"
    r"|(?:[Đđ]ính kèm|[Kk]èm theo|[Gg]ửi kèm)[^.;()]{0,30}?(?:[Pp]hụ lục|[Bb]iểu|[Dd]anh mục"
    r"|[Dd]anh sách|[Bb]ảng)"
    r"|(?:[Bb]an hành )?kèm theo (?:Quyết định|Kế hoạch|Công văn|Thông báo"
    r"|văn bản)(?: này)?[^.;()]{0,40}?(?:Quy chế|Kế hoạch|Phụ lục|Danh mục|Quy trình|Quy định"
    r"|Phương án|Đề án|Chương trình)"
)
# «… kèm theo Nghị định số …»: what another document holds.
_OF_ANOTHER = re.compile(
    r"\s*(?:theo\s+)?(?:Nghị định|Thông tư|Quyết định số|Nghị quyết|Luật)\b(?! này)"
)


_Items = tuple[Passage, ...] | None


def purposes_of(roots: list[Node]) -> tuple[_Items, _Items]:
    """The items of the purposes and of the requirements; a joint list counts as purposes.

    A decision has none itself: those of the plan that it issues count.
    """
    found = (_purposes_under(root) for root in roots)
    return next((pair for pair in found if any(pair)), (None, None))


def _purposes_under(root: Node) -> tuple[_Items, _Items]:
    purposes: _Items = None
    requirements: _Items = None
    stack = list(reversed(root.children))
    while stack:
        node = stack.pop()
        title = title_of(node)[1]
        aims = begins(title, _AIMING)
        joint = aims and bool(_JOINT.match(title))
        aims = aims and node.style not in BULLETS
        if joint and any(_is_part(child) for child in node.children):
            stack.extend(reversed(node.children))
        elif aims and purposes is None and (joint or _PURPOSE.match(title)):
            purposes = _items(node)
        elif aims and requirements is None and _REQUIREMENT.match(title):
            requirements = _items(node)
        elif (node.parent is not None and node.parent.parent is None) or not title:
            stack.extend(reversed(node.children))
    return purposes, requirements


def _is_part(node: Node) -> bool:
    title = title_of(node)[1]
    return bool(_PURPOSE.match(title) or _REQUIREMENT.match(title))


def _items(node: Node) -> tuple[Passage, ...]:
    """Marked items if there are any, else the paragraphs, else the words after the title."""
    if node.children:
        return tuple(
            Passage(child.words.rstrip(), child.head.span(child.offset), 0.95)
            for child in node.children
            if child.head is not None
        )
    if node.texts:
        return tuple(Passage(p.text, p.whole, 0.9) for p in node.texts)
    end = title_of(node)[2]
    rest = node.words[end:].strip(" :.")
    if rest and node.head is not None:
        return (Passage(rest, node.head.span(node.offset + end + 1), 0.8),)
    return ()


def money_of(roots: list[Node], body: list[Paragraph]) -> tuple[Passage, ...]:
    """Where the text says who or what pays: the titled part first, else single sentences."""
    found: list[Passage] = []
    for root in roots:
        stack = list(reversed(root.children))
        while stack:
            node = stack.pop()
            titled, title, _ = title_of(node)
            words = title if titled else node.words
            if node.head is not None and begins(words, _PAYING) and _MONEY_TITLE.match(words):
                last = node.last.whole.end if node.last else node.head.whole.end
                span = node.head.whole
                found.append(Passage(node.head.text, type(span)(span.start, last), 0.95))
            else:
                stack.extend(reversed(node.children))
    if found:
        return tuple(found)
    return tuple(
        Passage(p.text[a:b], p.span(a, b), 0.75)
        for p in body
        if holds_any(p.text, _FUNDS) and _MONEY.search(p.text)
        for a, b in sentences(p.text)
        if _MONEY.search(p.text, a, b)
    )


def difficulties_of(body: list[Paragraph]) -> tuple[Passage, ...]:
    """What those addressed are told to do about difficulties."""
    return tuple(
        Passage(p.text[a:b].rstrip(" ./"), p.span(a, b), 0.9)
        for p in body
        if holds_any(p.text, _TROUBLES)
        for a, b in sentences(p.text)
        if _DIFFICULTY.search(p.text, a, b)
        and _WHEN.search(p.text, a, b)
        and _ADVICE.search(p.text, a, b)
        and not p.text.startswith(("Mục", "Căn cứ"))
        and not _AIMS.match(p.text, a, b)
    )


def missing_of(
    body: list[Paragraph], attached: list[Paragraph], annex: list[Paragraph], *, has_tables: bool
) -> tuple[Missing, ...]:
    """Attachments the text speaks of when the file holds none.

    `attached` is the plan or regulation that a decision issues, part of `annex`: it is no annex of
    itself, and what it refers to must stand after it.
    """
    if has_tables or (annex and not attached):
        return ()
    if attached:
        if any(_ANNEX_TITLE.match(paragraph.text) for paragraph in attached):
            return ()
        body = attached[_TITLED:]
    return tuple(
        Missing(MissingKind.ANNEX, found.group(), p.span(*found.span()), 0.9)
        for p in body
        if "kèm" in p.text
        for found in _MISSING.finditer(p.text)
        if not _OF_ANOTHER.match(p.text[found.end() : found.end() + 30])
    )
