"""Documents to compose in tests: invented ones, in the shapes that reports and plans have."""

from dataclasses import replace
from datetime import date

from loa.foundation.documents.compose.kinds import Kind
from loa.foundation.documents.compose.structure import (
    Align,
    Annex,
    Bullet,
    Column,
    Heading,
    Note,
    OfficialDocument,
    Paragraph,
    Row,
    RowKind,
    Run,
    SignatureBlock,
    Table,
)

SIGNER = SignatureBlock(("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"), "PHÓ CHỦ TỊCH", "Nguyễn Văn Thử")
TASKS = (
    ("Biên soạn, phát hành tờ rơi hướng dẫn thủ tục ở bộ phận một cửa", "tờ", "180.000", "70,3"),
    ("Phát bản tin trên hệ thống truyền thanh cơ sở", "lượt phát", "11.904", "44,5"),
    ("Đăng tin, bài về cải cách hành chính trên báo, cổng thông tin", "tin, bài", "480", "55,8"),
    ('Tổ chức lớp tập huấn cho công chức một cửa của Sở TT&TT <mới> "A"', "lớp", "8", "62,5"),
)  # fmt: skip
COLUMNS = (
    Column("TT", 8, Align.CENTER),
    Column("Nhiệm vụ", 74),
    Column("Đơn vị tính", 24, Align.CENTER),
    Column("Chỉ tiêu năm", 26, Align.RIGHT),
    Column("Tỷ lệ (%)", 20, Align.RIGHT),
)
GROUPED = (
    Column("TT", 9, Align.CENTER),
    Column("Đơn vị", 60),
    Column("Đăng ký", 20, Align.RIGHT, "Quý I năm 2022"),
    Column("Hoàn thành", 22, Align.RIGHT, "Quý I năm 2022"),
    Column("Quá hạn", 20, Align.RIGHT, "Quý I năm 2022"),
    Column("Tin, bài", 20, Align.RIGHT, "Kết quả"),
    Column("Lượt phát", 20, Align.RIGHT, "Kết quả"),
    Column("Ghi chú", 60),
)


def task_table(rows: int = len(TASKS), number: int = 1) -> Table:
    """A table of `rows` tasks with a group row and a total."""
    data = [
        Row((str(place + 1), *TASKS[place % len(TASKS)]))
        for place in range(rows)
    ]  # fmt: skip
    group = Row(("A. Nhiệm vụ chung của các cơ quan, đơn vị",), RowKind.GROUP)
    total = Row(("", "Cộng", "", "192.392", ""), RowKind.TOTAL)
    caption = "Kết quả thực hiện nhiệm vụ truyền thông"
    return Table(COLUMNS, (group, *data, total), caption, number)


def unit_table(units: int = 165) -> Table:
    """A wide table with a two-row heading, one row a unit."""
    rows = tuple(
        Row((str(n), f"Ủy ban nhân dân xã Thử Nghiệm {n}", "9", "7", "0", "12", "36",
             "Chưa có người đọc bản tin bằng tiếng Mông" if n % 7 == 0 else ""))
        for n in range(1, units + 1)
    )  # fmt: skip
    return Table(GROUPED, rows, "Kết quả của từng đơn vị")


