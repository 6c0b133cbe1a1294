"""Who may do what in a plan."""

from datetime import date

from loa.foundation.orgs.facade import SYSTEM, Actor, may, root_row, subtree_ids, units_where
from loa.kernel.access import Allowed, Denied, Verdict
from loa.modules.plans.models import Activity, Difficulty, Guidance, PeriodReport, Plan, Question
from loa.modules.plans.queries.guidance import guides
from loa.modules.plans.rules.difficulty import MOST_ROUNDS
from loa.modules.plans.rules.own_plan import verb_on
from loa.modules.plans.rules.work import STEPS
from loa.modules.plans.types import (
    DifficultyState,
    PlanState,
    ReportState,
    TaskRole,
    Verb,
    WorkState,
)
from loa.modules.plans.types.guidance import QuestionState

_REASONS = {
    Verb.IMPORT: "Chỉ cán bộ phụ trách kế hoạch của tỉnh được nhập kế hoạch.",
    Verb.EDIT: "Chỉ cán bộ phụ trách kế hoạch của tỉnh được sửa bản nháp.",
    Verb.ISSUE: "Chỉ cán bộ phụ trách kế hoạch của tỉnh được giao nhiệm vụ.",
    Verb.AMEND: "Chỉ cán bộ phụ trách kế hoạch của tỉnh được ghi nhận văn bản sửa đổi.",
    Verb.OWN_PLAN: (
        "Chỉ cán bộ đầu mối, lãnh đạo của đơn vị lập kế hoạch, văn bản triển khai của đơn vị mình."
    ),
    Verb.OWN_ISSUE: "Chỉ lãnh đạo đơn vị ban hành kế hoạch, văn bản triển khai của đơn vị mình.",
    Verb.DELIVER: (
        "Chỉ văn thư, cán bộ đầu mối, lãnh đạo của nơi ban hành, cán bộ kế hoạch của tỉnh được gửi."
    ),
    Verb.DELIVERY_OPEN: "Chỉ cán bộ trong tỉnh được xem kế hoạch.",
    Verb.CLOSE: "Chỉ cán bộ phụ trách kế hoạch của tỉnh được kết thúc kế hoạch.",
    Verb.READ: "Chỉ cán bộ trong tỉnh được xem kế hoạch.",
    Verb.PUBLISH: (
        "Chỉ lãnh đạo cơ quan ban hành, cán bộ phụ trách kế hoạch của cơ quan đó được công khai."
    ),
    Verb.UNPUBLISH: (
        "Chỉ lãnh đạo cơ quan ban hành, cán bộ phụ trách kế hoạch của cơ quan đó được thôi "
        "công khai."
    ),
    Verb.SHOW: "Chỉ cán bộ của đơn vị đã làm chọn hoạt động để công khai.",
    Verb.HIDE: "Chỉ cán bộ của đơn vị đã làm thôi công khai hoạt động.",
    Verb.ACKNOWLEDGE: "Chỉ cán bộ của đơn vị được giao xác nhận đã nhận việc.",
    Verb.RECORD: "Chỉ cán bộ của đơn vị được giao ghi hoạt động của đơn vị mình.",
    Verb.RECORD_FOR: "Chỉ cơ quan cấp trên trực tiếp được nhập thay.",
    Verb.PROPOSE: "Chỉ cán bộ của đơn vị được giao trình lãnh đạo duyệt.",
    Verb.APPROVE: "Chỉ người đứng đầu đơn vị (hoặc cấp phó) được duyệt và nộp.",
    Verb.FINISH: "Chỉ cán bộ của đơn vị phối hợp được báo đã xong phần việc của mình.",
    Verb.ACCEPT: "Chỉ cơ quan cấp trên trực tiếp được chấp nhận kết quả.",
    Verb.RETURN: "Chỉ cơ quan cấp trên trực tiếp được trả lại.",
    Verb.ASK_EXEMPT: "Chỉ cán bộ của đơn vị được giao đề nghị không áp dụng.",
    Verb.EXEMPT: "Chỉ cơ quan cấp trên trực tiếp được xác nhận không áp dụng.",
    Verb.REPORT_DRAFT: "Chỉ cán bộ của đơn vị được soạn báo cáo của đơn vị mình.",
    Verb.REPORT_APPROVE: "Chỉ người đứng đầu đơn vị (hoặc cấp phó) được duyệt báo cáo.",
    Verb.REPORT_ACCEPT: "Chỉ cơ quan cấp trên trực tiếp được nhận báo cáo.",
    Verb.REPORT_RETURN: "Chỉ cơ quan cấp trên trực tiếp được trả lại báo cáo.",
    Verb.REPORT_CONSOLIDATE: "Chỉ cán bộ tổng hợp của huyện, tỉnh được soạn báo cáo tổng hợp.",
    Verb.NUMBER: "Chỉ văn thư của đơn vị được ghi số, ngày và bản đã ký.",
    Verb.DIFFICULTY_RAISE: (
        "Chỉ cán bộ đầu mối, lãnh đạo của đơn vị nêu khó khăn, vướng mắc của đơn vị mình."
    ),
    Verb.DIFFICULTY_WITHDRAW: "Chỉ cán bộ đầu mối, lãnh đạo của đơn vị đã nêu được rút.",
    Verb.DIFFICULTY_REOPEN: "Chỉ cán bộ đầu mối, lãnh đạo của đơn vị đã nêu được nêu lại.",
    Verb.DIFFICULTY_PASS_UP: (
        "Chỉ cán bộ theo dõi, lãnh đạo của đơn vị đang giữ được chuyển lên cấp trên."
    ),
    Verb.DIFFICULTY_ANSWER: "Chỉ cán bộ theo dõi, lãnh đạo của đơn vị đang giữ được trả lời.",
    Verb.QUESTION_ASK: "Chỉ cán bộ đầu mối, lãnh đạo của đơn vị hỏi cho đơn vị mình.",
    Verb.QUESTION_WITHDRAW: "Chỉ cán bộ đầu mối, lãnh đạo của đơn vị đã hỏi được rút.",
    Verb.QUESTION_PASS_UP: (
        "Chỉ cán bộ theo dõi, lãnh đạo của đơn vị đang giữ được chuyển lên cấp trên."
    ),
    Verb.QUESTION_ANSWER: "Chỉ cán bộ theo dõi, lãnh đạo của đơn vị đang giữ được trả lời.",
    Verb.QUESTION_TURN: (
        "Chỉ cán bộ theo dõi, lãnh đạo của đơn vị đang giữ được chuyển thành vướng mắc."
    ),
    Verb.GUIDANCE_PUBLISH: (
        "Chỉ cán bộ theo dõi, lãnh đạo của nơi có đơn vị cấp dưới được ban hành hướng dẫn."
    ),
    Verb.GUIDANCE_REVISE: "Chỉ cán bộ theo dõi, lãnh đạo của nơi đã hướng dẫn được sửa.",
    Verb.GUIDANCE_WITHDRAW: "Chỉ cán bộ theo dõi, lãnh đạo của nơi đã hướng dẫn được thu hồi.",
    Verb.REMARK_ANSWER: "Chỉ cán bộ, lãnh đạo của nơi đang giữ góp ý được trả lời.",
    Verb.REMARK_PASS: "Chỉ cán bộ, lãnh đạo của nơi đang giữ góp ý được chuyển đi.",
    Verb.REMARK_HIDE: "Chỉ cán bộ, lãnh đạo của nơi đang giữ góp ý được cất đi.",
    Verb.REMARK_PUBLISH: (
        "Chỉ lãnh đạo, cán bộ kế hoạch của cơ quan ban hành được công khai câu hỏi, trả lời."
    ),
    Verb.REMARK_SEND: "Góp ý gửi từ trang công khai, không gửi từ bàn làm việc.",
    Verb.REMARK_FORGET: "Việc này do hệ thống tự làm.",
    Verb.FORGET_NUMBER: "Việc này do hệ thống tự làm.",
    Verb.TRANSFER: "Việc này do hệ thống tự làm.",
    Verb.MOVE_DUE: "Việc này do hệ thống tự làm.",
    Verb.SHIFT_DUE: "Chỉ cán bộ phụ trách kế hoạch của cơ quan ban hành được dời hạn nhiều việc.",
    Verb.READ_UPLOAD: "Việc này do hệ thống tự làm.",
    Verb.URGE: "Chỉ cán bộ kế hoạch của tỉnh, cán bộ theo dõi của cấp trên trực tiếp được đôn đốc.",
    Verb.URGING_ACKNOWLEDGE: "Chỉ lãnh đạo của đơn vị được đôn đốc xác nhận đã nhận.",
    Verb.URGING_SEND: "Việc này do hệ thống tự làm.",
    Verb.DISPATCH_EDIT: "Chỉ cán bộ kế hoạch, cán bộ theo dõi của nơi đôn đốc được sửa công văn.",
    Verb.OVERSEE: (
        "Chỉ lãnh đạo của đơn vị, của các cấp trên nó và cán bộ kế hoạch của tỉnh xem trang này."
    ),
    Verb.KEEP_MONDAYS: "Việc này do hệ thống tự làm.",
}
_OF_THE_HOUSE = frozenset(
    {
        Verb.FORGET_NUMBER,
        Verb.TRANSFER,
        Verb.MOVE_DUE,
        Verb.READ_UPLOAD,
        Verb.URGING_SEND,
        Verb.KEEP_MONDAYS,
        Verb.REMARK_FORGET,
    }
)
WORK_VERBS = (
    Verb.ACKNOWLEDGE,
    Verb.RECORD,
    Verb.PROPOSE,
    Verb.APPROVE,
    Verb.FINISH,
    Verb.ACCEPT,
    Verb.RETURN,
    Verb.ASK_EXEMPT,
    Verb.EXEMPT,
)
_REPORT_STEPS = {
    Verb.REPORT_DRAFT: {ReportState.DRAFT, ReportState.PROPOSED, ReportState.RETURNED},
    Verb.REPORT_APPROVE: {ReportState.DRAFT, ReportState.PROPOSED, ReportState.RETURNED},
    Verb.REPORT_ACCEPT: {ReportState.SUBMITTED},
    Verb.REPORT_RETURN: {ReportState.SUBMITTED},
    Verb.NUMBER: {ReportState.SUBMITTED, ReportState.ACCEPTED},
}
_DIFFICULTY_STEPS = {
    DifficultyState.OPEN: (
        Verb.DIFFICULTY_ANSWER,
        Verb.DIFFICULTY_PASS_UP,
        Verb.DIFFICULTY_WITHDRAW,
    ),
    DifficultyState.ANSWERED: (Verb.DIFFICULTY_REOPEN,),
}
_QUESTION_STEPS = (
    Verb.QUESTION_ANSWER,
    Verb.QUESTION_PASS_UP,
    Verb.QUESTION_TURN,
    Verb.QUESTION_WITHDRAW,
)
_OF_THE_HOLDER = frozenset({Verb.DIFFICULTY_ANSWER, Verb.DIFFICULTY_PASS_UP})


