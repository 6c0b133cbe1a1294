"""What the field of a document's number says to văn thư."""

from datetime import date

from django.forms import Field
from django.utils.translation import gettext as _

from loa.foundation.documents.register import facade as register


def explain_number(field: Field, unit_id: int, kind: str, day: date) -> None:
    """Say what to write: nothing where Loa gives the next number of that kind."""
    field.required = register.way_of(unit_id, day).source is not register.Source.LOA
    if field.required:
        field.help_text = _("Số đã cấp ở sổ hoặc phần mềm văn bản của đơn vị")
        return
    coming = register.next_number(unit_id, kind, day)
    field.help_text = _("Để trống để lấy số kế tiếp của Loa (đang là %(n)s)") % {"n": coming}
