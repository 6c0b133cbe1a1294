"""The gallery page."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from loa.foundation.ui.fields import DayField, DayPartsField, FilesField
from loa.foundation.ui.form_errors import errors_on
from loa.foundation.ui.gallery import samples
from loa.kernel.errors import Stale

_FORMS = [("TALK", "Tin, bài"), ("LEAFLET", "Tờ rơi"), ("MEETING", "Họp thôn")]


class SampleFilter(forms.Form):
    """A filter panel."""

    period = forms.ChoiceField(label="Kỳ", choices=[("q3", "Quý III/2022"), ("q2", "Quý II/2022")])
    group = forms.ChoiceField(label="Nhóm đơn vị", choices=[("", "Tất cả nhóm")], required=False)
    late = forms.BooleanField(label="Chỉ việc quá hạn", required=False)


class SampleForm(forms.Form):
    """Every kind of field."""

    name = forms.CharField(label="Tên hoạt động", help_text="Ví dụ: Họp thôn 1, phát tờ rơi")
    day = DayField(label="Ngày làm", help_text="Ví dụ: 19/09/2022")
    issued = DayPartsField(label="Ngày ban hành")
    place = forms.ChoiceField(label="Nơi", choices=[("", "Chọn nơi"), ("5", "Thôn 5")])
    form = forms.ChoiceField(label="Hình thức", choices=_FORMS, widget=forms.RadioSelect)
    audiences = forms.MultipleChoiceField(
        label="Đối tượng",
        choices=[("PEOPLE", "Người dân"), ("FIRMS", "Doanh nghiệp")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    copies = forms.IntegerField(
        label="Số tờ đã phát", min_value=0, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    told = forms.BooleanField(label="Đã báo trưởng thôn")
    photos = FilesField(
        label="Ảnh",
        help_text="Ảnh JPG hoặc PNG, mỗi tệp dưới 20 MB.",
        accept="image/jpeg,image/png",
        photos=True,
        required=False,
    )
    say = forms.CharField(label="Ghi chú", widget=forms.Textarea(attrs={"rows": 3}), required=False)


@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component with invented values; ?refused=1 shows the form as it comes back."""
    refused = SampleForm(
        {"r-name": "Họp thôn", "r-day": "31/02/2022", "r-issued_0": "1"}, prefix="r"
    )
    if refused.is_bound and not refused.is_valid():
        with errors_on(refused):
            raise Stale
    if not request.headers.get("HX-Request"):
        messages.success(request, "Đã lưu hoạt động.")
        messages.error(request, "Chưa gửi được cho 1 đơn vị.")
    context = {
        **samples.context(),
        "filter": SampleFilter(),
        "form": SampleForm(),
        "refused": refused,
    }
    return render(request, "ui/gallery.html", context)
