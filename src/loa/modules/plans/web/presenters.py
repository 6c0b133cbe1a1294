"""Words and plain values of work for the templates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.audit.facade import Entry
from loa.foundation.files.facade import StoredFileRef
from loa.foundation.legal import facade as legal
from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import FileView, Happening, Link, Term, number, weekday_words
from loa.kernel.clock import TZ
from loa.kernel.words import capitalised, format_number, short_date
from loa.modules.plans.queries import SCHEDULE_WORDS, Activity, Occurrence, Plan
from loa.modules.plans.rules.urging import Way
from loa.modules.plans.rules.vocabulary import Vocabulary
from loa.modules.plans.rules.work import is_open
from loa.modules.plans.types import Schedule, TaskRole, Verb, WorkRow, WorkState

ROLE_WORDS = {TaskRole.LEAD: _("Chủ trì"), TaskRole.COORDINATE: _("Phối hợp")}
STEP_WORDS = {
    Verb.ACKNOWLEDGE: ("plans:work-acknowledge", _("Xác nhận đã nhận việc")),
    Verb.PROPOSE: ("plans:work-propose", _("Trình lãnh đạo duyệt")),
    Verb.APPROVE: ("plans:work-approve", _("Duyệt và nộp")),
    Verb.FINISH: ("plans:work-finish", _("Báo đã xong phần phối hợp")),
    Verb.ACCEPT: ("plans:work-accept", _("Chấp nhận")),
    Verb.RETURN: ("plans:work-return", _("Trả lại để sửa")),
    Verb.ASK_EXEMPT: ("plans:work-ask-exempt", _("Đề nghị không áp dụng")),
    Verb.EXEMPT: ("plans:work-exempt", _("Xác nhận không áp dụng")),
}
_MOST_HEIRS = 3
_URGED_WORDS = {
    Way.HOUSE: _("Đôn đốc"),
    Way.PHONE: _("Gọi điện đôn đốc"),
    Way.ZALO: _("Nhắn Zalo đôn đốc"),
}
WITH_REASON = {Verb.RETURN, Verb.ASK_EXEMPT, Verb.EXEMPT}
_JOURNAL_WORDS = {
    Verb.ISSUE: _("Giao việc theo kế hoạch"),
    Verb.OWN_PLAN: _("Lập văn bản triển khai của đơn vị"),
    Verb.OWN_ISSUE: _("Ban hành văn bản triển khai của đơn vị"),
    Verb.DELIVER: _("Gửi văn bản đến nơi nhận"),
    Verb.DELIVERY_OPEN: _("Đơn vị đã mở văn bản"),
    Verb.READ_UPLOAD: _("Đọc tệp đã tải lên"),
    Verb.KEEP_MONDAYS: _("Lưu trang điều hành sáng thứ Hai"),
    Verb.FORGET_NUMBER: _("Văn thư bỏ số đã ghi"),
    Verb.SEND_BACK: _("Lãnh đạo đơn vị yêu cầu sửa"),
    Verb.ACKNOWLEDGE: _("Đơn vị xác nhận đã nhận việc"),
    Verb.PROPOSE: _("Trình lãnh đạo đơn vị"),
    Verb.APPROVE: _("Lãnh đạo đơn vị duyệt, nộp lên cấp trên"),
    Verb.FINISH: _("Đơn vị báo đã xong phần phối hợp"),
    Verb.ACCEPT: _("Cấp trên chấp nhận"),
    Verb.RETURN: _("Cấp trên trả lại"),
    Verb.ASK_EXEMPT: _("Đơn vị đề nghị không áp dụng"),
    Verb.EXEMPT: _("Cấp trên trả lời đề nghị không áp dụng"),
    Verb.RECORD: _("Ghi hoạt động"),
    Verb.RECORD_FOR: _("Cấp trên nhập thay"),
    Verb.TRANSFER: _("Chuyển sang đơn vị kế thừa"),
    Verb.AMEND: _("Theo văn bản sửa đổi"),
    Verb.CLOSE: _("Kết thúc kế hoạch"),
    Verb.PUBLISH: _("Công khai kế hoạch, kết quả cho người dân"),
    Verb.UNPUBLISH: _("Thôi công khai"),
    Verb.REMARK_SEND: _("Người dân gửi góp ý"),
    Verb.REMARK_ANSWER: _("Trả lời người dân"),
    Verb.REMARK_PASS: _("Chuyển đơn vị khác trả lời"),
    Verb.REMARK_HIDE: _("Cất góp ý đi"),
    Verb.REMARK_PUBLISH: _("Đổi việc công khai câu hỏi, trả lời"),
    Verb.REMARK_FORGET: _("Xóa tên, cách liên lạc của người gửi"),
    Verb.SHOW: _("Chọn hoạt động để công khai"),
    Verb.HIDE: _("Thôi công khai hoạt động"),
    Verb.IMPORT: _("Nhập văn bản"),
    Verb.EDIT: _("Sửa bản nháp"),
    Verb.REPORT_DRAFT: _("Soạn báo cáo"),
    Verb.REPORT_CONSOLIDATE: _("Soạn báo cáo tổng hợp"),
    Verb.REPORT_APPROVE: _("Duyệt, nộp báo cáo"),
    Verb.REPORT_ACCEPT: _("Cấp trên nhận báo cáo"),
    Verb.REPORT_RETURN: _("Cấp trên trả lại báo cáo"),
    Verb.NUMBER: _("Văn thư ghi số, ngày"),
    Verb.URGE: _("Đôn đốc"),
    Verb.DISPATCH_EDIT: _("Sửa công văn đôn đốc"),
    Verb.URGING_SEND: _("Gửi lời đôn đốc khi vào giờ làm việc"),
    Verb.URGING_ACKNOWLEDGE: _("Lãnh đạo đơn vị đã nhận đôn đốc"),
    Verb.MOVE_DUE: _("Hạn thay đổi"),
    Verb.SHIFT_DUE: _("Cơ quan ban hành dời hạn"),
    Verb.DIFFICULTY_RAISE: _("Nêu khó khăn, vướng mắc"),
    Verb.DIFFICULTY_WITHDRAW: _("Rút khó khăn, vướng mắc"),
    Verb.DIFFICULTY_REOPEN: _("Nêu lại khó khăn, vướng mắc"),
    Verb.DIFFICULTY_PASS_UP: _("Chuyển khó khăn, vướng mắc lên cấp trên"),
    Verb.DIFFICULTY_ANSWER: _("Trả lời khó khăn, vướng mắc"),
    Verb.QUESTION_ASK: _("Hỏi"),
    Verb.QUESTION_WITHDRAW: _("Rút câu hỏi"),
    Verb.QUESTION_PASS_UP: _("Chuyển câu hỏi lên cấp trên"),
    Verb.QUESTION_ANSWER: _("Trả lời câu hỏi"),
    Verb.QUESTION_TURN: _("Chuyển câu hỏi thành khó khăn, vướng mắc"),
    Verb.GUIDANCE_PUBLISH: _("Ban hành hướng dẫn"),
    Verb.GUIDANCE_REVISE: _("Sửa hướng dẫn, lập bản mới"),
    Verb.GUIDANCE_WITHDRAW: _("Thu hồi hướng dẫn"),
}
_BACK = {Verb.RETURN, Verb.REPORT_RETURN}


@dataclass(frozen=True)
class ActivityView:
    """One activity as the page shows it."""

    key: str
    day: str
    weekday: str
    title: str
    facts: str
    note: str
    links: tuple[Link, ...]
    files: tuple[FileView, ...]
    is_entered_for: bool
    withdrawn: str
    withdraw_href: str
    show_href: str


def plan_name(plan: Plan) -> str:
    """How a plan is called in lists: its kind, number and subject."""
    label = f"{plan.number}/{plan.notation}" if plan.number else ""
    subject = plan.subject or plan.source_name
    return f"{label} {subject}".strip()


def document_words(plan: Plan) -> str:
    """A document by its number: «07/KH-UBND ngày 10/02/2022»."""
    symbol = f"{plan.number}/{plan.notation}" if plan.number else plan.notation
    symbol = symbol or _("Văn bản chưa có số")
    day = short_date(plan.signed_on) if plan.signed_on else ""
    return _("%(symbol)s ngày %(day)s") % {"symbol": symbol, "day": day} if day else symbol


def short_plan_name(plan: Plan, most: int = 90) -> str:
    """The subject, cut at a word."""
    words = (plan.subject or plan.source_name).split()
    short = ""
    for word in words:
        if len(short) + len(word) > most:
            return f"{short} …" if short else f"{word[:most]}…"
        short = f"{short} {word}".strip()
    return short


def post_words(post: str) -> str:
    """A signer's post as it is written within a line: «PHÓ CHỦ TỊCH» → «Phó Chủ tịch»."""
    if not post.isupper():
        return post
    deputy, _sign, chief = post.lower().rpartition("phó ")
    words = (f"{deputy}phó" if _sign else "", chief.replace("văn phòng", "Văn phòng"))
    return " ".join(capitalised(part) for part in words if part)


