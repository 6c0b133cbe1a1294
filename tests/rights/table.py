"""The table of rights as a page for a new administrator: docs/rights.md, made of the policy."""

from itertools import groupby
from pathlib import Path

from . import policy
from .policy import Audience, Door, Outcome, Policy

PAGE = Path(__file__).parents[2] / "docs" / "rights.md"
_HEAD = """# Ai xem gì, ai làm gì

Trang này do máy viết từ `src/loa/config/rights.toml` (`python -m tests.rights`), đừng sửa tay.
Một kiểm tra đi qua từng địa chỉ của Loa bằng tài khoản của từng vai trò dưới đây và so câu trả
lời với bảng.

Quyền đến từ **vai trò** mà một người giữ ở một **đơn vị**, trong những **ngày** người đó giữ vai
trò:

- Điều không được xem trông y như điều không có: cùng một trang «không tìm thấy».
- Điều xem được mà không được làm thì trang nói rõ ai mới được làm.
- Ai chưa đăng nhập được đưa đến trang đăng nhập. Ai không còn giữ vai trò nào thì mọi trang chỉ
  báo như vậy.
- Sáp nhập đơn vị không tự cho ai quyền gì: người quản trị ghi vai trò ở đơn vị mới.

Vai trò được ghi ở «Đơn vị» → đơn vị → tên người.

"""
_LEGEND = """
## Bảng từng vai trò

Lấy việc, báo cáo, sổ của một xã làm ví dụ. **X** xem được · **L** làm được · **k** không được,
có nói lý do · **–** như không có · **→** phải đăng nhập.

"""


def page() -> str:
    """The whole page."""
    known = policy.read()
    return f"{_HEAD}{_by_address(known)}{_LEGEND}{_by_person(known)}"


def _by_address(known: Policy) -> str:
    parts = []
    for group, doors in groupby(known.doors, lambda door: door.group):
        rows = "\n".join(f"| {d.words} | {_who(d, d.see)} | {_who(d, d.do)} |" for d in doors)
        parts.append(f"## {group}\n\n| | Ai xem | Ai làm |\n|---|---|---|\n{rows}\n")
    return "\n".join(parts)


def _who(door: Door, audience: Audience | None) -> str:
    if audience is None:
        return ""
    hidden = "" if audience == door.knows else f" (biết có: {door.knows.words})"
    return f"{audience.words}{hidden}"


def _by_person(known: Policy) -> str:
    numbers = {key: n for n, key in enumerate(known.people, 1)}
    people = "\n".join(f"{n}. {known.people[key]}" for key, n in numbers.items())
    head = " | ".join(str(n) for n in numbers.values())
    rule = "|".join(":-:" for _ in numbers)
    rows = "\n".join(
        f"| {door.words} | {' | '.join(_mark(door, key) for key in numbers)} |"
        for door in known.doors
    )
    return f"{people}\n\n| | {head} |\n|---|{rule}|\n{rows}\n"


def _mark(door: Door, person: str) -> str:
    looks, acts = door.looks(person), door.acts(person)
    marks = {looks, acts} - {Outcome.NOT_TAKEN}
    if Outcome.DONE in marks:
        return f"{'X' if looks is Outcome.DONE else ''}{'L' if acts is Outcome.DONE else ''}"
    return {Outcome.SIGN_IN: "→", Outcome.MISSING: "–", Outcome.DENIED: "k"}[marks.pop()]
