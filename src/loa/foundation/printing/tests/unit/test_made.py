"""A file is made once for what goes into it, by whoever asks first."""

import threading
from pathlib import Path

import pytest

from loa.foundation.printing.made import key_of, made_once

KEY = key_of("kế hoạch", 1)


class Maker:
    """Counts how often it made the file."""

    def __init__(self, data: bytes = b"docx", gate: threading.Event | None = None) -> None:
        """`gate` holds the making up until it is set."""
        self.times = 0
        self.data = data
        self.gate = gate

    def __call__(self) -> bytes:
        """Make it."""
        self.times += 1
        if self.gate is not None:
            self.gate.wait(5)
        return self.data


def test_the_second_who_asks_gets_what_was_kept(tmp_path: Path) -> None:
    make = Maker()
    assert [made_once(tmp_path / "made", KEY, make) for _ in range(3)] == [b"docx"] * 3
    assert make.times == 1
    assert made_once(tmp_path / "made", key_of("kế hoạch", 2), make) == b"docx"
    assert make.times == 2


def test_two_who_ask_at_once_wait_for_one_making(tmp_path: Path) -> None:
    gate = threading.Event()
    make = Maker(gate=gate)
    got: list[bytes] = []
    threads = [
        threading.Thread(target=lambda: got.append(made_once(tmp_path, KEY, make)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    gate.set()
    for thread in threads:
        thread.join(5)
    assert (got, make.times) == ([b"docx"] * 4, 1)


def test_a_making_that_fails_keeps_nothing(tmp_path: Path) -> None:
    def fail() -> bytes:
        raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        made_once(tmp_path, KEY, fail)
    assert made_once(tmp_path, KEY, Maker()) == b"docx"


def test_a_damaged_file_is_made_anew(tmp_path: Path) -> None:
    make = Maker()
    made_once(tmp_path, KEY, make)
    (tmp_path / KEY[:2] / KEY).write_bytes(b"half")
    assert made_once(tmp_path, KEY, make) == b"docx"
    assert make.times == 2


def test_kept_files_are_private_and_bounded(tmp_path: Path) -> None:
    for number in range(8):
        made_once(tmp_path, key_of(number), Maker(b"x" * 1000), most_bytes=3500)
    kept = [path for path in tmp_path.glob("??/*") if path.suffix != ".lock"]
    assert 0 < len(kept) <= 3
    assert {path.stat().st_mode & 0o777 for path in kept} == {0o600}


def test_where_nothing_can_be_kept_the_file_is_still_made(tmp_path: Path) -> None:
    blocked = tmp_path / "made"
    blocked.write_text("no folder")
    assert made_once(blocked, KEY, Maker()) == b"docx"
