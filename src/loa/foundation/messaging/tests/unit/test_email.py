"""What a mail program reads is what was written (hazard G01)."""

import csv
import re
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from functools import cache

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from loa.foundation.messaging.smtp import email_of
from loa.foundation.messaging.types import Attachment, Outgoing
from loa.kernel.places import data_dir

AT = datetime(2022, 4, 18, 2, 0, tzinfo=UTC)
SUBJECTS = (
    "Đôn đốc: %s còn 12 việc quá hạn của Kế hoạch 07/KH-UBND",
    "%s: báo cáo quý I/2022 (TTHC) sắp đến hạn 15/03/2022",
    '[Loa] %s - 3 "Hướng dẫn" & trả lời, e-mail',
)
TOUCHING = re.compile(r"\?==\?|[^\s:]=\?utf-8\?")


@cache
def names() -> list[str]:
    """The names of the departments and of one province's units, as the files have them."""
    found = set()
    units = data_dir() / "units"
    for file in (units / "bodies.csv", units / "provinces" / "tuyen-quang.csv"):
        with file.open(encoding="utf-8") as lines:
            found |= {row["name"] for row in csv.DictReader(lines)}
    return sorted(found)


def written(subject: str, file: str = "kh.txt") -> bytes:
    """The message in bytes, as the server gets them."""
    attachment = Attachment(file, "application/pdf", b"%PDF")
    message = Outgoing("<1@loa>", "a@xa.example", subject, "Kính gửi.", AT, attachment)
    return email_of(message, "loa@tinh.example").as_bytes()


def read(subject: str, file: str = "kh.txt") -> None:
    """It comes back whole from a new and from an old reader, and no two words touch."""
    raw = written(subject, file)
    head = raw.split(b"\n\n")[0].decode("ascii")
    assert TOUCHING.search(head) is None
    assert max(map(len, head.splitlines())) <= 78
    new = message_from_bytes(raw, policy=policy.default)
    assert new["Subject"] == subject
    assert str(make_header(decode_header(message_from_bytes(raw)["Subject"]))) == subject
    (part,) = new.iter_attachments()
    assert part.get_filename() == file


@pytest.mark.parametrize("subject", SUBJECTS)
def test_subjects_with_the_names_of_units_come_back_whole(subject: str) -> None:
    for name in names()[::5]:
        read(subject % name)


@given(
    st.lists(
        st.sampled_from(["Kế hoạch", "TTHC", "&", "đôn đốc", "07/KH-UBND", "(xã)", "số", "2022"]),
        min_size=1,
        max_size=60,
    ).map(" ".join),
    st.sampled_from(
        ["kh.pdf", "Kế hoạch số 07 của Ủy ban nhân dân tỉnh về truyền thông năm 2022.pdf"]
    ),
)
@example(
    "Đôn đốc: Ban Quản lý Khu kinh tế Đông Nam còn 397 việc quá hạn của Kế hoạch 07/KH-UBND",
    "a.pdf",
)
def test_any_subject_and_file_name_come_back_whole(subject: str, file: str) -> None:
    read(subject, file)
