"""A pytest plugin: what a page was given is kept for its test, not what each part of it was given.

Django's test client copies the context of every template; a page has hundreds of parts, from its
frame to each field of its forms, and copying for all of them costs more than drawing the page.
"""

from collections.abc import Iterator

import pytest
from django.template import Context, RequestContext, Template
from django.test.signals import template_rendered
from django.utils.safestring import SafeString


@pytest.fixture(autouse=True, scope="session")
def _only_pages_are_kept(
    django_test_environment: None,  # noqa: ARG001  which lets every template be kept
) -> Iterator[None]:
    """`response.context` and `response.templates` know the page alone."""

    def render(self: Template, context: Context) -> SafeString:
        if context.template is self and isinstance(context, RequestContext):
            template_rendered.send(sender=self, template=self, context=context)
        return self.nodelist.render(context)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", render)
        yield
