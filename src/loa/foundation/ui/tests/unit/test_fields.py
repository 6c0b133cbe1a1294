"""Days as people type them, several files, and how fields are drawn."""

import re
from datetime import date

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.forms.renderers import DjangoTemplates
from django.utils.datastructures import MultiValueDict
from hypothesis import given
from hypothesis import strategies as st

from loa.foundation.ui import problems
from loa.foundation.ui.fields import DayField, DayPartsField, FilesField
from loa.foundation.ui.renderer import LoaRenderer


class DayForm(forms.Form):
    """One day, typed."""

    day = DayField(label="Ngày làm", required=False)


class PartsForm(forms.Form):
    """One day in three boxes."""

    issued = DayPartsField(label="Ngày ban hành")


class FilesForm(forms.Form):
    """Photos."""

    photos = FilesField(label="Ảnh", accept="image/jpeg", photos=True)


class MixedForm(forms.Form):
    """One field of each layout."""

    name = forms.CharField(label="Tên", help_text="Ví dụ: Họp thôn")
    form = forms.ChoiceField(
        label="Hình thức", choices=[("A", "Tin"), ("B", "Bài")], widget=forms.RadioSelect
    )
    told = forms.BooleanField(label="Đã báo")
    ttl = forms.CharField(label="TTHC nào")
    note = forms.CharField(label="Ghi chú", required=False, widget=forms.Textarea)
    photo = forms.FileField(label="Ảnh")
    version = forms.IntegerField(widget=forms.HiddenInput)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)), st.sampled_from("/.- "))
def test_day_field_reads_what_it_writes(day: date, mark: str) -> None:
    for text in (
        day.strftime(f"%d{mark}%m{mark}%Y"),
        f" {day.day}{mark}{day.month}{mark}{day.year}",
        day.strftime("%d%m%Y"),
    ):
        form = DayForm({"day": text})
        assert form.is_valid()
        assert form.cleaned_data["day"] == day
    assert DayForm({"day": day.isoformat()}).fields["day"].clean(day.isoformat()) == day


@pytest.mark.parametrize("year", ["9999", "0001", "1899", "2200"])
def test_days_at_the_ends_of_the_calendar_are_refused_in_words(year: str) -> None:
    form = DayForm({"day": f"31/12/{year}"})
    assert form.errors["day"] == ["Năm phải từ 1900 đến 2199. Xem lại năm."]
    parts = PartsForm({"issued_0": "31", "issued_1": "9" * 30, "issued_2": "2022"})
    assert not parts.is_valid()


def test_day_field_never_takes_the_month_first() -> None:
    form = DayForm({"day": "02/03/2022"})
    assert form.is_valid()
    assert form.cleaned_data["day"] == date(2022, 3, 2)
    assert not DayForm({"day": "09/14/2022"}).is_valid()


@pytest.mark.parametrize("text", ["31/02/2022", "hôm nay", "1/1/22", "2022/1/1", "0/1/2022"])
def test_day_field_refuses_and_keeps_what_was_typed(text: str) -> None:
    form = DayForm({"day": text})
    assert not form.is_valid()
    assert f'value="{text}"' in form.as_div()


def test_day_field_shows_a_day_as_written_here() -> None:
    assert 'value="02/03/2022"' in DayForm(initial={"day": date(2022, 3, 2)}).as_div()


def test_day_field_may_be_empty() -> None:
    form = DayForm({"day": " "})
    assert form.is_valid()
    assert form.cleaned_data["day"] is None


@pytest.mark.parametrize(
    ("parts", "day"),
    [(("1", "2", "2022"), date(2022, 2, 1)), (("01", "02", "2022"), date(2022, 2, 1))],
)
def test_day_parts(parts: tuple[str, str, str], day: date) -> None:
    form = PartsForm({f"issued_{n}": part for n, part in enumerate(parts)})
    assert form.is_valid()
    assert form.cleaned_data["issued"] == day


