"""`python -m loa.foundation.documents.parse FILE`: the gold shape of one document, on stdout.

Text files need nothing else; Word and PDF files go through the room of files. Exit code 0 only on
success; what is wrong stands in one line on stderr.
"""

import json
import sys
from pathlib import Path

from loa.foundation.documents.parse.gold import gold_of
from loa.foundation.documents.parse.reader import parse
from loa.foundation.documents.parse.structure import ParsedDocument
from loa.kernel.errors import DomainError


def read_file(path: Path) -> ParsedDocument:
    """Parse one file by its ending: .txt as it is, .docx and .pdf by extraction."""
    if path.suffix.lower() == ".txt":
        return parse(path.read_text("utf-8-sig"))
    # Imported here: text files must not need the readers of Word and PDF.
    from loa.foundation.files.extract.facade import extract  # noqa: PLC0415

    found = extract(path.read_bytes(), path.name)
    return parse(found.text, found.tables, is_laid_out=found.is_laid_out)


def main(arguments: list[str]) -> int:
    """Print the gold shape of the file named; 0 on success, 2 when the file cannot be read."""
    if len(arguments) != 1:
        sys.stderr.write("Cách dùng: python -m loa.foundation.documents.parse TỆP\n")
        return 2
    path = Path(arguments[0])
    try:
        document = read_file(path)
    except (OSError, UnicodeDecodeError) as problem:
        sys.stderr.write(f"Không đọc được tệp {path.name}: {problem}\n")
        return 2
    except DomainError as problem:
        sys.stderr.write(f"{problem}\n")
        return 2
    json.dump(gold_of(document, path.name), sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
