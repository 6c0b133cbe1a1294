"""The frame's values for every page, as plain words."""

from django.http import HttpRequest

from loa.foundation.ui.facade import ShellView


def shell(request: HttpRequest) -> dict[str, object]:
    """Context processor: `shell` for layouts/desk.html."""
    del request
    return {"shell": ShellView(home_href="/")}
