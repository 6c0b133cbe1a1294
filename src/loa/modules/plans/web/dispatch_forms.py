"""The shape of what people send about official dispatches."""

from django import forms
from django.utils.translation import gettext as _

from loa.foundation.ui.facade import DayField
from loa.modules.plans.rules.urging import DraftingUnreadable, ReplyDayPast
from loa.modules.plans.web.forms import StepForm

DISPATCH_FIELDS = {ReplyDayPast.code: "reply_by", DraftingUnreadable.code: "drafting"}


class DispatchForm(StepForm):
    """By when units are to be done, and who drafts."""

    reply_by = DayField(label=_("Hạn hoàn thành ghi trong công văn"))
    drafting = forms.CharField(
        label=_("Ký hiệu nơi soạn"),
        max_length=20,
        required=False,
        help_text=_("Viết sau ký hiệu cơ quan, ví dụ THCBKS; để trống nếu không dùng"),
    )
