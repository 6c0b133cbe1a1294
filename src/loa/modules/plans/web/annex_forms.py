"""The shape of what an officer sends about an annex."""

from django import forms
from django.utils.translation import gettext as _

from loa.foundation.ui.facade import FilesField

CELL = "o-"
"""What the name of a cell's box begins with; its key follows."""


class AnnexForm(forms.Form):
    """The annexes of a plan, one file or several."""

    documents = FilesField(
        accept=".xlsx,.xlsm,.xls,.ods,.csv,.docx,.doc,.pdf,.txt",
        label=_("Tệp biểu kèm theo"),
        help_text=_(
            "Excel (.xlsx, .xls), LibreOffice (.ods), CSV, Word hoặc PDF. Chọn được nhiều tệp."
        ),
        error_messages={"required": _("Chọn tệp biểu cần thêm")},
    )

    def sent(self) -> list[tuple[str, bytes]]:
        """The name and the bytes of each file."""
        return [(file.name, file.read()) for file in self.cleaned_data["documents"]]


class CellsForm(forms.Form):
    """Cells as corrected, and whether hidden parts are taken; every box is optional."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    with_hidden = forms.BooleanField(
        label=_("Lấy cả dòng, cột, trang tính bị ẩn trong tệp"), required=False
    )

    def cells(self) -> dict[str, str]:
        """The words of each box that was shown, by the key of its cell."""
        return {
            name.removeprefix(CELL): str(words).replace("\r\n", "\n").replace("\0", "")
            for name, words in self.data.items()
            if name.startswith(CELL)
        }