def can(actor: Actor, verb: Verb, unit_id: int, on: date) -> Verdict:
    """Whether the actor's posts of the day grant `verb` for the unit whose thing it is."""
    if verb in _OF_THE_HOUSE:
        return _verdict(verb, is_granted=actor == SYSTEM)
    return _verdict(verb, is_granted=may(actor, verb, unit_id, on))


def can_on(actor: Actor, verb: Verb, plan: Plan, on: date) -> Verdict:
    """Whether the actor may do to a plan what `verb` says: the province's or a unit's own."""
    return can(actor, verb_on(verb, is_own=plan.parent_id is not None), plan.issuer_id, on)


def can_number(actor: Actor, plan: Plan, on: date) -> Verdict:
    """Văn thư enters the number of a unit's own plan; so may the head who issues it."""
    if can(actor, Verb.OWN_ISSUE, plan.issuer_id, on) == Allowed():
        return Allowed()
    return can(actor, Verb.NUMBER, plan.issuer_id, on)


def can_import(actor: Actor, on: date) -> Verdict:
    """Whether files of the actor are read as plans."""
    return can(actor, Verb.IMPORT, root_row(on).id, on)


def can_urge_some(actor: Actor, on: date) -> Verdict:
    """Whether there is any unit that the actor may urge; which ones is asked for each."""
    return _verdict(Verb.URGE, is_granted=bool(units_where(actor, Verb.URGE, on)))


