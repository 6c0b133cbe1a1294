"""What stands under lead-ins, and sentences of procedures: small cases, in own words."""

import pytest

from loa.foundation.documents.parse.reader import parse

PLAN = (
    "UBND TỈNH MẪU\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Số: 12/KH-UBND\nMẫu, ngày 05 tháng 02 năm 2026\nKẾ HOẠCH\nThử câu dẫn\n"
    "UBND tỉnh ban hành Kế hoạch như sau:\nI. TỔ CHỨC THỰC HIỆN\n"
)


def _duties(text: str) -> list[str]:
    """«leads: first three words» of each duty."""
    return [
        f"{' + '.join(a.name for a in duty.leads)}: {' '.join(duty.text.split()[:3])}"
        for duty in parse(text).duties
    ]


@pytest.mark.parametrize(
    ("body", "duties"),
    [
        pytest.param(
            "1. Sở Tài chính chịu trách nhiệm cập nhật dữ liệu vào hệ thống đối với:\n"
            "a) Báo cáo giá thị trường của tỉnh;\nb) Danh sách các tổ chức kê khai giá.\n",
            ["Sở Tài chính: Sở Tài chính"], id="things",
        ),
        pytest.param(
            "1. Văn thư tiếp nhận, phân loại văn bản theo các nhóm sau:\n"
            "- Văn bản do các sở gửi đến;\n- Văn bản khẩn.\n",
            ["Văn thư: Văn thư tiếp"], id="groups",
        ),
        pytest.param(
            "1. Các trường học tuyên truyền, vận động học sinh thực hiện các nội dung sau:\n"
            "a) Phân loại rác tại trường.\nb) Trồng cây trong khuôn viên.\n",
            ["Các trường học: Các trường học", "Các trường học: Phân loại rác",
             "Các trường học: Trồng cây trong"], id="a sentence over its items",
        ),
        pytest.param(
            "1. Sở Y tế quyết định thu hồi thẻ trong những trường hợp sau đây:\n"
            "a) Thẻ đã hết hạn.\nb) Thẻ dùng sai mục đích.\n",
            ["Sở Y tế: Sở Y tế"], id="cases",
        ),
        pytest.param(
            "1. Sở Y tế thẩm định hồ sơ của:\n- Phòng khám tư nhân;\n"
            "- Sở Tư pháp có trách nhiệm cho ý kiến.\n",
            ["Sở Y tế: Sở Y tế", "Sở Tư pháp: Sở Tư pháp"], id="one of them acts",
        ),
        pytest.param(
            "1. Giao phòng Quản lý Công nghiệp thực hiện các công việc:\n"
            "2. Chuẩn bị hồ sơ.\n3. Tổ chức kiểm tra.\n",
            ["phòng Quản lý Công nghiệp: Chuẩn bị hồ", "phòng Quản lý Công nghiệp: Tổ chức kiểm"],
            id="numbered beside it",
        ),
        pytest.param(
            "1. Sở Y tế tham mưu triển khai.\nTrong đó, giao Giám đốc Bệnh viện Mẫu thực hiện:\n"
            "- Đón tiếp người bệnh.\n",
            ["Sở Y tế: Sở Y tế", "Giám đốc Bệnh viện Mẫu: Đón tiếp người"], id="of which",
        ),
    ],
)  # fmt: skip
def test_lead_ins_hand_on_whom_they_name(body: str, duties: list[str]) -> None:
    """Things that are listed are no work, and items beside a lead-in stand under it."""
    assert _duties(PLAN + body) == duties


@pytest.mark.parametrize(
    "heading",
    [
        "1. Sở Tài chính chủ trì, phối hợp các sở, ngành",
        "1. Sở Tài chính\na) Chủ trì, phối hợp với các sở, ngành",
        "1. Sở Tài chính\na) Phối hợp chặt chẽ với các sở, ngành",
    ],
)
def test_headings_say_with_whom(heading: str) -> None:
    """Also under a bare «Tham mưu Ủy ban nhân dân tỉnh:», which is no work of its own."""
    body = (
        "\n- Rà soát định mức.\n- Tham mưu Ủy ban nhân dân tỉnh:\n+ Phân bổ vốn theo quy định.\n"
        "- Phối hợp với Sở Y tế thẩm định dự toán.\n"
    )
    read = parse(PLAN + heading + body).duties
    assert [duty.text[:7] for duty in read] == ["Rà soát", "Phân bổ", "Phối hợ"]
    with_whom = [[actor.name for actor in duty.partners] for duty in read]
    assert with_whom == [["các sở, ngành"], ["các sở, ngành"], ["Sở Y tế"]]
    assert {actor.name for duty in read for actor in duty.leads} == {"Sở Tài chính"}


