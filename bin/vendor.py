"""Copy other people's front-end files into the static folder, without the brand of theirs.

    python3 bin/vendor.py NODE_MODULES OUT

Standard library only. Nothing of this is committed: OUT is ignored by git.
"""

import re
import shutil
import sys
from pathlib import Path

FONTS = [
    f"@fontsource-variable/source-sans-3/files/source-sans-3-{subset}-wght-{style}.woff2"
    for subset in ("latin", "latin-ext", "vietnamese")
    for style in ("normal", "italic")
] + [
    f"@fontsource/tinos/files/tinos-{subset}-{weight}-{style}.woff2"
    for subset in ("latin", "latin-ext", "vietnamese")
    for weight in (400, 700)
    for style in ("normal", "italic")
]
SCRIPTS = ["htmx.org/dist/htmx.min.js", "govuk-frontend/dist/govuk/govuk-frontend.min.js"]
STYLES = ["govuk-frontend/dist/govuk/govuk-frontend.min.css"]


def main(arguments: list[str]) -> int:
    """Make OUT anew; what was there before goes only once the new one is whole."""
    node_modules, out = map(Path, arguments)
    draft = out.with_name(f".{out.name}.part")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    for name in FONTS:
        shutil.copyfile(node_modules / name, draft / Path(name).name)
    for name in SCRIPTS:
        text = (node_modules / name).read_text(encoding="utf-8")
        (draft / Path(name).name).write_text(without_map(text), encoding="utf-8")
    for name in STYLES:
        text = (node_modules / name).read_text(encoding="utf-8")
        (draft / Path(name).name).write_text(without_brand(text), encoding="utf-8")
    shutil.rmtree(out, ignore_errors=True)
    draft.rename(out)
    return 0


def without_map(text: str) -> str:
    """The text without the line that names a source map, which is not served."""
    return re.sub(r"\n?(/\*|//)[#@] sourceMappingURL=[^\n]*", "", text)


def without_brand(text: str) -> str:
    """A style sheet without the typeface and the arms that only that government may use."""
    text = re.sub(r"@font-face\{[^}]*\}", "", without_map(text))
    text = re.sub(r'"?GDS Transport"?', '"Source Sans 3"', text)
    text = re.sub(r"url\([^)]*crest[^)]*\)", "none", text)
    left = re.findall(r"GDS Transport|url\((?!\"?data:)[^)]*\)", text)
    if left:
        message = f"not re-branded: {left}"
        raise ValueError(message)
    return text


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
