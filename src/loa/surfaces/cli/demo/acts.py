"""How the units of the demonstration do each kind of task: how many, how far, how much."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Act:
    """The tasks whose title holds `words`.

    `started` and `handed_in` are shares of the units; `amounts` the least and most of a measure.
    """

    words: str
    form: str
    titles: tuple[str, ...]
    started: float
    handed_in: float
    until: date
    times: int = 1
    audience: str = "NGUOI_DAN"
    picture: str = "board"
    amounts: Mapping[str, tuple[int, int]] = field(default_factory=dict)


ACTS = (
    Act(
        words="Xây dựng kế hoạch hoặc văn bản",
        form="VAN_BAN",
        titles=("Ban hành kế hoạch truyền thông của đơn vị", "Ban hành công văn triển khai"),
        started=0.95,
        handed_in=0.9,
        until=date(2022, 2, 28),
        audience="LANH_DAO",
        amounts={"DOCUMENTS": (1, 1)},
    ),
    Act(
        words="Công khai danh mục thủ tục",
        form="NIEM_YET",
        titles=("Niêm yết tại nơi tiếp dân", "Thay bảng niêm yết, cập nhật kênh phản ánh"),
        started=0.92,
        handed_in=0.82,
        until=date(2022, 3, 4),
        amounts={"POSTERS": (1, 3)},
    ),
    Act(
        words="Phát tờ rơi",
        form="TO_ROI",
        titles=("Phát tờ rơi tại Bộ phận Một cửa", "Phát tờ rơi tại các thôn"),
        started=0.7,
        handed_in=0.25,
        until=date(2022, 3, 9),
        times=2,
        picture="leaflets",
        amounts={"LEAFLETS": (20, 120)},
    ),
    Act(
        words="Phát thanh cơ sở",
        form="TRUYEN_THANH",
        titles=("Phát bản tin buổi sáng", "Phát bản tin bằng tiếng dân tộc"),
        started=0.75,
        handed_in=0.2,
        until=date(2022, 3, 9),
        audience="DAN_TOC_THIEU_SO",
        amounts={"BROADCASTS": (2, 12), "BROADCAST_MINUTES": (5, 10)},
    ),
    Act(
        words="Lồng ghép vào họp thôn",
        form="HOI_NGHI",
        titles=("Họp thôn, giới thiệu nộp hồ sơ trực tuyến", "Sinh hoạt chi hội phụ nữ"),
        started=0.5,
        handed_in=0.15,
        until=date(2022, 3, 9),
        picture="meeting",
        amounts={"SESSIONS": (1, 3), "ATTENDANCES": (25, 90)},
    ),
    Act(
        words="Tập huấn cán bộ",
        form="TAP_HUAN",
        titles=("Lớp tập huấn nghiệp vụ Một cửa",),
        started=0.3,
        handed_in=0.1,
        until=date(2022, 3, 9),
        audience="CBCC_MOT_CUA",
        picture="meeting",
        amounts={"SESSIONS": (1, 1), "ATTENDANCES": (20, 60)},
    ),
    Act(
        words="Đăng tin, bài",
        form="CONG_TTDT",
        titles=("Đăng tin về cải cách thủ tục", "Đăng bài về mô hình hay"),
        started=0.8,
        handed_in=0.3,
        until=date(2022, 3, 9),
        amounts={"NEWS": (1, 6), "ARTICLES": (0, 2)},
    ),
    Act(
        words="Hỗ trợ người dân",
        form="HO_TRO_TRUC_TIEP",
        titles=("Tổ công nghệ số hỗ trợ tại nhà văn hóa",),
        started=0.4,
        handed_in=0.05,
        until=date(2022, 3, 9),
        picture="meeting",
        amounts={"PEOPLE_HELPED": (5, 40)},
    ),
    Act(
        words="Biên soạn, in ấn sổ tay",
        form="SO_TAY",
        titles=("Xong đề cương sổ tay hỏi – đáp",),
        started=1.0,
        handed_in=0.0,
        until=date(2022, 3, 4),
        audience="CBCC_MOT_CUA",
    ),
    Act(
        words="đầu mối cung cấp thông tin",
        form="BAO_CHI",
        titles=("Gửi thông tin cho Báo và Đài của tỉnh",),
        started=1.0,
        handed_in=0.0,
        until=date(2022, 3, 4),
        audience="BAO_CHI",
        amounts={"NEWS": (1, 3)},
    ),
)
