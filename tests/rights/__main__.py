"""`python -m tests.rights`: writes docs/rights.md, prints it and walks every address.

`--table` leaves the walk out.
"""

import sys

import pytest

from .table import PAGE, page

if __name__ == "__main__":
    text = page()
    PAGE.write_text(text, encoding="utf-8")
    sys.stdout.write(text)
    sys.stdout.flush()
    if "--table" not in sys.argv:
        sys.exit(pytest.main(["-q", "-s", "-p", "no:randomly", "tests/rights"]))
