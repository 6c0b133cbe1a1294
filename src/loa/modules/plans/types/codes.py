"""Codes of plans: states, roles, rights and kinds; what is stored of them does not change."""

from enum import StrEnum


class PlanState(StrEnum):
    """Where a plan stands. SUPERSEDED: a later revision was issued. CLOSED: its year is over."""

    DRAFT = "DRAFT"
    ISSUED = "ISSUED"
    CLOSED = "CLOSED"
    SUPERSEDED = "SUPERSEDED"


class ClauseKind(StrEnum):
    """What a passage of the plan is for."""

    PURPOSE = "PURPOSE"
    REQUIREMENT = "REQUIREMENT"
    SECTION = "SECTION"
    MONEY = "MONEY"
    DIFFICULTY = "DIFFICULTY"


class TaskRole(StrEnum):
    """Who leads does and submits; who coordinates acknowledges and contributes."""

    LEAD = "LEAD"
    COORDINATE = "COORDINATE"


class Schedule(StrEnum):
    """When a task falls due: once, or again in every period of the named kind."""

    ONCE = "ONCE"
    MONTHLY = "MONTHLY"
    QUARTERLY = "QUARTERLY"
    HALF_YEARLY = "HALF_YEARLY"
    YEARLY = "YEARLY"
    ONGOING = "ONGOING"
    REPORTING = "REPORTING"


class WorkState(StrEnum):
    """Where a piece of work stands; lateness is no state, it is computed."""

    NOT_STARTED = "NOT_STARTED"
    IN_PROGRESS = "IN_PROGRESS"
    SUBMITTED = "SUBMITTED"
    RETURNED = "RETURNED"
    DONE = "DONE"
    NOT_APPLICABLE = "NOT_APPLICABLE"


OPEN_STATES = frozenset({WorkState.NOT_STARTED, WorkState.IN_PROGRESS, WorkState.RETURNED})
CLOSED_STATES = frozenset({WorkState.DONE, WorkState.NOT_APPLICABLE})


class ReportState(StrEnum):
    """Where the period report of a unit stands; SUBMITTED and after it are frozen."""

    DRAFT = "DRAFT"
    PROPOSED = "PROPOSED"
    SUBMITTED = "SUBMITTED"
    RETURNED = "RETURNED"
    ACCEPTED = "ACCEPTED"


FROZEN_REPORTS = frozenset({ReportState.SUBMITTED, ReportState.ACCEPTED})


class AnnexState(StrEnum):
    """READ waits for its check; JOINED gave its tasks to the plan; DROPPED was put aside."""

    READ = "READ"
    JOINED = "JOINED"
    DROPPED = "DROPPED"


class UploadState(StrEnum):
    """OPEN is still read; FAILED could not become a draft, wholly or in part."""

    OPEN = "OPEN"
    DONE = "DONE"
    FAILED = "FAILED"
    DROPPED = "DROPPED"


class FileState(StrEnum):
    """How far the reading of one file is."""

    WAITING = "WAITING"
    READING = "READING"
    READ = "READ"
    FAILED = "FAILED"


class DoubtState(StrEnum):
    """OPEN waits for a person; UNREVIEWED was issued without one."""

    OPEN = "OPEN"
    SETTLED = "SETTLED"
    UNREVIEWED = "UNREVIEWED"


class DoubtCode(StrEnum):
    """What a person should look at before the plan is issued."""

    NUMBER_MISSING = "NUMBER_MISSING"
    DATE_MISSING = "DATE_MISSING"
    AS_OF_GUESSED = "AS_OF_GUESSED"
    YEAR_GUESSED = "YEAR_GUESSED"
    PERIOD_RULE_GUESSED = "PERIOD_RULE_GUESSED"
    ANNEX_MISSING = "ANNEX_MISSING"
    HEADER_UNSURE = "HEADER_UNSURE"
    ACTOR_MISSING = "ACTOR_MISSING"
    ACTOR_UNSURE = "ACTOR_UNSURE"
    DUE_GUESSED = "DUE_GUESSED"
    DUE_RELATIVE = "DUE_RELATIVE"
    TASK_UNSURE = "TASK_UNSURE"
    FILE_NOTE = "FILE_NOTE"
    NO_TASK = "NO_TASK"


class DifficultyState(StrEnum):
    """Where a difficulty stands; late is no state, it is computed."""

    OPEN = "OPEN"
    ANSWERED = "ANSWERED"
    WITHDRAWN = "WITHDRAWN"


class DifficultyMove(StrEnum):
    """What happened to a difficulty; the first and every new holder begin the clock anew."""

    RAISED = "RAISED"
    PASSED_UP = "PASSED_UP"
    ANSWERED = "ANSWERED"
    WITHDRAWN = "WITHDRAWN"
    REOPENED = "REOPENED"
    HANDED_ON = "HANDED_ON"


class Effect(StrEnum):
    """What a direction changes beside its words.

    UNIT_DUE moves the day of those who raised it, ALL_DUE that of every unit with the task,
    NEW_TASK opens a revision of the plan.
    """

    NONE = "NONE"
    UNIT_DUE = "UNIT_DUE"
    ALL_DUE = "ALL_DUE"
    NEW_TASK = "NEW_TASK"


class PublicFile(StrEnum):
    """Which file of a public plan everybody may have."""

    NONE = "NONE"
    SIGNED = "SIGNED"
    COMPOSED = "COMPOSED"


