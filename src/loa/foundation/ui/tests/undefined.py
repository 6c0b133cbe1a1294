"""Pytest plugin: a template that prints a variable nobody gave it fails its test."""

from collections.abc import Iterator
from typing import NoReturn

import pytest
from django.forms.renderers import get_default_renderer
from django.template import engines
from django.template.backends.django import DjangoTemplates

from loa.foundation.ui.renderer import LoaRenderer


class UndefinedVariable(AssertionError):
    """A template asked for a value that the view did not give."""


class _Trap(str):
    """Django formats `string_if_invalid` with the variable's name; this one refuses."""

    __slots__ = ()

    def __contains__(self, part: object) -> bool:
        return True

    def __mod__(self, name: object) -> NoReturn:
        raise UndefinedVariable(name)


@pytest.fixture(autouse=True)
def undefined_variables_fail() -> Iterator[None]:
    """Set the trap in the pages' engine and in the one that draws forms."""
    forms = get_default_renderer()
    assert isinstance(forms, LoaRenderer)
    backends = [engines["django"], forms.engine]
    both = [found.engine for found in backends if isinstance(found, DjangoTemplates)]
    assert len(both) == len(backends)
    before = [engine.string_if_invalid for engine in both]
    for engine in both:
        engine.string_if_invalid = _Trap("trap")
    yield
    for engine, words in zip(both, before, strict=True):
        engine.string_if_invalid = words
