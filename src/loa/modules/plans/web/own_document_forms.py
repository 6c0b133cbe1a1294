"""The shape of what a unit sends about a document that it issued elsewhere."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from loa.foundation.files import facade as files
from loa.foundation.ui.facade import DayField, FilesField
from loa.modules.plans.operations.link_document import DayWrong, IssuedElsewhere
from loa.modules.plans.rules.own_plan import ANSWER_WORDS, AnswerKind, SymbolUnreadable
from loa.modules.plans.web.forms import StepForm

LINK_FIELDS = {SymbolUnreadable.code: "symbol", DayWrong.code: "signed_on"}
WHOLE = "ca-van-ban"
"""What a duty is answered with where no single task of the document does."""


class LinkForm(forms.Form):
    """The document with its kind, number and day."""

    documents = FilesField(
        most=files.UPLOAD_LIMITS.document,
        accept=".docx,.doc,.pdf,.txt",
        label=_("Tệp văn bản đã ban hành"),
        help_text=_("Word, PDF hoặc bản quét PDF. Có chữ thì Loa đọc và gợi ý nhiệm vụ."),
        error_messages={"required": _("Chọn tệp văn bản đơn vị đã ban hành")},
    )
    kind = forms.ChoiceField(
        label=_("Văn bản là"), choices=[(kind.value, words) for kind, words in ANSWER_WORDS.items()]
    )
    symbol = forms.CharField(
        label=_("Số, ký hiệu"),
        max_length=100,
        help_text=_("Ví dụ: 15/KH-UBND"),
        error_messages={"required": _("Nhập số, ký hiệu của văn bản")},
    )
    signed_on = DayField(
        label=_("Ngày ban hành"),
        error_messages={"required": _("Nhập ngày ban hành của văn bản")},
    )

    def file(self) -> tuple[str, bytes]:
        """The name and the bytes of the file; of several the first."""
        first = self.cleaned_data["documents"][0]
        return (first.name, first.read())

    def said(self) -> IssuedElsewhere:
        """What the unit says of it."""
        data = self.cleaned_data
        return IssuedElsewhere(AnswerKind(data["kind"]), data["symbol"], data["signed_on"])


class AnswersForm(StepForm):
    """Each duty with the task that answers it, the whole document, or nothing."""

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        duties: Sequence[tuple[int, str]],
        tasks: Sequence[tuple[int, str]],
        initial: dict[str, object] | None = None,
    ) -> None:
        """One choice for each duty: nothing, the document as a whole, one of its tasks."""
        super().__init__(data, initial=initial)
        choices = [
            ("", _("Không có trong văn bản này")),
            (WHOLE, _("Cả văn bản")),
            *((str(task), words) for task, words in tasks),
        ]
        for duty, words in duties:
            self.fields[name_of(duty)] = forms.ChoiceField(
                label=words, choices=choices, required=False
            )

    def answers(self) -> dict[int, int | None]:
        """Duty → task, None for the document as a whole; what nothing answers is left out."""
        return {
            int(name.removeprefix(_DUTY)): None if said == WHOLE else int(said)
            for name, said in self.cleaned_data.items()
            if name.startswith(_DUTY) and said
        }


_DUTY = "nhiem-vu-"


def name_of(duty: int) -> str:
    """The name of the box of a duty."""
    return f"{_DUTY}{duty}"