class Road(StrEnum):
    """Over what a document reaches a recipient; the codes are stored."""

    DESK = "DESK"
    EMAIL = "EMAIL"
    PAPER = "PAPER"


class Verb(StrEnum):
    """What people do in a plan; the same codes name the right, the step and the journal line."""

    IMPORT = "PLAN_IMPORT"
    EDIT = "PLAN_EDIT"
    ISSUE = "PLAN_ISSUE"
    OWN_PLAN = "PLAN_OWN"
    OWN_ISSUE = "PLAN_OWN_ISSUE"
    DELIVER = "PLAN_DELIVER"
    DELIVERY_OPEN = "DELIVERY_OPEN"
    AMEND = "PLAN_AMEND"
    CLOSE = "PLAN_CLOSE"
    READ = "PLAN_READ"
    PUBLISH = "PLAN_PUBLISH"
    UNPUBLISH = "PLAN_UNPUBLISH"
    ACKNOWLEDGE = "ASSIGNMENT_ACKNOWLEDGE"
    RECORD = "ACTIVITY_RECORD"
    RECORD_FOR = "ACTIVITY_RECORD_FOR"
    SHOW = "ACTIVITY_SHOW"
    HIDE = "ACTIVITY_HIDE"
    PROPOSE = "ASSIGNMENT_PROPOSE"
    APPROVE = "ASSIGNMENT_APPROVE"
    FINISH = "ASSIGNMENT_FINISH"
    ACCEPT = "ASSIGNMENT_ACCEPT"
    RETURN = "ASSIGNMENT_RETURN"
    ASK_EXEMPT = "ASSIGNMENT_ASK_EXEMPT"
    EXEMPT = "ASSIGNMENT_EXEMPT"
    REPORT_DRAFT = "REPORT_DRAFT"
    REPORT_APPROVE = "REPORT_APPROVE"
    REPORT_ACCEPT = "REPORT_ACCEPT"
    REPORT_RETURN = "REPORT_RETURN"
    REPORT_CONSOLIDATE = "REPORT_CONSOLIDATE"
    NUMBER = "DOCUMENT_NUMBER"
    FORGET_NUMBER = "DOCUMENT_NUMBER_FORGET"
    SEND_BACK = "ASSIGNMENT_SEND_BACK"
    TRANSFER = "ASSIGNMENT_TRANSFER"
    MOVE_DUE = "ASSIGNMENT_MOVE_DUE"
    SHIFT_DUE = "ASSIGNMENT_SHIFT_DUE"
    READ_UPLOAD = "UPLOAD_READ"
    OVERSEE = "WORK_OVERSEE"
    KEEP_MONDAYS = "MONDAY_KEEP"
    URGE = "WORK_URGE"
    URGING_ACKNOWLEDGE = "URGING_ACKNOWLEDGE"
    URGING_SEND = "URGING_SEND"
    DISPATCH_EDIT = "DISPATCH_EDIT"
    DIFFICULTY_RAISE = "DIFFICULTY_RAISE"
    DIFFICULTY_WITHDRAW = "DIFFICULTY_WITHDRAW"
    DIFFICULTY_REOPEN = "DIFFICULTY_REOPEN"
    DIFFICULTY_PASS_UP = "DIFFICULTY_PASS_UP"  # noqa: S105  a right, no password
    DIFFICULTY_ANSWER = "DIFFICULTY_ANSWER"
    QUESTION_ASK = "QUESTION_ASK"
    QUESTION_WITHDRAW = "QUESTION_WITHDRAW"
    QUESTION_PASS_UP = "QUESTION_PASS_UP"  # noqa: S105  a right, no password
    QUESTION_ANSWER = "QUESTION_ANSWER"
    QUESTION_TURN = "QUESTION_TURN"
    GUIDANCE_PUBLISH = "GUIDANCE_PUBLISH"
    GUIDANCE_REVISE = "GUIDANCE_REVISE"
    GUIDANCE_WITHDRAW = "GUIDANCE_WITHDRAW"
    REMARK_SEND = "REMARK_SEND"
    REMARK_ANSWER = "REMARK_ANSWER"
    REMARK_PASS = "REMARK_PASS"  # noqa: S105  a right, no password
    REMARK_HIDE = "REMARK_HIDE"
    REMARK_PUBLISH = "REMARK_PUBLISH"
    REMARK_FORGET = "REMARK_FORGET"


class NoticeKind(StrEnum):
    """What news tell of, where that is no step of a Verb; the codes are stored."""

    GIVEN = "GIVEN"
    TRANSFERRED = "TRANSFERRED"
    TAKEN_BACK = "TAKEN_BACK"
    STILL_APPLIES = "STILL_APPLIES"
    READ = "READ"
    DUE_MOVED = "DUE_MOVED"
    DUE_SOON = "DUE_SOON"
    CLOSED = "CLOSED"
    URGED = "URGED"
    REPLY_LATE = "REPLY_LATE"
    DELEGATION_BEGUN = "DELEGATION_BEGUN"
    DELEGATION_ENDED = "DELEGATION_ENDED"
    MONDAY_PAGE = "MONDAY_PAGE"
    DELIVERED = "DELIVERED"
    DELIVERY_REMINDED = "DELIVERY_REMINDED"
    MENTIONED = "MENTIONED"
