"""The process that compiles one PDF: a request as JSON on standard input, the file on output.

Asked for pictures, it answers a JSON list of PNG files in base64, one for each page.

It stands apart because the engine is native code before version 1: a panic, an abort or an
endless page loop ends this process and never the one that serves people. It imports no Loa.
"""

import base64
import json
import sys
from typing import Any

import typst

REFUSED = 3
PPI = 200


def main() -> int:
    """Compile; exit code 3 = the template was refused, with the diagnostics on standard error."""
    request = json.load(sys.stdin.buffer)
    is_png = request.get("format") == "png"
    how = {"format": "png", "ppi": PPI} if is_png else {"pdf_standards": ["ua-1"]}
    try:
        made: Any = typst.compile(
            request["template"],
            root=request["root"],
            font_paths=[request["fonts"]],
            ignore_system_fonts=True,
            sys_inputs={"data": request["data"]},
            **how,
        )
    except typst.TypstError as refusal:
        sys.stderr.write(f"{refusal.message}\n{refusal.diagnostic}\n")
        return REFUSED
    pages = made if isinstance(made, list) else [made]
    if is_png:
        pages = [json.dumps([base64.b64encode(page).decode() for page in pages]).encode()]
    sys.stdout.buffer.write(pages[0])
    return 0


if __name__ == "__main__":
    sys.exit(main())