@pytest.mark.parametrize("parts", [("", "", ""), ("1", "", "2022"), ("31", "2", "2022")])
def test_day_parts_refused(parts: tuple[str, str, str]) -> None:
    form = PartsForm({f"issued_{n}": part for n, part in enumerate(parts)})
    assert not form.is_valid()
    drawn = form.as_div()
    for part in filter(None, parts):
        assert f'value="{part}"' in drawn


def test_day_parts_of_a_year_has_no_thousands() -> None:
    drawn = PartsForm(initial={"issued": date(2022, 2, 1)}).as_div()
    assert 'value="2022"' in drawn
    assert ">Tháng</label>" in drawn


def test_files_field_takes_several() -> None:
    files: MultiValueDict[str, UploadedFile[bytes]] = MultiValueDict()
    files.setlist("photos", [SimpleUploadedFile(f"{n}.jpg", b"x") for n in range(2)])
    form = FilesForm({}, files)
    assert form.is_valid()
    assert [file.name for file in form.cleaned_data["photos"]] == ["0.jpg", "1.jpg"]
    drawn = form.as_div()
    assert "multiple" in drawn
    assert 'accept="image/jpeg"' in drawn
    assert "data-loa-photo" in drawn


def test_files_field_needs_one() -> None:
    assert not FilesForm({}, MultiValueDict()).is_valid()


def test_empty_fields_say_what_to_enter() -> None:
    form = MixedForm({})
    words = [problem.words for problem in problems.of_form(form)]
    assert words == [
        "Nhập tên.",
        "Chọn hình thức.",
        "Đánh dấu ô «Đã báo».",
        "Nhập TTHC nào.",
        "Chọn tệp: ảnh.",
        "Nhập version.",
    ]
    hrefs = [problem.href for problem in problems.of_form(form)]
    assert hrefs == ["#id_name", "#id_form_0", "#id_told", "#id_ttl", "#id_photo", ""]


def test_no_problems_of_a_form_not_sent() -> None:
    assert problems.of_form(MixedForm()) == []
    assert problems.of_form(None) == []


def test_field_group_names_its_hint_and_error() -> None:
    drawn = MixedForm({})["name"].as_field_group()
    assert 'aria-describedby="id_name_hint id_name_error"' in drawn
    assert 'id="id_name_hint"' in drawn
    assert 'id="id_name_error"' in drawn
    assert 'aria-invalid="true"' in drawn
    assert "govuk-input--error" in drawn


def test_field_group_of_choices_is_a_fieldset() -> None:
    drawn = MixedForm({"form": "B"})["form"].as_field_group()
    assert "<legend" in drawn
    assert drawn.count('type="radio"') == 2
    assert 'value="B"' in drawn
    assert "checked" in drawn


def test_field_group_says_what_may_be_left_out() -> None:
    assert "(không bắt buộc)" in MixedForm()["note"].as_field_group()
    assert "(không bắt buộc)" not in MixedForm()["name"].as_field_group()


_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=6)
_VALUES = st.one_of(st.integers(0, 3), _WORDS)
_CHOICES = st.lists(st.tuples(_VALUES, _WORDS), max_size=4)


@given(_CHOICES, st.lists(st.tuples(_WORDS.filter(bool), _CHOICES), max_size=2), _VALUES)
def test_a_list_of_choices_is_drawn_as_django_draws_it(
    choices: list[tuple[object, str]],
    groups: list[tuple[str, list[tuple[object, str]]]],
    value: object,
) -> None:
    attrs = {"class": "<govuk>", "required": True, "disabled": False, "data-n": 3}
    widget = forms.Select(attrs=attrs, choices=[*choices, *groups])
    by_django = widget.render("a&b", value, renderer=DjangoTemplates())
    drawn = widget.render("a&b", value, renderer=LoaRenderer())
    assert re.sub(r">\s*\n\s*<", "><", by_django) == drawn
