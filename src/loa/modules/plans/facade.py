"""The door of plans: all that other rooms may use."""

from loa.modules.plans.events import FileReceived, PlanIssued
from loa.modules.plans.operations.amend_plan import CannotAmend, mark_amendment
from loa.modules.plans.operations.annex_plan import (
    NoTaskTable,
    add_annex,
    drop_annex,
    fix_annex,
    join_annex,
    take_annex,
)
from loa.modules.plans.operations.do_work import (
    acknowledge,
    approve,
    ask_exempt,
    finish,
    propose,
    send_back,
)
from loa.modules.plans.operations.draft_rows import AlreadyIssued
from loa.modules.plans.operations.edit_draft import add_task, edit_header, save_task
from loa.modules.plans.operations.import_plan import AnnexOpensRevision, import_plan
from loa.modules.plans.operations.issue_plan import NothingToIssue, TasksWithoutUnit, issue_plan
from loa.modules.plans.operations.keep_evidence import keep_evidence
from loa.modules.plans.operations.receive_files import receive_files
from loa.modules.plans.operations.record_activity import (
    record_activity,
    record_activity_for,
    withdraw_activity,
)
from loa.modules.plans.operations.report_period import (
    accept_report,
    approve_report,
    correct_report,
    edit_report,
    number_report,
    open_report,
    propose_report,
    return_report,
)
from loa.modules.plans.operations.review_work import (
    accept,
    exempt,
    refuse_exempt,
    return_work,
)
from loa.modules.plans.operations.tell_units import mark_seen
from loa.modules.plans.policies import report_steps, work_steps
from loa.modules.plans.queries import Activity
from loa.modules.plans.queries.annexes import annex_bytes, annexes_of
from loa.modules.plans.queries.listing import (
    PlanRow,
    plan_detail,
    plan_rows,
    source_bytes,
    version_of,
    work_list,
)
from loa.modules.plans.queries.my_work import TO_DO, Kind, Line, my_work
from loa.modules.plans.queries.notices import NoticeRow, unseen_notices
from loa.modules.plans.queries.outward import (
    CheckOfPlan,
    check_of,
    reports_owed,
    work_in_plan,
    work_row_for,
)
from loa.modules.plans.queries.plan_files import plan_document_of, plan_file
from loa.modules.plans.queries.plans import import_result, plan_for, visible_plans
from loa.modules.plans.queries.reading import (
    NoText,
    OnlyAnAnnex,
    ReadAnnex,
    ReadDocument,
    read_annex,
    read_document,
    read_files,
)
from loa.modules.plans.queries.report_files import (
    ReportView,
    as_pdf,
    as_word,
    as_workbook,
    document_of,
    draft_view,
    view_of,
)
from loa.modules.plans.queries.reports import Owed, period_of, report_for
from loa.modules.plans.queries.uploads import ReadingQueue, Sent, reading_queue, upload_for
from loa.modules.plans.queries.work import activities_of, activity_for, occurrence_for, status
from loa.modules.plans.rules.vocabulary import Vocabulary, vocabulary
from loa.modules.plans.types import (
    ActivityFacts,
    AnnexResult,
    ImportResult,
    IssueResult,
    NewEvidence,
    PlanStatus,
    Quantity,
    ReportState,
    Schedule,
    TaskFacts,
    TaskRole,
    Verb,
    WorkRow,
    WorkState,
)

__all__ = [
    "TO_DO",
    "Activity",
    "ActivityFacts",
    "AlreadyIssued",
    "AnnexOpensRevision",
    "AnnexResult",
    "CannotAmend",
    "CheckOfPlan",
    "FileReceived",
    "ImportResult",
    "IssueResult",
    "Kind",
    "Line",
    "NewEvidence",
    "NoTaskTable",
    "NoText",
    "NothingToIssue",
    "NoticeRow",
    "OnlyAnAnnex",
    "Owed",
    "PlanIssued",
    "PlanRow",
    "PlanStatus",
    "Quantity",
    "ReadAnnex",
    "ReadDocument",
    "ReadingQueue",
    "ReportState",
    "ReportView",
    "Schedule",
    "Sent",
    "TaskFacts",
    "TaskRole",
    "TasksWithoutUnit",
    "Verb",
    "Vocabulary",
    "WorkRow",
    "WorkState",
    "accept",
    "accept_report",
    "acknowledge",
    "activities_of",
    "activity_for",
    "add_annex",
    "add_task",
    "annex_bytes",
    "annexes_of",
    "approve",
    "approve_report",
    "as_pdf",
    "as_word",
    "as_workbook",
    "ask_exempt",
    "check_of",
    "correct_report",
    "document_of",
    "draft_view",
    "drop_annex",
    "edit_header",
    "edit_report",
    "exempt",
    "finish",
    "fix_annex",
    "import_plan",
    "import_result",
    "issue_plan",
    "join_annex",
    "keep_evidence",
    "mark_amendment",
    "mark_seen",
    "my_work",
    "number_report",
    "occurrence_for",
    "open_report",
    "period_of",
    "plan_detail",
    "plan_document_of",
    "plan_file",
    "plan_for",
    "plan_rows",
    "propose",
    "propose_report",
    "read_annex",
    "read_document",
    "read_files",
    "reading_queue",
    "receive_files",
    "record_activity",
    "record_activity_for",
    "refuse_exempt",
    "report_for",
    "report_steps",
    "reports_owed",
    "return_report",
    "return_work",
    "save_task",
    "send_back",
    "source_bytes",
    "status",
    "take_annex",
    "unseen_notices",
    "upload_for",
    "version_of",
    "view_of",
    "visible_plans",
    "vocabulary",
    "withdraw_activity",
    "work_in_plan",
    "work_list",
    "work_row_for",
    "work_steps",
]
