"""Form fields that people here need: days as they are written in Vietnam."""

import re
from datetime import date
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WRITTEN = re.compile(r"(\d{1,2})(?:\s*[/.\-]\s*|\s+)(\d{1,2})(?:\s*[/.\-]\s*|\s+)(\d{4})")
_DIGITS = re.compile(r"(\d{2})(\d{2})(\d{4})")
"""All that the digits' keyboard of some phones can write."""
_YEARS = range(1900, 2200)
"""Years in which documents are dated here; at the ends of the calendar days have no neighbours."""
_EXAMPLE = "Viết ngày theo mẫu ngày/tháng/năm, ví dụ 19/09/2022."


class DayInput(forms.DateInput):
    """A day typed as 19/09/2022; digits' keyboard on phones."""

    def __init__(self, attrs: dict[str, object] | None = None) -> None:
        """Always day/month/year, whatever the server's locale."""
        super().__init__(
            {"inputmode": "numeric", "autocomplete": "off", **(attrs or {})}, format="%d/%m/%Y"
        )


class DayField(forms.Field):
    """A day: 19/09/2022, 19-9-2022, 19.9.2022, 19092022, 2022-09-19; never the month first."""

    widget = DayInput
    default_error_messages: ClassVar = {"invalid": _EXAMPLE}

    def to_python(self, value: object) -> date | None:
        """The day, or None for nothing; ValidationError for anything else."""
        if isinstance(value, date):
            return value
        text = str(value or "").strip()
        if not text:
            return None
        if found := _ISO.fullmatch(text):
            year, month, day = map(int, found.groups())
        elif found := _WRITTEN.fullmatch(text) or _DIGITS.fullmatch(text):
            day, month, year = map(int, found.groups())
        else:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return _day(year, month, day)


class DayPartsInput(forms.MultiWidget):
    """Three boxes: day, month, year."""

    template_name = "ui/forms/day_parts.html"

    def __init__(self, attrs: dict[str, object] | None = None) -> None:
        """Three inputs with the digits' keyboard."""
        box = {"inputmode": "numeric", "autocomplete": "off", "class": "govuk-input"}
        super().__init__([forms.TextInput(dict(box)) for _ in range(3)], attrs)

    def decompress(self, value: date | None) -> list[int | None]:
        """Day, month, year of a day."""
        return [value.day, value.month, value.year] if value else [None, None, None]


class DayPartsField(forms.MultiValueField):
    """A day in three boxes; all or none of them are filled."""

    widget = DayPartsInput
    default_error_messages: ClassVar = {
        "incomplete": "Nhập đủ ngày, tháng, năm.",
        "invalid": _EXAMPLE,
    }

    def __init__(self, *, required: bool = True, label: str = "", help_text: str = "") -> None:
        """Three whole numbers that make a day."""
        numbers = tuple(
            forms.IntegerField(error_messages={"invalid": _EXAMPLE}, localize=False)
            for _ in range(3)
        )
        super().__init__(
            numbers,
            required=required,
            label=label,
            help_text=help_text,
            require_all_fields=False,
        )

    def compress(self, data_list: list[int | None]) -> date | None:
        """The day of the three numbers, or None when none is given."""
        if not any(data_list):
            return None
        day, month, year = data_list
        return _day(year or 0, month or 0, day or 0)


class FilesInput(forms.ClearableFileInput):
    """Several files at once; photos are made smaller in the browser where it can."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or more files; `accept` says which, in attributes and in words."""

    widget = FilesInput

    def __init__(
        self, *, accept: str = "", photos: bool = False, most: int = 0, **kwargs: object
    ) -> None:
        """`accept` as the HTML attribute; `photos` lets the browser shrink them first.

        `most` is how many bytes one may have: the chosen ones are then listed, and can be dropped.
        """
        super().__init__(**kwargs)  # type: ignore[arg-type]  # Django's own keywords
        if accept:
            self.widget.attrs["accept"] = accept
        if most:
            self.widget.attrs |= {"data-loa-drop": "", "data-most": str(most)}
        if photos:
            self.widget.attrs["data-loa-photo"] = ""

    def clean(self, data: object, initial: object = None) -> list[object]:
        """The list of files, each checked as Django checks one; an empty one is named."""
        many = data if isinstance(data, list | tuple) else [data]
        for one in many:
            if isinstance(one, UploadedFile) and not one.size:
                message = (
                    f"{one.name}: tệp rỗng, không có nội dung. Xem lại tệp ở máy rồi chọn lại."
                )
                raise ValidationError(message, code="empty")
        if not many:
            many = [None]
        return [one for one in (super(FilesField, self).clean(d, initial) for d in many) if one]


def _day(year: int, month: int, day: int) -> date:
    if year not in _YEARS:
        message = f"Năm phải từ {_YEARS[0]} đến {_YEARS[-1]}. Xem lại năm."
        raise ValidationError(message, code="invalid")
    try:
        return date(year, month, day)
    except (ValueError, OverflowError) as error:
        message = f"Không có ngày {day}/{month}/{year}. Xem lại ngày, tháng."
        raise ValidationError(message, code="invalid") from error