@pytest.mark.parametrize(
    ("sentence", "duties"),
    [
        ("1. Xây dựng Quy chế (Giao Công an tỉnh tham mưu).", ["Công an tỉnh: Xây dựng Quy"]),
        ("1. Phân công cán bộ thực hiện công tác bảo mật.", []),
        ("1. Tùy theo tính chất vụ việc, Chủ tịch Hội đồng mời thêm thành viên.",
         ["Chủ tịch Hội đồng: Tùy theo tính"]),
        ("1. Kế hoạch rà soát thủ tục của các cơ quan, đơn vị gửi về UBND tỉnh.",
         ["các cơ quan, đơn vị: Kế hoạch rà"]),
        ("1. Cục Hàng không Việt Nam\n- Khẩn trương báo cáo nguyên nhân sự cố.",
         ["Cục Hàng không Việt Nam: Khẩn trương báo"]),
        ("1. Đối với văn bản khẩn, Chánh Văn phòng Sở chuyển ngay cho Giám đốc Sở.",
         ["Chánh Văn phòng Sở: Đối với văn"]),
        ("1. Người trực tiếp xử lý văn bản trình lãnh đạo phòng xem xét.",
         ["Người trực tiếp xử lý văn bản: Người trực tiếp"]),
        ("1. Người điều hành giếng khoan có trách nhiệm lưu trữ dữ liệu khảo sát.",
         ["Người điều hành giếng khoan: Người điều hành"]),
        ("1. Trong thời hạn 03 ngày, cơ quan tham mưu, quản lý về di sản có trách nhiệm trả lời.",
         ["cơ quan tham mưu, quản lý về di sản: Trong thời hạn"]),
        ("1. Cá nhân được tiếp tục dùng; cơ quan, tổ chức nơi đến có trách nhiệm đổi thông tin.",
         ["cơ quan, tổ chức nơi đến: Cá nhân được"]),
        ("1. Trường hợp cần điều chỉnh danh mục dịch vụ do tỉnh bình ổn giá: Sở Y tế đề xuất.",
         ["Sở Y tế: Trường hợp cần"]),
        ("1. Hết thời hạn nêu trên, nếu chưa nhận được hồ sơ, Sở Y tế trả lại hồ sơ.",
         ["Sở Y tế: Hết thời hạn"]),
        ("1. Cục Quản lý đầu tư xây dựng, và Sở Y tế: khẩn trương bàn giao.",
         ["Cục Quản lý đầu tư xây dựng + Sở Y tế: khẩn trương bàn"]),
        ("1. Thống kê tỉnh: Phối hợp cung cấp số liệu.", ["Thống kê tỉnh: Phối hợp cung"]),
        ("1. Sở Y tế là cơ quan chuyên môn thuộc UBND tỉnh; thực hiện chức năng quản lý.", []),
        ("1. Cơ quan tiếp nhận văn bản được quy định tại Phụ lục II.", []),
        ("1. Sở Y tế\n- Thẩm quyền giao việc được quy định như sau:", []),
        ("1. Sở Y tế\n- TÊN ĐƠN VỊ CHỦ QUẢN\n- ……, ngày ...", []),
        ("1. Cấp, thu hồi giấy phép hoạt động.", []),
        ("1. Lãnh đạo, điều hành toàn diện công việc.", []),
        ("1. Khoa phổ biến kế hoạch đến sinh viên.", ["Khoa: Khoa phổ biến"]),
        ("1. GVCN các lớp: Quản lý học sinh.", ["GVCN các lớp: Quản lý học"]),
        ("1. Sở Y tế\n- Vị trí: góc trên, bên phải, trang đầu của mỗi tệp tin.", []),
        ("1. Các đơn vị tổ chức trực ban. 2. Sở Y tế tổng hợp. 3. Báo cáo trước 16 giờ.",
         ["Các đơn vị: Các đơn vị", "Sở Y tế: Sở Y tế", "Sở Y tế: Báo cáo trước"]),
        ("1. Trong quá trình thực hiện nếu có vấn đề chưa rõ, các đơn vị gửi ý kiến về Sở.", []),
        ("1. Tuyển chọn người dám chịu trách nhiệm vì lợi ích chung.", []),
        ("1. Trưởng các phòng: Tổ chức Cán bộ, Nghiệp vụ Y chịu trách nhiệm thi hành.",
         ["Trưởng các phòng: Tổ chức Cán bộ, Nghiệp vụ Y: Trưởng các phòng:"]),
    ],
)  # fmt: skip
def test_who_acts_in_procedures(sentence: str, duties: list[str]) -> None:
    """Clerks, staff, brackets and openings say who acts."""
    assert _duties(PLAN + sentence + "\n") == duties


