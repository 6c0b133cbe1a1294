"""What makes two names of a body outside the same."""

import re

from loa.kernel.text import fold

_BETWEEN = re.compile(r"[^0-9a-z]+")


def contact_key(name: str) -> str:
    """The name folded to its bare words: «Báo Tuyên Quang;» and «báo tuyên quang» are one."""
    return _BETWEEN.sub(" ", fold(name)).strip()[:300]
