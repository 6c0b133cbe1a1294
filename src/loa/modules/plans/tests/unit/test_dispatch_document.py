"""The official dispatch: whom it addresses, what it says, its annexed list."""

from dataclasses import replace
from datetime import date

from loa.foundation.documents.facade import Bullet, Kind, Paragraph, SignatureBlock, Table
from loa.modules.plans.rules import dispatch_document as rules
from loa.modules.plans.rules.dispatch_document import AddressedUnit, DispatchHead, LateLine

HEAD = DispatchHead(
    parent_body="UBND TỈNH TUYÊN QUANG",
    issuer="VĂN PHÒNG",
    speaker="Văn phòng UBND tỉnh",
    notation="VP-THCBKS",
    place="Tuyên Quang",
    plan_name="Kế hoạch số 12/KH-UBND ngày 24/01/2022 của UBND tỉnh Tuyên Quang",
    plan_short="Kế hoạch số 12/KH-UBND",
    counted_on=date(2022, 4, 18),
    reply_by=date(2022, 4, 25),
    number=None,
    signed_on=None,
    signer=SignatureBlock(post="CHÁNH VĂN PHÒNG"),
    recipients=("Chủ tịch UBND tỉnh", "Lưu: VT."),
    is_demo=False,
)
DEPARTMENTS = "Các sở, ban, ngành tỉnh"


def bodies(count: int, first: int = 1) -> list[AddressedUnit]:
    """Departments."""
    named = range(first, first + count)
    return [
        AddressedUnit(n, f"Sở <{n}> & Co", "Cấp tỉnh", "PROVINCE", sort=DEPARTMENTS) for n in named
    ]


def communes(count: int, first: int = 100, of_type: str = "xã") -> list[AddressedUnit]:
    """Committees of communes."""
    named = range(first, first + count)
    return [
        AddressedUnit(n, f"Ủy ban nhân dân {of_type} {n}", "Cấp xã", "COMMUNE", type=of_type)
        for n in named
    ]


def line(unit_id: int, **other: object) -> LateLine:
    """A work eleven days late of which nobody was urged."""
    plain = LateLine(unit_id, "Xây dựng kế hoạch", "", date(2022, 3, 31), 11, 0, None)
    return replace(plain, **other)  # type: ignore[arg-type]  # fields of a line


def said(units: list[AddressedUnit], lines: list[LateLine]) -> str:
    """The body as text."""
    blocks = rules.compose(HEAD, units, lines).blocks
    assert all(isinstance(block, Paragraph | Bullet) for block in blocks)
    return "\n".join(
        "".join(run.text for run in block.runs)
        for block in blocks
        if isinstance(block, Paragraph | Bullet)
    )


def test_few_are_addressed_by_name() -> None:
    units = bodies(2)
    assert rules.addressees(units) == ["Sở <1> & Co", "Sở <2> & Co"]


def test_many_are_addressed_by_what_they_are() -> None:
    """A sort with few members is named even then; types stand in their usual order."""
    units = [*bodies(4), *communes(1, 90, "thị trấn"), *communes(3), *communes(2, 200, "phường")]
    districts = [
        AddressedUnit(50 + n, f"Ủy ban nhân dân huyện {n}", "Cấp huyện", "DISTRICT", type="huyện")
        for n in range(2)
    ]
    assert rules.addressees([*units[:4], *districts, *units[4:]]) == [
        f"{DEPARTMENTS} (có tên trong danh sách kèm theo)",
        "Ủy ban nhân dân huyện 0",
        "Ủy ban nhân dân huyện 1",
        "Ủy ban nhân dân các xã, phường, thị trấn (có tên trong danh sách kèm theo)",
    ]


def test_the_letter_says_how_many_by_when_and_who_answers() -> None:
    units = [*bodies(1), *communes(1)]
    told = line(100, told=2, told_on=date(2022, 4, 8))
    text = said(units, [line(1), line(100), told])
    assert (
        "tính đến ngày 18/04/2022, còn 02 cơ quan, đơn vị, địa phương chưa hoàn thành "
        "03 nhiệm vụ đã quá hạn (có danh sách kèm theo). Trong đó, 01 nhiệm vụ đã được đôn đốc"
    ) in text
    assert "Văn phòng UBND tỉnh đề nghị các cơ quan, đơn vị, địa phương có tên" in text
    assert "chậm nhất ngày 25/04/2022" in text
    assert "Thủ trưởng cơ quan, đơn vị; Chủ tịch Ủy ban nhân dân xã trực tiếp" in text


def test_one_unit_is_called_by_its_name() -> None:
    text = said(communes(1), [line(100)])
    assert "Ủy ban nhân dân xã 100 còn 01 nhiệm vụ đã quá hạn nhưng chưa hoàn thành" in text
    assert "đôn đốc từ trước" not in text
    assert "Đề nghị Ủy ban nhân dân xã 100 quan tâm" in text
    assert "các địa phương" in said(communes(2), [line(100), line(101)])


def test_the_list_has_a_line_for_each_work() -> None:
    """R01: names with every awkward sign stay as they are."""
    units = [*bodies(1), *communes(1)]
    again = line(
        100, title="Phát tờ rơi", period="quý I năm 2022", told=12, told_on=date(2022, 4, 8)
    )
    document = rules.compose(HEAD, units, [line(1), again])
    assert (document.kind, document.month, document.day) == (Kind.LETTER, 4, None)
    assert document.subject == "đôn đốc thực hiện nhiệm vụ quá hạn của Kế hoạch số 12/KH-UBND"
    (annex,) = document.annexes
    (table,) = annex.blocks
    assert isinstance(table, Table)
    assert [row.cells for row in table.rows] == [
        ("Cấp tỉnh",),
        ("1", "Sở <1> & Co", "Xây dựng kế hoạch", "31/03/2022", "11", "Chưa"),
        ("Cấp xã",),
        (
            "2",
            "Ủy ban nhân dân xã 100",
            "Phát tờ rơi (quý I năm 2022)",
            "31/03/2022",
            "11",
            "12 lần, gần nhất 08/04/2022",
        ),
    ]
    assert rules.compose(replace(HEAD, is_demo=True), units, [line(1)]).demo_note