def period_words(code: str) -> str:
    """«Quý I năm 2022», or nothing for work that falls due once."""
    return capitalised(legal.period_label_vi(code)) if code else ""


def timing_words(schedule: Schedule, due_on: date | None) -> str:
    """When a task falls due: its day, or its rhythm."""
    return short_date(due_on) if due_on else SCHEDULE_WORDS[schedule]


def activity_view(
    activity: Activity, words: Vocabulary, files: dict[int, StoredFileRef]
) -> ActivityView:
    """One activity with its quantities and evidence in words."""
    quantities = [
        f"{number(quantity.amount)} {words.measures[quantity.measure].unit}"
        for quantity in activity.quantities.all()
    ]
    facts = [words.forms[activity.form].label, *quantities]
    if activity.cost:
        facts.append(f"{format_number(activity.cost)} đồng")
    if activity.place:
        facts.append(activity.place)
    if activity.audience:
        facts.append(words.audiences[activity.audience].label)
    shown = []
    links = []
    for item in activity.evidence.all():
        if item.file_id:
            href = reverse("plans:evidence-file", args=[activity.pk, item.file_id])
            thumb = (
                reverse("plans:evidence-file", args=[activity.pk, item.thumbnail_id])
                if item.thumbnail_id
                else ""
            )
            name = item.caption or files[item.file_id].name
            shown.append(FileView(href, name, thumbnail=thumb))
        else:
            links.append(Link(item.caption or item.url, item.url))
    if activity.document:
        href = reverse("plans:plan-overview", args=[activity.document.pk])
        links.append(Link(document_words(activity.document), href))
    if activity.paper_id:
        href = reverse("plans:evidence-file", args=[activity.pk, activity.paper_id])
        shown.append(FileView(href, _("Văn bản của đơn vị")))
    return ActivityView(
        key=str(activity.pk),
        day=short_date(activity.done_on)[:5],
        weekday=weekday_words(activity.done_on),
        title=activity.title,
        facts=" · ".join(facts),
        note=activity.note,
        links=tuple(links),
        files=tuple(shown),
        is_entered_for=bool(activity.entered_for_by),
        withdrawn=activity.withdrawn_reason,
        withdraw_href=reverse("plans:activity-withdraw", args=[activity.pk]),
        show_href=reverse("plans:activity-show", args=[activity.pk]),
    )


