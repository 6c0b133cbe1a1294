"""A communication plan in words of our own, with every part that the reader must find."""

from dataclasses import dataclass, field

RECIPIENTS = (
    "Vụ Theo dõi cải cách (để báo cáo)",
    "CT, các PCT UBND tỉnh",
    "Các sở, ban, ngành",
    "UBND các huyện, thành phố",
    "Lưu: VT, TTHC",
)


@dataclass(frozen=True)
class Plan:
    """The parts of the text that tests change."""

    number: str = "47"
    day: str = "09"
    month: str = "3"
    year: str = "2023"
    basis: str = "815/QĐ-UBND"
    basis_on: str = "20/12/2022"
    units: str = "Các sở, ban, ngành; UBND cấp huyện"
    office: str = "Văn phòng UBND tỉnh"
    due: str = "trước ngày 15/11/2023"
    purposes: tuple[str, ...] = (
        "Đưa quy định mới về thủ tục hành chính đến từng người dân, doanh nghiệp.",
        "Nâng cao ý thức phục vụ của công chức ở bộ phận tiếp nhận.",
    )
    requirements: tuple[str, ...] = ("Nội dung ngắn gọn, dễ hiểu, đúng nhóm người cần biết.",)
    recipients: tuple[str, ...] = RECIPIENTS
    authority: tuple[str, ...] = ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH")
    post: str = "PHÓ CHỦ TỊCH"
    name: str = "Lò Thị Mẫu"
    annex: str = "(Chi tiết tại Biểu đính kèm Kế hoạch)"
    letters: tuple[str, ...] = field(default=("a", "b", "c", "d", "đ", "e", "g"))


def lines(plan: Plan) -> list[str]:
    """The text of the plan, one paragraph a line."""
    return [
        "ỦY BAN NHÂN DÂN",
        "TỈNH MẪU SƠN",
        f"Số: {plan.number}/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        f"Mẫu Sơn, ngày {plan.day} tháng {plan.month} năm {plan.year}",
        "KẾ HOẠCH",
        f"Tuyên truyền về thủ tục hành chính năm {plan.year}",
        (
            f"Thực hiện Quyết định số {plan.basis} ngày {plan.basis_on} về việc ban hành Kế hoạch "
            "kiểm soát thủ tục hành chính, Ủy ban nhân dân tỉnh Mẫu Sơn ban hành Kế hoạch như sau:"
        ),
        "I. MỤC ĐÍCH, YÊU CẦU",
        "1. Mục đích",
        *(f"- {item}" for item in plan.purposes),
        "2. Yêu cầu",
        *(f"- {item}" for item in plan.requirements),
        "II. NỘI DUNG, HÌNH THỨC",
        plan.annex,
        "III. TỔ CHỨC THỰC HIỆN",
        f"1. {plan.units}",
        f"Xây dựng kế hoạch truyền thông của đơn vị và báo cáo kết quả {plan.due}.",
        f"2. {plan.office} có trách nhiệm:",
        "- Biên soạn sổ tay hỏi đáp về dịch vụ công trực tuyến.",
        "- Phối hợp với Sở Tài chính và Báo Mẫu Sơn đăng tải tin, bài về cải cách hành chính.",
        "- Định kỳ hằng quý tổng hợp, báo cáo Ủy ban nhân dân tỉnh.",
        "3. Kinh phí thực hiện lấy từ dự toán được giao và nguồn hợp pháp khác.",
        (
            "Trong quá trình thực hiện nếu có vướng mắc, các cơ quan, đơn vị báo cáo Ủy ban nhân "
            "dân tỉnh xem xét, chỉ đạo./."
        ),
        "Nơi nhận:",
        *(f"- {line};" for line in plan.recipients),
        *plan.authority,
        plan.post,
        plan.name,
    ]


def text_of(plan: Plan, *, between: str = "\n") -> str:
    """The plan as text; `between` parts the paragraphs."""
    return between.join(lines(plan)) + "\n"


def wrapped(plan: Plan, width: int = 76) -> str:
    """The plan with lines of at most `width` characters and a blank line after every one."""
    found: list[str] = []
    for line in lines(plan):
        current = ""
        for word in line.split():
            if current and len(current) + 1 + len(word) > width:
                found.append(current + " ")
                current = word
            else:
                current = f"{current} {word}".strip()
        found.append(current + " ")
    return "\n\n".join(found) + "\n"
