"""Contrast of the colours by WCAG 2.2, 1.4.3 (text 4.5:1) and 1.4.11 (signs and borders 3:1)."""

import re
from itertools import chain
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "static" / "ui" / "css"
TOKENS = dict(
    re.findall(r"--([\w-]+):\s*(#[0-9a-f]{3,6});", (CSS / "tokens.css").read_text("utf-8").lower())
)
TEXT = [
    *(
        (ink, ground)
        for ink in ("ink", "ink-2", "action", "bad", "ok")
        for ground in ("paper", "wash")
    ),
    ("brand", "paper"),
    ("paper", "action"),
    ("ink", "gold"),
    *((f"t-{tone}", f"t-{tone}-w") for tone in ("warn", "bad", "info", "no", "pur")),
    ("ink", "action-w"),
    ("action-d", "wash-2"),
]
SIGNS = [
    *((f"g-{sign}", "paper") for sign in ("done", "doing", "wait", "late", "none")),
    ("g-none", "wash"),
    ("g-late", "t-bad-w"),
    ("field", "paper"),
]


def luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    digits = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(TOKENS[one]), luminance(TOKENS[other])), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_can_be_read(ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= 4.5


@pytest.mark.parametrize(("sign", "ground"), SIGNS)
def test_signs_can_be_seen(sign: str, ground: str) -> None:
    assert contrast(sign, ground) >= 3


def test_every_variable_used_is_defined() -> None:
    sheets = [path.read_text("utf-8") for path in CSS.glob("*.css")]
    used = set(chain.from_iterable(re.findall(r"var\(--([\w-]+)", sheet) for sheet in sheets))
    defined = set(chain.from_iterable(re.findall(r"--([\w-]+):", sheet) for sheet in sheets))
    assert used - defined == set()
