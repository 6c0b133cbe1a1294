"""The one door of the shared pages."""

from loa.foundation.ui.form_errors import errors_on
from loa.foundation.ui.responses import page_or_fragment, wants_fragment
from loa.foundation.ui.types import (
    Bar,
    Choice,
    Demo,
    Due,
    FileView,
    Happening,
    Kpi,
    Link,
    Pages,
    Share,
    ShellView,
    Term,
    Tone,
)
from loa.foundation.ui.wording import (
    STATES,
    StateLook,
    day_words,
    due,
    initials,
    number,
    state_look,
    weekday_words,
)

__all__ = [
    "STATES",
    "Bar",
    "Choice",
    "Demo",
    "Due",
    "FileView",
    "Happening",
    "Kpi",
    "Link",
    "Pages",
    "Share",
    "ShellView",
    "StateLook",
    "Term",
    "Tone",
    "day_words",
    "due",
    "errors_on",
    "initials",
    "number",
    "page_or_fragment",
    "state_look",
    "wants_fragment",
    "weekday_words",
]
