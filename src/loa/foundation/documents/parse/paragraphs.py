"""Lines joined back into paragraphs, by what their words tell and by the document's style."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import pairwise

from loa.foundation.documents.parse.heading_actors import is_names_only
from loa.foundation.documents.parse.labels import BULLETS, Label, label_of
from loa.foundation.documents.parse.lines import DRAWN, Line, Style, is_rule
from loa.foundation.documents.parse.name_stops import opens_with_verb
from loa.foundation.documents.parse.source import Source
from loa.foundation.documents.parse.structure import SectionStyle, Span

_WANTS_NUMBER = re.compile(r"(?:^|\s)(?:ngày|tháng|năm|số|quý|Điều|khoản)$")
_YEAR_AT_END = re.compile(r"\b\d{4}$")
_TO_YEAR = re.compile(r"[-–]\s*\d{4}\b")
_GUTTER = re.compile(r"\S {3,}\S")
# A name that ends so goes on below: «Hội Liên hiệp | Phụ nữ tỉnh».
_HALF_NAME = re.compile(
    r"(?:,|và|các|của|-|Liên hiệp|Ban|Sở|Bộ|Cục|Trung tâm|Ủy ban|Việt|Giám đốc|Chủ tịch"
    r"|(?:Sở|Bộ|Cục|Vụ|Viện) \w+)$"
)
# … or so, unless a verb follows: «Tòa án nhân dân | Tăng cường …».
_OPEN_NAME = re.compile(
    r"(?:[Nn]hân dân|UBND|HĐND|Hội|Đoàn|Văn phòng|Trưởng|Mặt trận|Tổ quốc|Hội đồng|Liên đoàn)$"
)
# At a line's end these wait for the number on the next: «… quy định tại khoản | 2. …».
_CITED = re.compile(
    r"(?:^|[\s(,])(?:[Đđ]iều|[Kk]hoản|[Đđ]iểm|[Mm]ục|[Pp]hần|[Cc]hương|[Ss]ố|[Nn]gày|[Tt]háng|[Qq]uý|năm"
    r"|nhóm|loại|cấp|cấp độ|từ|đến|và|hoặc|trên|dưới|bản|lớp|bậc|hạng|khu vực|giai đoạn|-|–|,)$"
)
# A line that opens so under a line without a stop is a bullet: names do not go on with orders.
_ORDERS = re.compile(
    r"[-–] (?:Giao|Đề nghị|Yêu cầu|Tiếp tục|Tăng cường|Chủ trì|Chủ động|Phối hợp|Thực hiện"
    r"|Triển khai|Tham mưu|Rà soát|Khẩn trương|Đẩy mạnh|Nâng cao|Tập trung|Thường xuyên|Chỉ đạo)\s"
)
_ENOUGH = 4
_ENDS = frozenset(".;:!?/)")
_OPENING = re.compile(
    r"Thực hiện (?:Quyết|Nghị|Chỉ|Công|Kế|Thông|Chương|Văn|ý kiến)|Xét đề|Theo đề nghị"
    r"|Trên đây|Nơi nhận|Kính gửi|\(Kèm theo|\(Ban hành kèm"
)
_BIDS = re.compile(r"(?:Yêu cầu|Đề nghị|Giao)\s(?=các\s|[A-ZĐ])")
# Verbs that no name goes on with.
_BEGINS = re.compile(
    r"(?:Chủ (?:trì|động)|Phối hợp|Khẩn trương|Chỉ đạo|Tham mưu|Rà soát|Tiếp tục|Tăng cường"
    r"|Đẩy mạnh|Triển khai|Thực hiện|Hướng dẫn|Đôn đốc|Theo dõi|Tổng hợp|Bố trí|Nâng cao"
    r"|Tập trung|Căn cứ)\s"
)
_HEADS = ("STT ", "TT ", "Stt ")
_COUNTED = re.compile(r"\(\d{1,2}\)\s")
_CITES = re.compile(
    r"Căn cứ (?:Luật|Bộ luật|Nghị|Quyết|Thông|Chỉ|Kế|Công|Pháp|Hiến|Văn|Chương|Kết)"
)
_OPENS = frozenset("CTXNK(")  # first letters of these and those above
# Marked headings that stand alone on their line in every plan.
_SET_HEADING = re.compile(
    r"(?:[IVX]+|\d{1,2}(?:\.\d{1,2})*|[a-zđ])\s?[.)/]\s*"
    r"(?:Mục đích|Yêu cầu|Mục đích, yêu cầu)\s*:?\Z"
)
_SET_ARTICLE = re.compile(
    r"(?:(?:Điều |ĐIỀU )?\d{1,3}[.:]\s*)?(?:Tổ chức thực hiện|Trách nhiệm (?:tổ chức )?(?:thi hành"
    r"|thực hiện)|Hiệu lực thi hành|Hiệu lực và trách nhiệm thi hành|Điều khoản thi hành)\Z"
)
_INDENTED = 3
# Across so many blanks a line in small letters goes on with the sentence above it.
_FAR = 2
# A heading of names takes at most so many lines.
_HEADED = 3
# No mark with nothing or a set heading behind it is longer.
_LONGEST_MARK = 60
_BARE = re.compile(
    r"(?:[-*+•–]|(?:[IVX]+|\d{1,2}(?:\.\d{1,2})*|[a-zđ])[.)]|Phần|PHẦN|Chương|CHƯƠNG"
    r"|(?:Điều|ĐIỀU)(?:\s+\d{1,3}[a-z]?\s?[.:])?|Mục|MỤC)\Z"
)


@dataclass(slots=True, eq=False)
class Paragraph:
    """Words of one paragraph, single-spaced, with the lines they came from; never changed."""

    text: str
    lines: tuple[Line, ...]
    source: Source
    # Where the words of each line begin in `text`.
    begins: tuple[int, ...]
    label: Label | None
    """The mark that opens the paragraph."""
    whole: Span = field(init=False)
    """Its place in the source."""

    def __post_init__(self) -> None:
        self.whole = self.source.span(self.lines[0].start, self.lines[-1].end)

    def _place(self, at: int) -> int:
        """The place in the source of the character `text[at]`, which has ink."""
        i = bisect_right(self.begins, at) - 1
        line, offset = self.lines[i], at - self.begins[i]
        if not line.has_gaps:
            return line.start + offset
        places = line.places()
        return line.start + places[min(offset, len(places) - 1)]

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """The source span of `text[start:end]`; both have the same characters with ink."""
        text = self.text
        if end is None or end >= len(text):
            if start == 0:
                return self.whole
            end = len(text)
        while start < end and text[start] == " ":
            start += 1
        while end > start and text[end - 1] == " ":
            end -= 1
        first = self.lines[0]
        if start >= end:
            return self.source.span(first.start, first.start)
        if len(self.lines) == 1 and not first.has_gaps:
            return self.source.span(first.start + start, first.start + end)
        return self.source.span(self._place(start), self._place(end - 1) + 1)


def _is_wanted_number(last: Line, line: Line, *, is_marked: bool) -> bool:
    """«… ngày» and «15/11/2023», or «2021» and «- 2025», broken over two lines."""
    if last.text[-1].isdigit() and _YEAR_AT_END.search(last.text) and _TO_YEAR.match(line.text):
        return True
    return not is_marked and line.text[0].isdigit() and bool(_WANTS_NUMBER.search(last.text))


def _is_set_heading(group: list[Line]) -> bool:
    """«I. Mục đích, yêu cầu», «Điều 5. Tổ chức thực hiện», and nothing else yet.

    The mark of an article may stand on a line before.
    """
    last = group[-1].text
    if len(group) > 2 or len(last) >= _LONGEST_MARK:
        return False
    if len(group) == 1 and _SET_HEADING.match(last):
        return True
    return group[0].text[:4] in {"Điều", "ĐIỀU"} and bool(_SET_ARTICLE.match(last))


def _begins_anew(group: list[Line], line: Line, *, ended: bool) -> bool:
    """Openings of clauses, and whatever follows a remark in brackets."""
    if line.text[0] in _OPENS and (
        _CITES.match(line.text) or (_OPENING.match(line.text) and (ended or line.blanks))
    ):
        return True
    if ended and _COUNTED.match(line.text):
        return True
    if line.has_gaps and line.text.startswith(_HEADS):
        # The heading of a table in columns.
        return True
    bracketed = group[0].text[0] == "(" and group[-1].text[-1] == ")"
    return bracketed and line.text[0].isupper()


def _edge_of(lines: list[Line]) -> int:
    """Where the lines of a laid-out page end on the right, less a ragged syllable.

    Told by lines whose sentence goes on below: heads and signatures in two columns reach further.
    """
    wrapped = [
        line.indent + len(line.text)
        for line, after in pairwise(lines)
        if after.text[0].islower() and not after.blanks and not _GUTTER.search(line.text)
    ]
    if len(wrapped) >= _ENOUGH:
        return sorted(wrapped)[len(wrapped) // 4] - 4
    edges = sorted(line.indent + len(line.text) for line in lines) or [0]
    return edges[int(len(edges) * 0.85)] - 4


def _margin_of(lines: list[Line]) -> int:
    """Where the lines of a laid-out page begin on the left; a few reach out of it."""
    indents = sorted([line.indent for line in lines]) or [0]
    return indents[len(indents) // 10]


_OPEN_ENDS = (
    ",", " –", " -", " của", " và", " theo", " của Bộ", " của Sở", " của Ban", " của Ủy", " của Uỷ",
    " của Văn", " của Thủ", " của Chính", " của Hội đồng", " Ủy ban", " Ủy ban nhân",
)  # fmt: skip


class Joiner:
    """Joins lines under one style; `width` is the length of a full line."""

    def __init__(self, source: Source, lines: list[Line], style: Style) -> None:
        """Measure `lines`, the whole document, once."""
        self.source = source
        self.style = style
        lengths = sorted([len(line.text) for line in lines]) or [0]
        self.width = lengths[int(len(lengths) * 0.9)]
        self.edge = _edge_of(lines) if style is Style.LAID_OUT else 0
        self.margin = _margin_of(lines) if style is Style.LAID_OUT else 0
        # Where hardly a blank line parts paragraphs, a short line ends one.
        self.is_tight = len([line for line in lines if line.blanks]) < len(lines) * 0.2

    def paragraphs(self, lines: list[Line]) -> list[Paragraph]:
        """`lines` as paragraphs; drawn rules are dropped."""
        found: list[Paragraph] = []
        group: list[Line] = []
        mark: Label | None = None
        for line in lines:
            text = line.text
            if text[0] in DRAWN and is_rule(text):
                continue
            label = label_of(text)
            if group and self._continues(group, mark, line, label):
                group.append(line)
                continue
            if group:
                found.append(self._paragraph(group, mark))
            group, mark = [line], label
        if group:
            found.append(self._paragraph(group, mark))
        return found

    def _paragraph(self, group: list[Line], mark: Label | None) -> Paragraph:
        """One paragraph out of `group`, whose first line opens with `mark`.

        A hyphen at a line end inside a number is closed up.
        """
        first = group[0]
        text = first.words
        if len(group) == 1 and not first.has_gaps:
            return Paragraph(text, (first,), self.source, (0,), mark)
        begins = [0]
        for line in group[1:]:
            if text[-1] != "-" or not text[-2:-1].isupper():
                text += " "
            begins.append(len(text))
            text += line.words if line.has_gaps else line.text
        if len(first.text) < _LONGEST_MARK or first.has_gaps:
            # A mark may go on below its line («Chương | II») or stand two spaces before its words.
            mark = label_of(text)
        return Paragraph(text, tuple(group), self.source, tuple(begins), mark)

    def _continues(
        self, group: list[Line], mark: Label | None, line: Line, label: Label | None
    ) -> bool:
        """Whether `line` goes on with `group`; they open with the marks `label` and `mark`."""
        last = group[-1]
        above = last.text
        ended = above[-1] in _ENDS
        if (
            label is None
            and line.text[0].islower()
            and ((not ended and line.blanks <= _FAR) or self._goes_on(last, line, ended=ended))
        ):
            # Most lines of a paragraph.
            return True
        if (
            len(group) == 1
            and len(above) < _LONGEST_MARK
            and line.blanks < 2
            and _BARE.match(above)
        ):
            return True
        is_capital = line.text[0].isupper()
        if is_capital and _is_set_heading(group):
            return False
        if is_capital and above[-1] == "-" and above[-2:-1].isupper():
            # «… số 6138/UBND-» and «KGVX» broken over two lines.
            return True
        if _is_wanted_number(last, line, is_marked=label is not None):
            return True
        if label and self._opens(label, group, line, ended=ended):
            return False
        if _begins_anew(group, line, ended=ended):
            return False
        heads = is_capital and mark is not None and not ended and len(group) <= _HEADED
        if heads and mark and self._names_end(group, mark, line):
            return False
        open_end = not label and line.blanks < 2 and above.endswith(_OPEN_ENDS)
        if open_end and len(group[0].text) > 1:
            # No paragraph ends in a comma, a dash, «của» or «của Bộ».
            return True
        return self._by_style(last, line, ended=ended)

    def _by_style(self, last: Line, line: Line, *, ended: bool) -> bool:
        """What the document's style says where words alone do not tell."""
        if self.style is Style.ONE_LINE:
            return False
        if self.style is Style.LAID_OUT:
            return self._flows(last, line, ended=ended)
        if self.style is Style.SPACED:
            return self._fills(last, line, ended=ended)
        return not line.blanks and not (ended and self._is_short(last, line))

    def _names_end(self, group: list[Line], label: Label, line: Line) -> bool:
        """A marked heading of nothing but actors, and under it the line that tells them to act."""
        last = group[-1]
        if label.style in BULLETS:
            return False
        if len(group) > 1:
            # «1.2. Giao Công an | Thành phố | Chỉ đạo Công an các phường …»
            words = " ".join(one.words for one in group)[label.end :]
            return bool(_BEGINS.match(line.text)) and is_names_only(words)
        if _BIDS.match(line.text):
            # «3. Các tổ chức là chủ hồ, đập | Yêu cầu các tổ chức …»
            return True
        if not opens_with_verb(line.text):
            second = line.text.split(maxsplit=2)[1:2]
            short = self.is_tight and len(last.text) < self.width * 0.6
            if not (short and second and second[0][0].islower()) or _OPEN_NAME.search(last.text):
                return False
        return is_names_only(last.text[label.end :]) and not _HALF_NAME.search(last.text)

    def _goes_on(self, last: Line, line: Line, *, ended: bool) -> bool:
        """Whether a line in small letters continues the sentence above it."""
        if ended and last.text[-1] not in ";,)":
            return False
        far = _FAR if self.style is not Style.SPACED else line.blanks
        if ended and last.text[-1] != ")":
            # Across a page of a laid-out text a blank is left where its number stood.
            far = int(self.style is Style.LAID_OUT and last.text[-1] in ";,")
        return line.blanks <= far

    def _opens(self, label: Label, group: list[Line], line: Line, *, ended: bool) -> bool:
        """Whether a mark at the line's start opens a node and is not the middle of a sentence."""
        last = group[-1]
        if label.style in BULLETS:
            open_dash = not ended and not last.text.endswith(",") and not _ORDERS.match(line.text)
            if open_dash and not line.blanks and self._is_torn(last, line):
                return False
            if self.style is Style.LAID_OUT and line.indent >= self.margin + _INDENTED:
                return True
            return not (
                open_dash
                and not line.blanks
                and self._is_full(last)
                and len(group) >= 1
                and line.text[1:2] == " "
                and line.text[2:3].isupper()
                and last.text[-1].isalpha()
                and self.style is not Style.ONE_LINE
            )
        if line.blanks or ended or self.style is Style.ONE_LINE:
            return True
        if label.style is SectionStyle.CAPITAL and line.text[label.end : label.end + 1].islower():
            # «Hồ | B) thác công trình»: a heading begins with a capital.
            return False
        if label.style in (SectionStyle.ROMAN, SectionStyle.LETTER, SectionStyle.CHAPTER):
            return True
        if line.text[label.end : label.end + 1].isupper() and not _CITED.search(last.text):
            return True
        return not self._is_full(last)

    def _is_torn(self, last: Line, line: Line) -> bool:
        """«… tổ chức chính trị | - xã hội …»: where blank lines part items, a dash goes on."""
        if self.is_tight or self.style is Style.ONE_LINE or line.text[:1] not in "-–":
            return False
        return line.text[2:3].islower() and last.text[-1].isalpha()

    def _is_full(self, line: Line) -> bool:
        return len(line.text) >= self.width * 0.8

    def _is_short(self, last: Line, line: Line) -> bool:
        first = line.text.split(" ", 1)[0]
        return len(last.text) + 1 + len(first) <= self.width

    def _flows(self, last: Line, line: Line, *, ended: bool) -> bool:
        if ended and (line.blanks or line.indent > last.indent + 1 or self._is_short(last, line)):
            return False
        first = line.text.split(" ", 1)[0]
        if line.blanks > 1 or last.indent + len(last.text) + 1 + len(first) <= self.edge:
            return False
        return not line.blanks or self._is_full(last)

    def _fills(self, last: Line, line: Line, *, ended: bool) -> bool:
        if line.blanks > 2:
            return False
        if ended:
            return not self._is_short(last, line) and not line.blanks
        return len(last.text) >= self.width * 0.72 and not last.text.isupper()