def can_answer_some(actor: Actor, on: date) -> Verdict:
    """Whether there is any unit for which the actor answers what citizens say."""
    return _verdict(Verb.REMARK_ANSWER, is_granted=bool(units_where(actor, Verb.REMARK_ANSWER, on)))


def can_oversee(actor: Actor, unit_id: int, on: date) -> Verdict:
    """Whether the unit is the actor's own to oversee, or stands below one that is."""
    seats = units_where(actor, Verb.OVERSEE, on)
    is_below = any(unit_id in subtree_ids(seat, on) for seat, _name in seats)
    return _verdict(Verb.OVERSEE, is_granted=is_below)


def can_publish(actor: Actor, unit_id: int, on: date) -> Verdict:
    """Whether the actor may guide as that unit: one that has units below it."""
    verb = Verb.GUIDANCE_PUBLISH
    return _verdict(verb, is_granted=may(actor, verb, unit_id, on) and guides(unit_id, on))


def can_annex(actor: Actor, plan: Plan, on: date) -> Verdict:
    """Whether the actor works on the annexes of a plan: of an issued one they amend it."""
    verb = Verb.EDIT if plan.state == PlanState.DRAFT else Verb.AMEND
    return can_on(actor, verb, plan, on)


def withdraw_verb(activity: Activity) -> Verb:
    """By which right an activity is taken back: that by which it was entered."""
    return Verb.RECORD_FOR if activity.entered_for_by else Verb.RECORD


