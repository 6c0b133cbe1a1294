"""The process that compiles one PDF: a request as JSON on standard input, the file on output.

It stands apart because the engine is native code before version 1: a panic, an abort or an
endless page loop ends this process and never the one that serves people. It imports no Loa.
"""

import json
import sys

import typst

REFUSED = 3


def main() -> int:
    """Compile; exit code 3 = the template was refused, with the diagnostics on standard error."""
    request = json.load(sys.stdin.buffer)
    try:
        pdf = typst.compile(
            request["template"],
            root=request["root"],
            font_paths=[request["fonts"]],
            ignore_system_fonts=True,
            sys_inputs={"data": request["data"]},
            pdf_standards=["ua-1"],
        )
    except typst.TypstError as refusal:
        sys.stderr.write(f"{refusal.message}\n{refusal.diagnostic}\n")
        return REFUSED
    sys.stdout.buffer.write(pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main())
