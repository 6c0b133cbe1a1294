"""Which hostile files there are of each kind; makes one into a file when run.

python -m tests.fuzz.hostile.making PARSER SEED FILE
"""

import random
import sys
from collections.abc import Callable
from pathlib import Path

from tests.fuzz.hostile.delimited import DELIMITED
from tests.fuzz.hostile.images import IMAGES
from tests.fuzz.hostile.old_words import OLD_WORDS
from tests.fuzz.hostile.pdf_pages import PAGES
from tests.fuzz.hostile.pdfs import SKELETONS
from tests.fuzz.hostile.texts import TEXTS
from tests.fuzz.hostile.words import WORDS
from tests.fuzz.hostile.workbooks import WORKBOOKS

MAKERS: dict[str, tuple[Callable[[random.Random], bytes], ...]] = {
    "docx": WORDS,
    "pdf": (*SKELETONS, *PAGES),
    "sheet": WORKBOOKS,
    "csv": DELIMITED,
    "people": (*WORKBOOKS, *DELIMITED),
    "image": IMAGES,
    "text": TEXTS,
    "doc": OLD_WORDS,
}


def made(parser: str, seed: str) -> bytes:
    """The hostile file of `seed`."""
    rng = random.Random(seed)  # noqa: S311  the same file again for the same seed
    return rng.choice(MAKERS[parser])(rng)


if __name__ == "__main__":
    Path(sys.argv[3]).write_bytes(made(sys.argv[1], sys.argv[2]))