PROCEDURE = (
    "UBND TỈNH MẪU\nSỞ Y TẾ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Số: 9/QĐ-SYT\nMẫu, ngày 05 tháng 02 năm 2026\nQUYẾT ĐỊNH\nBan hành Quy trình xử lý văn bản\n"
    "GIÁM ĐỐC SỞ Y TẾ\nQUYẾT ĐỊNH:\nĐiều 1. Ban hành Quy trình xử lý văn bản kèm theo.\n"
    "Điều 2. Quyết định này có hiệu lực từ ngày ký./.\n"
)
ATTACHED = (
    "PHỤ LỤC\nQUY TRÌNH XỬ LÝ VĂN BẢN\n(Kèm theo Quyết định số 9/QĐ-SYT)\n1. Văn bản đến\n"
    "Bước 1: Văn thư tiếp nhận, đăng ký văn bản.\n"
)


def test_a_procedure_that_a_decision_issues_orders_work() -> None:
    """Its steps are duties, without their number."""
    text = f"{PROCEDURE}Nơi nhận:\n- Như Điều 2;\n- Lưu: VT.\nGIÁM ĐỐC\nLê Văn Mẫu\n{ATTACHED}"
    assert _duties(text) == ["Văn thư: Văn thư tiếp"]


def test_recipients_in_a_row_of_a_table_end_the_body() -> None:
    """A page turned to Markdown keeps recipients and signature in one row."""
    row = "| Nơi nhận: - Như Điều 2; - Lưu: VT. | GIÁM ĐỐC Lê Văn Mẫu |\n|---|---|\n"
    assert _duties(PROCEDURE + row + ATTACHED) == ["Văn thư: Văn thư tiếp"]


REGULATION = PROCEDURE.split("Điều 1.", maxsplit=1)[0]


@pytest.mark.parametrize("title", ["Điều 3. Tổ chức thực hiện", "Điều 3.\nTrách nhiệm thi hành"])
def test_a_set_title_of_an_article_ends_with_its_line(title: str) -> None:
    """What stands on the next line begins with who acts, full line or not."""
    text = f"{REGULATION}{title}\nChánh Văn phòng Sở chịu trách nhiệm thi hành Quyết định này./.\n"
    assert _duties(text) == ["Chánh Văn phòng Sở: Chánh Văn phòng"]


def test_articles_on_times_and_files_order_whom_they_name() -> None:
    """«Thời gian» as a title hides nobody who must act: a name with an action counts under it."""
    text = "1. Tùy tình hình, Sở Y tế có trách nhiệm đổi giờ.\n2. Báo cáo theo mẫu.\n"
    assert _duties(f"{REGULATION}Điều 3. Thời gian bán hàng\n{text}") == ["Sở Y tế: Tùy tình hình,"]
    assert _duties(f"{PLAN}II. THỜI GIAN BÁN HÀNG\n{text}") == ["Sở Y tế: Tùy tình hình,"]
    assert _duties(f"{PLAN}II. THỜI GIAN, ĐỊA ĐIỂM\n{text}") == []


@pytest.mark.parametrize(
    ("title", "actor"),
    [
        ("Điều 2. Nội dung Sở Y tế có trách nhiệm chủ trì", "Sở Y tế"),
        ("Điều 2. Trách nhiệm, phạm vi giải quyết công việc của Trưởng phòng", "Trưởng phòng"),
    ],
)
def test_titles_of_articles_say_whose_work_stands_below(title: str, actor: str) -> None:
    """Whoever leads on the contents below, and whose responsibility they are."""
    text = f"{REGULATION}{title}\n1. Báo cáo kết quả công việc.\n"
    assert _duties(text) == [f"{actor}: Báo cáo kết"]


LETTER = (
    "UBND TỈNH MẪU\nSỞ Y TẾ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Số: 12/SYT-VP\nMẫu, ngày 05 tháng 02 năm 2026\nV/v rà soát hồ sơ\nKính gửi:\n"
    "- Các phòng chuyên môn thuộc Sở;\n- Trưởng các thôn.\n"
)


def test_dashes_below_a_lead_in_are_no_addressees() -> None:
    """A short letter: whom it greets, what it rests on, and the orders as dashes."""
    asks = "Thực hiện Công văn số 15/UBND-VX, Sở Y tế yêu cầu trưởng các thôn:\n- Rà soát hồ sơ.\n"
    assert _duties(LETTER + asks) == ["trưởng các thôn: Rà soát hồ"]
    told = "Ngày 02/02/2026, UBND tỉnh giao Sở Y tế:\n- Rà soát hồ sơ.\n"
    asked = "Sở Y tế có ý kiến như sau:\n1. Đề nghị các phòng báo cáo.\n"
    assert _duties(LETTER + told + asked) == ["các phòng: Đề nghị các"]


def test_forms_behind_a_procedure_order_nothing() -> None:
    """A second annex has marks of its own and is no part of what the decision issues."""
    form = "Mẫu số 01\nTÊN CƠ QUAN\n1. Đơn vị\na) Sở Y tế có trách nhiệm ký tên.\n"
    tail = "Nơi nhận:\n- Như Điều 2;\n- Lưu: VT.\nGIÁM ĐỐC\nLê Văn Mẫu\n"
    assert _duties(PROCEDURE + tail + ATTACHED + form) == ["Văn thư: Văn thư tiếp"]