def draft_verb(report: PeriodReport) -> Verb:
    """By which right a report is written: the province's own sums up those of all others."""
    is_root = report.unit_id == report.plan.issuer_id
    return Verb.REPORT_CONSOLIDATE if is_root else Verb.REPORT_DRAFT


def still_open(plan: Plan, verbs: list[Verb]) -> list[Verb]:
    """Those of the steps that the plan allows: once closed it only takes the number of a report."""
    if plan.state != PlanState.CLOSED:
        return verbs
    return [verb for verb in verbs if verb is Verb.NUMBER]


def work_steps(
    actor: Actor, role: TaskRole, state: WorkState, unit_id: int, on: date
) -> list[Verb]:
    """The steps that a page offers: those the operations would accept."""
    possible = [verb for verb in WORK_VERBS if (state, verb) in STEPS[role]]
    return [verb for verb in possible if can(actor, verb, unit_id, on) == Allowed()]


def closed_steps(
    actor: Actor, role: TaskRole, state: WorkState, unit_id: int, on: date
) -> list[tuple[Verb, str]]:
    """The steps that come next but are not this actor's, each with the reason why."""
    possible = [verb for verb in WORK_VERBS if (state, verb) in STEPS[role]]
    asked = ((verb, can(actor, verb, unit_id, on)) for verb in possible)
    return [(verb, said.reason) for verb, said in asked if isinstance(said, Denied)]


def report_steps(actor: Actor, state: ReportState, unit_id: int, on: date) -> list[Verb]:
    """The steps of a report that a page offers."""
    possible = [verb for verb, states in _REPORT_STEPS.items() if state in states]
    return [verb for verb in possible if can(actor, verb, unit_id, on) == Allowed()]


def difficulty_unit(difficulty: Difficulty, verb: Verb) -> int:
    """Whose step it is: the holder's, or that of the unit that raised it."""
    return difficulty.holder_id if verb in _OF_THE_HOLDER else difficulty.unit_id


def difficulty_steps(actor: Actor, difficulty: Difficulty, on: date) -> list[tuple[Verb, Verdict]]:
    """The steps that a difficulty is at, each with whether it is this actor's and why not."""
    if difficulty.plan.state == PlanState.CLOSED:
        return []
    is_last_round = difficulty.rounds >= MOST_ROUNDS
    return [
        (verb, can(actor, verb, difficulty_unit(difficulty, verb), on))
        for verb in _DIFFICULTY_STEPS.get(DifficultyState(difficulty.state), ())
        if verb is not Verb.DIFFICULTY_REOPEN or not is_last_round
    ]


def question_unit(question: Question, verb: Verb) -> int:
    """Whose step it is: the holder's, or that of the unit that asked."""
    is_askers = verb is Verb.QUESTION_WITHDRAW
    return question.unit_id if is_askers else question.holder_id


def question_steps(actor: Actor, question: Question, on: date) -> list[tuple[Verb, Verdict]]:
    """The steps that a question is at, each with whether it is this actor's and why not."""
    if question.plan.state == PlanState.CLOSED or question.state != QuestionState.OPEN:
        return []
    return [(verb, can(actor, verb, question_unit(question, verb), on)) for verb in _QUESTION_STEPS]


def guidance_steps(actor: Actor, guidance: Guidance, on: date) -> list[Verb]:
    """What the actor may do with guidance that is in use."""
    if guidance.plan.state == PlanState.CLOSED or guidance.withdrawn_at is not None:
        return []
    verbs = (Verb.GUIDANCE_REVISE, Verb.GUIDANCE_WITHDRAW)
    return [verb for verb in verbs if can(actor, verb, guidance.unit_id, on) == Allowed()]


def _verdict(verb: Verb, *, is_granted: bool) -> Verdict:
    return Allowed() if is_granted else Denied(_REASONS[verb])
