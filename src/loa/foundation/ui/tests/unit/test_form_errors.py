"""A refusal becomes an error of the form; what is not the form's goes on."""

import pytest
from django import forms

from loa.foundation.ui.form_errors import errors_on
from loa.kernel.errors import DomainError, NotAllowed, NotFound, Stale


class NumberTaken(DomainError):
    """For the tests."""

    code = "NUMBER_TAKEN"
    message_vi = "Số này đã dùng."


class PlanForm(forms.Form):
    """One field."""

    number = forms.CharField()


def sent() -> PlanForm:
    form = PlanForm({"number": "01/KH-UBND"})
    assert form.is_valid()
    return form


def test_refusal_stands_above_the_form() -> None:
    form = sent()
    with errors_on(form):
        raise Stale
    assert form.non_field_errors() == [Stale.message_vi]
    assert form["number"].value() == "01/KH-UBND"


def test_refusal_of_one_field_stands_there() -> None:
    form = sent()
    with errors_on(form, {"NUMBER_TAKEN": "number"}):
        raise NumberTaken
    assert form.errors == {"number": ["Số này đã dùng."]}


def test_field_that_is_not_there() -> None:
    form = sent()
    with errors_on(form, {"NUMBER_TAKEN": "gone"}):
        raise NumberTaken
    assert form.non_field_errors() == ["Số này đã dùng."]


@pytest.mark.parametrize("problem", [NotFound(), NotAllowed("Vì sao"), ValueError()])
def test_what_is_not_the_forms_goes_on(problem: Exception) -> None:
    form = sent()
    with pytest.raises(type(problem)), errors_on(form):
        raise problem
    assert not form.errors
