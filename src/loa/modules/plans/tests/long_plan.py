"""A plan of as many duties as one likes, unsigned, with deadlines and units of every clarity."""

_HEAD = """ỦY BAN NHÂN DÂN
TỈNH TUYÊN QUANG

Số:       /KH-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Tuyên Quang, ngày      tháng 01 năm 2022

KẾ HOẠCH
Truyền thông về cải cách thủ tục hành chính năm 2022

Thực hiện Quyết định số 26/QĐ-UBND ngày 18/01/2022 của Ủy ban nhân dân tỉnh, Ủy ban nhân dân tỉnh \
ban hành Kế hoạch với nội dung như sau:

I. MỤC ĐÍCH, YÊU CẦU

1. Mục đích

- Giúp người dân biết cách làm thủ tục.

II. TỔ CHỨC THỰC HIỆN

"""
_FOOT = """Nơi nhận:
- Các sở, ban, ngành;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Nguyễn Văn Mẫu
"""
_UNITS = (
    "Sở Tư pháp",
    "Sở Nội vụ",
    "Sở Tài chính",
    "Trung tâm Đèn lồng",
    "Sở Y tế",
    "Sở Công Thương",
    "Văn phòng UBND tỉnh",
)
_WHEN = (
    "trước ngày 31/3/2022",
    "trong năm 2022",
    "",
    "hằng quý",
    "trước ngày 30/6/2022",
    "sau khi có hướng dẫn của Bộ Nội vụ",
)
_WHAT = (
    "Rà soát, đơn giản hóa thủ tục đất đai và công khai kết quả",
    "Biên soạn, in ấn sổ tay hướng dẫn nộp hồ sơ trực tuyến; phát cho cán bộ một cửa cấp xã",
    "Tổ chức tập huấn nghiệp vụ cho công chức đầu mối",
    "Phát tờ rơi hướng dẫn nộp hồ sơ trực tuyến cho người dân",
    "Xây dựng chuyên mục tuyên truyền trên báo của tỉnh",
)
_EACH = 3
"""Duties under one unit."""


def long_plan(duties: int) -> str:
    """The text of the plan; every seventh unit is one that nobody knows."""
    parts = [_HEAD]
    for n in range(duties):
        if n % _EACH == 0:
            parts.append(f"{n // _EACH + 1}. {_UNITS[n // _EACH % len(_UNITS)]}\n\n")
        when = _WHEN[n % len(_WHEN)]
        words = f"{_WHAT[n % len(_WHAT)]} đợt {n + 1} {when}".rstrip()
        parts.append(f"- {words}.\n\n")
    return "".join([*parts, _FOOT])
