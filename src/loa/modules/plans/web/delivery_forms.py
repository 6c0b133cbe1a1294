"""The shape of what people send about the delivery of a document."""

from django import forms
from django.utils.translation import gettext as _

from loa.foundation.ui.facade import DayField
from loa.modules.plans.rules.delivery import HandedWrong, MailNotSetUp

MAIL_FIELDS = {MailNotSetUp.code: "email"}
PAPER_FIELDS = {HandedWrong.code: "handed_to"}


class MailForm(forms.Form):
    """One recipient and where it gets letters."""

    noi_nhan = forms.CharField(max_length=301, widget=forms.HiddenInput)
    email = forms.EmailField(label=_("Địa chỉ thư điện tử"))


class PaperForm(forms.Form):
    """One recipient, who took the paper and when."""

    noi_nhan = forms.CharField(max_length=301, widget=forms.HiddenInput)
    handed_to = forms.CharField(label=_("Người nhận bản giấy"), max_length=200)
    handed_on = DayField(label=_("Ngày giao"))