def happenings(entries: Iterable[Entry], names: dict[str, str]) -> tuple[Happening, ...]:
    """The journal of a thing, newest first, in plain words."""
    shown = []
    for entry in sorted(entries, key=lambda entry: entry.seq, reverse=True):
        who = names[entry.actor_label]
        words = _JOURNAL_WORDS.get(entry.verb, entry.verb)  # type: ignore[call-overload]  # a verb's code
        if entry.verb == Verb.PROPOSE and entry.after.get("proposed_at") is None:
            words = _("Lãnh đạo đơn vị yêu cầu sửa")
        quote = str(entry.after.get("reason") or entry.after.get("exempt_reason") or "")
        if entry.verb == Verb.URGE:
            words = _urged_words(entry, is_by_person=bool(who))
        title = str(entry.after.get("title") or "")
        shown.append(
            Happening(
                when=f"{entry.at.astimezone(TZ):%d/%m %H:%M}",
                words=f"{words}{f': {title}' if title else ''}{f' ({who})' if who else ''}",
                quote=quote,
                kind="back" if entry.verb in _BACK else "",
            )
        )
    return tuple(shown)


def _urged_words(entry: Entry, *, is_by_person: bool) -> str:
    """How many units a round reached; of one unit how it was told, and whether by the calendar."""
    units, way = entry.after.get("urged"), str(entry.after.get("way") or Way.HOUSE.value)
    if units:
        return _("Đôn đốc %(n)s đơn vị") % {"n": number(int(str(units)))}
    if way == Way.HOUSE and not is_by_person:
        return _("Loa nhắc theo lịch")
    return _URGED_WORDS[Way(way)]


def work_terms(occurrence: Occurrence, unit_name: str) -> tuple[Term, ...]:
    """What the plan says of this piece of work."""
    task = occurrence.assignment.task
    rows = [
        (_("Đơn vị"), unit_name),
        (_("Vai trò"), ROLE_WORDS[TaskRole(occurrence.assignment.role)]),
        (_("Kỳ"), period_words(occurrence.period)),
        (_("Sản phẩm"), task.product),
        (_("Văn bản ghi hạn"), task.deadline_words),
    ]
    return tuple(Term(term, words) for term, words in rows if words)


def waits_for(occurrence: Occurrence) -> str:
    """Whose turn it is, or nothing where the work is over."""
    state = WorkState(occurrence.state)
    if not is_open(state):
        return ""
    if state is WorkState.SUBMITTED:
        return _("Cấp trên trực tiếp xem xét")
    if occurrence.exempt_reason:
        return _("Cấp trên trả lời đề nghị không áp dụng")
    if occurrence.proposed_at is not None:
        return _("Lãnh đạo đơn vị duyệt")
    return _("Cán bộ của đơn vị thực hiện")


def state_note(row: WorkRow) -> str:
    """What is worth knowing beside the state."""
    if row.asks_exempt:
        return _("Đề nghị không áp dụng")
    if row.is_proposed and row.state in {WorkState.IN_PROGRESS, WorkState.RETURNED}:
        return _("Đã trình lãnh đạo đơn vị")
    return ""


def heir_words(unit_ids: Iterable[int], on: date) -> dict[int, str]:
    """For each unit that has ended by the day, who came after it: «nay là Xã A, Xã B»."""
    told = {}
    for unit_id, after in orgs.heirs_of(unit_ids, on).items():
        names = [each.name for each in after[:_MOST_HEIRS]]
        more = len(after) - len(names)
        rest = _(" và %(n)d đơn vị khác") % {"n": more} if more else ""
        told[unit_id] = (
            _("nay là %(names)s") % {"names": ", ".join(names) + rest}
            if names
            else _("đã kết thúc hoạt động")
        )
    return told
