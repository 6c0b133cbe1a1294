"""The official dispatch («công văn đôn đốc»): whom it addresses, what it says, the annexed list.

The words follow what provincial offices write when work is late: what was found, what is asked of
whom by when, whom to tell of difficulties. Layout: NĐ 30/2020/NĐ-CP, specimen 1.5.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from loa.foundation.documents.facade import (
    Align,
    Annex,
    Block,
    Bullet,
    Column,
    Kind,
    OfficialDocument,
    Paragraph,
    Row,
    RowKind,
    SignatureBlock,
    Table,
)
from loa.kernel.words import capitalised, format_number, short_date

_DEMO_NOTE = "Dữ liệu minh họa: tên người, số liệu là giả định"
_MOST_NAMED = 6
"""So many addressees are named one by one; more are addressed by what they are."""
_FEW = 3
"""Of one sort so many are named even then."""
_TWO_DIGITS = 10
_PEOPLES_COMMITTEE = "Ủy ban nhân dân"
TYPES = ("huyện", "thị xã", "thành phố", "xã", "phường", "thị trấn", "đặc khu")
"""What communes and districts are, in the order in which documents list them."""


@dataclass(frozen=True)
class DispatchHead:
    """Who writes about which plan, counted on which day, to be done by which.

    `speaker` is the issuer in running text, `plan_name` the plan with number, day, issuer and
    subject, `plan_short` with its number alone.
    """

    parent_body: str
    issuer: str
    speaker: str
    notation: str
    place: str
    plan_name: str
    plan_short: str
    counted_on: date
    reply_by: date
    number: str | None
    signed_on: date | None
    signer: SignatureBlock
    recipients: tuple[str, ...]
    is_demo: bool


@dataclass(frozen=True)
class AddressedUnit:
    """A unit in words: `name` of its body in full, the title it stands under in the list.

    `within` tells it from others of its name ("huyện Na Hang") where the letter has no other word
    for that.
    `sort` says what it is together with others of its level ("Các sở, ban, ngành tỉnh"); of a
    committee it is empty and `type` says what it is ("xã").
    """

    id: int
    name: str
    group: str
    level: str
    sort: str = ""
    type: str = ""
    within: str = ""

    @property
    def whole_name(self) -> str:
        """As it is addressed."""
        return f"{self.name}, {self.within}" if self.within else self.name


@dataclass(frozen=True)
class LateLine:
    """One work that is late: `told` is how often its unit was urged before, `told_on` when last."""

    unit_id: int
    title: str
    period: str
    due_on: date
    days_late: int
    told: int
    told_on: date | None


def compose(
    head: DispatchHead, units: Sequence[AddressedUnit], lines: Sequence[LateLine]
) -> OfficialDocument:
    """The whole dispatch. `units` in the official order, `lines` in the order of their tasks."""
    return OfficialDocument(
        kind=Kind.LETTER,
        parent_body=head.parent_body or None,
        issuer=head.issuer,
        issuer_in_text=head.speaker,
        notation=head.notation,
        place=head.place,
        number=head.number,
        day=head.signed_on,
        month=head.counted_on.month,
        year=head.counted_on.year,
        subject=f"đôn đốc thực hiện nhiệm vụ quá hạn của {head.plan_short}",
        addressees=tuple(addressees(units)),
        blocks=tuple(_body(head, units, lines)),
        signer=head.signer,
        recipients=head.recipients,
        annexes=(_annex(units, lines),),
        demo_note=_DEMO_NOTE if head.is_demo else None,
    )


def words_of(document: OfficialDocument) -> list[str]:
    """The paragraphs of the letter as plain words, its points with their numbers."""
    return [
        f"{block.mark} {words}" if isinstance(block, Bullet) else words
        for block in document.blocks
        if isinstance(block, Paragraph | Bullet)
        for words in ["".join(run.text for run in block.runs)]
    ]


def addressees(units: Sequence[AddressedUnit]) -> list[str]:
    """Kính gửi: by name, or by what they are with a reference to the list."""
    if len(units) <= _MOST_NAMED:
        return [unit.whole_name for unit in units]
    sorts = {unit.id: _sort_of(unit, units) for unit in units}
    found = []
    for sort in dict.fromkeys(sorts.values()):
        mine = [unit.whole_name for unit in units if sorts[unit.id] == sort]
        found += mine if len(mine) <= _FEW else [f"{sort} (có tên trong danh sách kèm theo)"]
    return found


def _sort_of(unit: AddressedUnit, units: Iterable[AddressedUnit]) -> str:
    """What a unit is; of committees with all the types that are among those of its level."""
    if unit.sort:
        return unit.sort
    types = {each.type for each in units if each.level == unit.level}
    return f"{_PEOPLES_COMMITTEE} các {', '.join(one for one in TYPES if one in types)}"


def _body(
    head: DispatchHead, units: Sequence[AddressedUnit], lines: Sequence[LateLine]
) -> list[Block]:
    """What was found, what is asked, the close."""
    who = _who(units)
    until = f"tính đến ngày {short_date(head.counted_on)}"
    if len(units) == 1:
        found = (
            f"{units[0].whole_name} còn {_count(lines)} nhiệm vụ đã quá hạn nhưng chưa hoàn thành"
        )
    else:
        found = f"còn {_count(units)} {who} chưa hoàn thành {_count(lines)} nhiệm vụ đã quá hạn"
    opening = (
        f"Qua theo dõi tình hình thực hiện {head.plan_name}, {until}, {found} "
        f"(có danh sách kèm theo)."
    )
    again = [line for line in lines if line.told]
    if again:
        some = f"Trong đó, {_count(again)} nhiệm vụ" if len(again) < len(lines) else "Tất cả"
        opening += f" {some} đã được đôn đốc từ trước nhưng vẫn chưa hoàn thành."
    named = units[0].name if len(units) == 1 else f"các {who} có tên trong danh sách"
    ask = f"Để bảo đảm tiến độ thực hiện Kế hoạch, {head.speaker} đề nghị {named}:"
    done = (
        "Khẩn trương hoàn thành các nhiệm vụ đã quá hạn; cập nhật kết quả trên hệ thống Loa hoặc "
        f"gửi báo cáo bằng văn bản về {head.speaker} chậm nhất ngày {short_date(head.reply_by)} "
        "để tổng hợp."
    )
    hard = (
        "Rà soát, làm rõ nguyên nhân chậm; nếu có khó khăn, vướng mắc vượt thẩm quyền, kịp thời "
        f"báo cáo {head.speaker} để được hướng dẫn hoặc trình cấp có thẩm quyền xem xét, "
        "giải quyết."
    )
    head_of = (
        f"{_heads(units)} trực tiếp chỉ đạo, kiểm tra và chịu trách nhiệm về tiến độ, kết quả thực "
        "hiện các nhiệm vụ được giao."
    )
    close = f"Đề nghị {named if len(units) == 1 else f'các {who}'} quan tâm, triển khai thực hiện"
    return [
        Paragraph.of(opening),
        Paragraph.of(ask),
        *(Bullet.of(text, f"{place}.") for place, text in enumerate((done, hard, head_of), 1)),
        Paragraph.of(close),
    ]


def _who(units: Sequence[AddressedUnit]) -> str:
    """How the addressees are called together: bodies, places, or both."""
    places = {bool(unit.type) for unit in units}
    if places == {True}:
        return "địa phương"
    return "cơ quan, đơn vị, địa phương" if True in places else "cơ quan, đơn vị"


def _heads(units: Sequence[AddressedUnit]) -> str:
    """Who answers for it: heads of bodies, chairmen of committees."""
    types = {unit.type for unit in units}
    committees = ", ".join(one for one in TYPES if one in types)
    heads = [
        *(["thủ trưởng cơ quan, đơn vị"] if "" in types else []),
        *([f"Chủ tịch {_PEOPLES_COMMITTEE} {committees}"] if committees else []),
    ]
    return capitalised("; ".join(heads))


def _count(things: Sequence[object]) -> str:
    """As administrative texts write it: «05», «12», «1.025»."""
    count = len(things)
    return f"0{count}" if count < _TWO_DIGITS else format_number(count)


def _annex(units: Sequence[AddressedUnit], lines: Sequence[LateLine]) -> Annex:
    """The list: a line for each work, under the titles of its units."""
    by_unit: dict[int, list[LateLine]] = {}
    for line in lines:
        by_unit.setdefault(line.unit_id, []).append(line)
    rows: list[Row] = []
    group, place = "", 0
    for unit in units:
        if unit.group != group:
            group = unit.group
            rows.append(Row((group,), RowKind.GROUP))
        for line in by_unit.get(unit.id, ()):
            place += 1
            rows.append(Row((str(place), unit.name, *_cells(line))))
    columns = (
        Column("STT", 0.6, Align.CENTER),
        Column("Cơ quan, đơn vị", 3.0),
        Column("Nhiệm vụ", 5.2),
        Column("Thời hạn", 1.4, Align.CENTER),
        Column("Quá hạn (ngày làm việc)", 1.2, Align.CENTER),
        Column("Lần đôn đốc trước", 2.0),
    )
    return Annex("Danh sách nhiệm vụ quá hạn", (Table(columns, tuple(rows)),), landscape=True)


def _cells(line: LateLine) -> tuple[str, ...]:
    period = f" ({line.period})" if line.period else ""
    told = f"{line.told:02d} lần, gần nhất {short_date(line.told_on)}" if line.told_on else "Chưa"
    return (
        f"{line.title}{period}",
        short_date(line.due_on),
        format_number(line.days_late),
        told,
    )