def report(**changes: object) -> OfficialDocument:
    """A report with every kind of block and two annexes, not yet numbered."""
    document = OfficialDocument(
        kind=Kind.REPORT,
        issuer="ỦY BAN NHÂN DÂN TỈNH TUYÊN QUANG",
        notation="BC-UBND",
        place="Tuyên Quang",
        subject="Kết quả thực hiện Kế hoạch truyền thông về công tác kiểm soát thủ tục hành chính,"
        " thực hiện cơ chế một cửa, một cửa liên thông trong giải quyết thủ tục hành chính"
        " Quý I năm 2022",
        month=3,
        year=2022,
        blocks=(
            Paragraph((
                Run("Thực hiện Kế hoạch số 12/KH-UBND ngày 25/01/2022 của Ủy ban nhân dân tỉnh về"
                    " truyền thông công tác kiểm soát thủ tục hành chính năm 2022, Ủy ban nhân dân"
                    " tỉnh báo cáo kết quả như sau "),
                Run("(số liệu từ ngày 15/12/2021 đến ngày 14/3/2022)", italic=True),
                Run(":"),
            )),
            Heading(1, "Kết quả thực hiện", "I."),
            Heading(2, "Ban hành kế hoạch của các đơn vị", "1."),
            Paragraph.of("Đến hết ngày 14/3/2022, có 131/144 đơn vị đã ban hành kế hoạch hoặc văn"
                         " bản triển khai, đạt 91,0%. Còn 13 đơn vị chưa ban hành."),
            Heading(2, "Kết quả các nhiệm vụ truyền thông", "2."),
            Paragraph.of("Kết quả các nhiệm vụ chính được nêu tại Bảng 1; kết quả của từng đơn vị"
                         " tại Phụ lục I."),
            task_table(),
            Note("Nguồn: báo cáo của các đơn vị."),
            Heading(1, "Khó khăn, vướng mắc", "II."),
            Bullet.of("13 đơn vị chưa ban hành kế hoạch riêng; Văn phòng Ủy ban nhân dân tỉnh đã"
                      " đôn đốc lần hai ngày 08/3/2022."),
            Bullet.of("19 xã chưa có người đọc bản tin bằng tiếng Mông, tiếng Dao."),
            Paragraph.of("Trên đây là kết quả thực hiện Kế hoạch truyền thông Quý I năm 2022,"
                         " Ủy ban nhân dân tỉnh kính báo cáo."),
        ),
        signer=replace(SIGNER, name=None),
        recipients=("Cục KSTTHC - Văn phòng Chính phủ", "TT HĐND tỉnh", "CT, PCT UBND tỉnh",
                    "Các Sở, ban, ngành", "UBND huyện, thành phố", "Lưu: VT, THCBKS"),
        annexes=(
            Annex("Kết quả của từng đơn vị", (unit_table(),), landscape=True),
            Annex("Danh sách đơn vị chưa báo cáo", (Paragraph.of("Không có."),)),
        ),
        issuer_in_text="Ủy ban nhân dân tỉnh Tuyên Quang",
    )  # fmt: skip
    return replace(document, **changes)  # type: ignore[arg-type] # a test names real fields


def plan(**changes: object) -> OfficialDocument:
    """A numbered, dated and signed plan with legal bases."""
    document = report(
        kind=Kind.PLAN,
        notation="KH-UBND",
        number="7",
        day=date(2022, 2, 5),
        subject="Truyền thông về công tác kiểm soát thủ tục hành chính năm 2022",
        legal_bases=(
            "Căn cứ Nghị định số 63/2010/NĐ-CP ngày 08/6/2010 của Chính phủ về kiểm soát TTHC",
            "Căn cứ Quyết định số 26/QĐ-UBND ngày 18 tháng 01 năm 2022 của Ủy ban nhân dân tỉnh",
        ),
        blocks=(
            Paragraph.of("Ủy ban nhân dân tỉnh ban hành Kế hoạch truyền thông năm 2022 như sau:"),
            Heading(1, "Mục đích, yêu cầu", "I."),
            Heading(2, "Mục đích", "1."),
            Bullet.of("Nâng cao nhận thức của người dân, doanh nghiệp."),
            Heading(2, "Yêu cầu", "2."),
            Bullet.of("Các hoạt động truyền thông được tiến hành thường xuyên, kịp thời."),
            Heading(1, "Tổ chức thực hiện", "II."),
            Heading(2, "Các Sở, ban, ngành; UBND cấp huyện", "1."),
            Bullet.of("Ban hành kế hoạch của đơn vị trước ngày 28/02/2022."),
            Bullet.of("Phát tờ rơi tại bộ phận một cửa.", "+"),
            Paragraph.of("Trong quá trình thực hiện nếu có khó khăn, vướng mắc, các đơn vị báo cáo"
                         " về Ủy ban nhân dân tỉnh để kịp thời chỉ đạo."),
        ),
        signer=SIGNER,
        annexes=(),
    )  # fmt: skip
    return replace(document, **changes)  # type: ignore[arg-type] # a test names real fields


def letter(**changes: object) -> OfficialDocument:
    """A công văn of an office under the committee, to two units."""
    document = plan(
        kind=Kind.LETTER,
        parent_body="UBND TỈNH TUYÊN QUANG",
        issuer="SỞ THÔNG TIN VÀ TRUYỀN THÔNG",
        notation="STTTT-BCVT",
        number="345",
        day=date(2022, 3, 12),
        subject="phát bản tin về thủ tục hành chính trên hệ thống truyền thanh cơ sở",
        legal_bases=(),
        addressees=("Ủy ban nhân dân các huyện, thành phố", "Đài Phát thanh và Truyền hình tỉnh"),
        blocks=(
            Paragraph.of("Sở Thông tin và Truyền thông đề nghị Ủy ban nhân dân các huyện, thành phố"
                         " phát bản tin trước ngày 31/3/2022."),
        ),
        recipients=("Giám đốc Sở", "Lưu: VT, BCVT"),
        signer=SignatureBlock(("KT. GIÁM ĐỐC",), "PHÓ GIÁM ĐỐC", "Trần Thị Thử"),
    )  # fmt: skip
    return replace(document, **changes)  # type: ignore[arg-type] # a test names real fields
