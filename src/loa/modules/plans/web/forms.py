"""The shape of what people send about work and activities; the law is in the rules."""

from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from loa.foundation.ui.facade import DayField, FilesField
from loa.modules.plans.rules.vocabulary import Vocabulary
from loa.modules.plans.types import ActivityFacts, NewEvidence, Quantity

_EVIDENCE_MOST = 12


@dataclass(frozen=True)
class MeasureField:
    """The number field of a measure, with the codes of the forms that are counted in it."""

    field: forms.BoundField
    forms: str


class StepForm(forms.Form):
    """A step taken on the version that the page showed."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def renew(self, version: int) -> None:
        """Carry the version as it stands now, so that what was typed can be sent again."""
        typed = QueryDict(mutable=True)
        typed.update(self.data)
        typed["version"] = str(version)
        self.data = typed


class ReasonForm(StepForm):
    """A step that needs a reason."""

    reason = forms.CharField(
        label=_("Lý do"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Nhập lý do để đơn vị biết cần làm gì")},
    )


class ActivityForm(forms.Form):
    """One activity. The quantities follow the form that was chosen; unused ones stay empty."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    done_on = DayField(label=_("Ngày thực hiện"))
    form = forms.ChoiceField(label=_("Hình thức"))
    title = forms.CharField(
        label=_("Đã làm gì"),
        max_length=300,
        error_messages={"required": _("Nhập tên hoạt động, ví dụ: Phát tờ rơi tại thôn 5")},
    )
    place = forms.CharField(label=_("Nơi thực hiện"), max_length=200, required=False)
    audience = forms.ChoiceField(label=_("Đối tượng"), required=False)
    cost = forms.DecimalField(
        label=_("Chi phí (đồng)"),
        required=False,
        min_value=Decimal(0),
        max_digits=18,
        decimal_places=0,
        localize=True,
    )
    material = forms.CharField(label=_("Tài liệu đã dùng"), max_length=300, required=False)
    note = forms.CharField(
        label=_("Ghi chú"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    attachments = FilesField(
        label=_("Ảnh, tệp minh chứng"),
        help_text=_("Ảnh được thu nhỏ trên máy và bỏ vị trí chụp."),
        required=False,
        photos=True,
    )
    url = forms.URLField(
        label=_("Đường dẫn minh chứng"), required=False, max_length=500, assume_scheme="https"
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        files: "MultiValueDict[str, UploadedFile[bytes]] | None" = None,
        *,
        words: Vocabulary,
        preferred: tuple[str, ...] = (),
        initial: dict[str, object] | None = None,
    ) -> None:
        """Offer the task's own forms first; one number field for each measure."""
        super().__init__(data, files, initial=initial)
        order = [code for code in preferred if code in words.forms]
        order += [code for code in words.forms if code not in order]
        self.fields["form"].choices = [(code, words.forms[code].label) for code in order]  # type: ignore[attr-defined]  # a choice field
        self.fields["audience"].choices = [  # type: ignore[attr-defined]  # a choice field
            ("", _("Chọn đối tượng")),
            *((code, audience.label) for code, audience in words.audiences.items()),
        ]
        self._measures = list(words.measures)
        for code, measure in words.measures.items():
            self.fields[f"q_{code}"] = forms.IntegerField(
                label=f"{measure.label} ({measure.unit})",
                required=False,
                min_value=0,
                max_value=1_000_000_000,
                localize=True,
            )
        self._first = order[0] if order else ""
        self._preferred = preferred
        self._by_form = {code: form.measures for code, form in words.forms.items()}

    def own_measures(self) -> "list[MeasureField]":
        """The number fields of the task's own forms, and of the form that was chosen."""
        return [self._measure_field(code) for code in self._own()]

    def other_measures(self) -> "list[MeasureField]":
        """The number fields of all other forms."""
        own = self._own()
        return [self._measure_field(code) for code in self._measures if code not in own]

    def _own(self) -> list[str]:
        chosen = str(self["form"].value() or self._first)
        codes: dict[str, None] = {}
        for form in (chosen, *self._preferred):
            codes |= dict.fromkeys(self._by_form.get(form, ()))
        return list(codes)

    def _measure_field(self, code: str) -> "MeasureField":
        forms_of = [form for form, measures in self._by_form.items() if code in measures]
        return MeasureField(self[f"q_{code}"], " ".join(forms_of))

    def has_details(self) -> bool:
        """Whether one of the fields that start folded away was filled or refused."""
        names = ("place", "audience", "cost", "material", "url", "note")
        return any(self[name].errors or (self.is_bound and self[name].value()) for name in names)

    def quantities(self) -> tuple[Quantity, ...]:
        """The amounts that were typed."""
        return tuple(
            Quantity(code, amount)
            for code in self._measures
            if (amount := self.cleaned_data.get(f"q_{code}")) is not None
        )

    def facts(self, evidence: tuple[NewEvidence, ...]) -> ActivityFacts:
        """What was typed, with the evidence already stored."""
        data = self.cleaned_data
        if data["url"]:
            evidence = (*evidence, NewEvidence(url=data["url"], caption=data["title"][:200]))
        return ActivityFacts(
            done_on=data["done_on"],
            title=data["title"],
            form=data["form"],
            audience=data["audience"],
            place=data["place"],
            quantities=self.quantities(),
            cost=data["cost"],
            material=data["material"],
            note=data["note"],
            evidence=evidence,
        )

    def clean_attachments(self) -> "list[UploadedFile[bytes]]":
        """No more than a dozen files at once."""
        files: list[UploadedFile[bytes]] = self.cleaned_data["attachments"]
        if len(files) > _EVIDENCE_MOST:
            message = _("Mỗi hoạt động đính tối đa %(most)d tệp. Bỏ bớt rồi gửi lại.")
            raise forms.ValidationError(message % {"most": _EVIDENCE_MOST})
        return files


class ActivityForForm(ActivityForm):
    """An activity entered for a unit, with the paper it came on."""

    paper = forms.FileField(
        label=_("Văn bản hoặc thư điện tử của đơn vị"),
        error_messages={"required": _("Đính kèm văn bản hoặc thư điện tử của đơn vị")},
    )
    submit = forms.BooleanField(
        label=_("Nộp luôn: văn bản đã có người đứng đầu ký"), required=False
    )
