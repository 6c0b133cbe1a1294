"""Addresses of plans, in unaccented Vietnamese."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import path

from loa.modules.plans.types import Verb
from loa.modules.plans.web import (
    annex_views,
    calendar_urls,
    change_urls,
    close_views,
    comment_urls,
    control_views,
    difficulty_views,
    dispatch_views,
    draft_presence,
    draft_task_views,
    draft_views,
    guidance_views,
    many_views,
    matrix_views,
    oversight_views,
    own_urls,
    passage_views,
    plan_views,
    publicity_urls,
    question_views,
    remark_urls,
    report_views,
    saved_view_urls,
    upload_views,
    urge_views,
    work_views,
)

app_name = "plans"

_STEPS = (
    ("nhan-viec", Verb.ACKNOWLEDGE, "work-acknowledge"),
    ("trinh", Verb.PROPOSE, "work-propose"),
    ("duyet", Verb.APPROVE, "work-approve"),
    ("xong", Verb.FINISH, "work-finish"),
    ("chap-nhan", Verb.ACCEPT, "work-accept"),
    ("tra-lai", Verb.RETURN, "work-return"),
    ("de-nghi-khong-ap-dung", Verb.ASK_EXEMPT, "work-ask-exempt"),
    ("khong-ap-dung", Verb.EXEMPT, "work-exempt"),
)
_REPORT_STEPS = (
    ("trinh", Verb.REPORT_DRAFT, "report-propose"),
    ("duyet", Verb.REPORT_APPROVE, "report-approve"),
    ("nhan", Verb.REPORT_ACCEPT, "report-accept"),
    ("tra-lai", Verb.REPORT_RETURN, "report-return"),
)
_DIFFICULTY_STEPS = (
    ("tra-loi", Verb.DIFFICULTY_ANSWER, "difficulty-answer"),
    ("chuyen-len", Verb.DIFFICULTY_PASS_UP, "difficulty-pass-up"),
    ("rut", Verb.DIFFICULTY_WITHDRAW, "difficulty-withdraw"),
    ("neu-lai", Verb.DIFFICULTY_REOPEN, "difficulty-reopen"),
)
_QUESTION_STEPS = (
    ("tra-loi", Verb.QUESTION_ANSWER, "question-answer"),
    ("chuyen-len", Verb.QUESTION_PASS_UP, "question-pass-up"),
    ("thanh-vuong-mac", Verb.QUESTION_TURN, "question-turn"),
    ("rut", Verb.QUESTION_WITHDRAW, "question-withdraw"),
)

_DISPATCH_PAGES = (
    ("", dispatch_views.dispatch_detail, "dispatch-detail"),
    ("sua/", dispatch_views.dispatch_edit, "dispatch-edit"),
    ("so-ngay/", dispatch_views.dispatch_number, "dispatch-number"),
    ("tep.<str:kind>", dispatch_views.dispatch_file, "dispatch-file"),
)

_PASSAGE_PAGES: tuple[tuple[str, Callable[..., HttpResponse], dict[str, bool], str], ...] = (
    ("", passage_views.section, {}, "report-passages"),
    ("lay-moi/", passage_views.take_in, {}, "report-take-in"),
    ("<str:which>/", passage_views.passage, {}, "report-passage"),
    ("<str:which>/cho/", passage_views.move, {}, "report-passage-move"),
    ("<str:which>/bo/", passage_views.drop, {"is_dropped": True}, "report-passage-drop"),
    ("<str:which>/lay-lai/", passage_views.drop, {"is_dropped": False}, "report-passage-keep"),
)

urlpatterns = [
    path("ke-hoach/", plan_views.plan_list, name="plan-list"),
    path("ke-hoach/nhap/", plan_views.plan_import, name="plan-import"),
    path(
        "ke-hoach/nhap/chua-doc/<int:file_id>/",
        upload_views.upload_reread,
        name="upload-reread",
    ),
    path(
        "ke-hoach/nhap/chua-doc/<int:file_id>/goc/",
        upload_views.upload_source,
        name="upload-source",
    ),
    path(
        "ke-hoach/nhap/chua-doc/<int:file_id>/xoa/",
        upload_views.upload_forget,
        name="upload-forget",
    ),
    path("ke-hoach/nhap/luot/<int:upload_id>/", upload_views.upload_detail, name="upload-detail"),
    path("ke-hoach/nhap/luot/<int:upload_id>/bo/", upload_views.upload_drop, name="upload-drop"),
    path("ke-hoach/bieu-mau.xlsx", annex_views.annex_template, name="annex-template"),
    path("ke-hoach/<int:plan_id>/bieu/them/", annex_views.annex_add, name="annex-add"),
    path(
        "ke-hoach/<int:plan_id>/bieu/<int:annex_id>/", annex_views.annex_check, name="annex-check"
    ),
    path(
        "ke-hoach/<int:plan_id>/bieu/<int:annex_id>/bo/", annex_views.annex_drop, name="annex-drop"
    ),
    path(
        "ke-hoach/<int:plan_id>/bieu/<int:annex_id>/goc/",
        annex_views.annex_source,
        name="annex-source",
    ),
    path("ke-hoach/<int:plan_id>/", plan_views.plan_overview, name="plan-overview"),
    path("ke-hoach/<int:plan_id>/goc/", plan_views.plan_source, name="plan-source"),
    path(
        "ke-hoach/<int:plan_id>/the-thuc.<str:kind>",
        plan_views.plan_document,
        name="plan-document",
    ),
    path("ke-hoach/<int:plan_id>/cau-truc.xml", plan_views.plan_structure, name="plan-structure"),
    path("ke-hoach/<int:plan_id>/nhiem-vu/", plan_views.task_list, name="task-list"),
    path(
        "ke-hoach/<int:plan_id>/nhiem-vu/<int:task_id>/", plan_views.task_units, name="task-units"
    ),
    path("ke-hoach/<int:plan_id>/don-vi/<int:unit_id>/", plan_views.unit_tasks, name="unit-tasks"),
    *own_urls.urlpatterns,
    path("ke-hoach/<int:plan_id>/so-sanh/", plan_views.plan_difference, name="plan-difference"),
    path("ke-hoach/<int:plan_id>/ket-thuc/", close_views.plan_close, name="plan-close"),
    path("ke-hoach/<int:plan_id>/don-doc/", urge_views.urge, name="urge"),
    path(
        "ke-hoach/<int:plan_id>/don-doc/<int:round_id>/", urge_views.urge_round, name="urge-round"
    ),
    path(
        "ke-hoach/<int:plan_id>/don-doc/cong-van/",
        dispatch_views.dispatch_list,
        name="dispatch-list",
    ),
    *(
        path(f"ke-hoach/<int:plan_id>/don-doc/<int:round_id>/cong-van/{end}", view, name=name)
        for end, view, name in _DISPATCH_PAGES
    ),
    path(
        "ke-hoach/<int:plan_id>/don-doc/don-vi/<int:unit_id>/da-bao/",
        urge_views.urge_call,
        name="urge-call",
    ),
    path(
        "don-doc/<int:urging_id>/da-nhan/",
        urge_views.urging_acknowledge,
        name="urging-acknowledge",
    ),
    *change_urls.urlpatterns,
    *calendar_urls.urlpatterns,
    *comment_urls.urlpatterns,
    *saved_view_urls.urlpatterns,
    path("ke-hoach/<int:plan_id>/ma-tran/", matrix_views.matrix, name="matrix"),
    path("ke-hoach/<int:plan_id>/ma-tran.xlsx", matrix_views.matrix_file, name="matrix-sheet"),
    path("ke-hoach/<int:plan_id>/kiem-tra/", draft_views.draft_check, name="draft-check"),
    path("ke-hoach/<int:plan_id>/kiem-tra/giao/", draft_views.draft_issue, name="draft-issue"),
    path("ke-hoach/<int:plan_id>/kiem-tra/sua-doi/", draft_views.draft_amends, name="draft-amends"),
    path(
        "ke-hoach/<int:plan_id>/kiem-tra/cho-ngo/",
        draft_views.doubt_settle,
        name="doubt-settle",
    ),
    path(
        "ke-hoach/<int:plan_id>/kiem-tra/can-cu/<int:place>/",
        draft_views.basis_edit,
        name="basis-edit",
    ),
    path(
        "ke-hoach/<int:plan_id>/kiem-tra/co-mat/",
        draft_presence.draft_presence,
        name="draft-presence",
    ),
    path("ke-hoach/<int:plan_id>/kiem-tra/them/", draft_task_views.task_add, name="task-add"),
    path(
        "ke-hoach/<int:plan_id>/kiem-tra/nhiem-vu/<int:task_id>/",
        draft_task_views.task_edit,
        name="task-edit",
    ),
    path(
        "ke-hoach/<int:plan_id>/kiem-tra/nhiem-vu/<int:task_id>/han/",
        draft_task_views.task_due,
        name="task-due",
    ),
    path(
        "ke-hoach/<int:plan_id>/kiem-tra/nhiem-vu/<int:task_id>/don-vi/",
        draft_task_views.task_actors,
        name="task-actors",
    ),
    path(
        "ke-hoach/<int:plan_id>/kiem-tra/hoan-tac/<int:step_id>/",
        draft_task_views.step_undo,
        name="step-undo",
    ),
    path(
        "ke-hoach/<int:plan_id>/kiem-tra/nhiem-vu/<int:task_id>/tach/",
        draft_task_views.task_split,
        name="task-split",
    ),
    path(
        "ke-hoach/<int:plan_id>/kiem-tra/nhiem-vu/<int:task_id>/gop/",
        draft_task_views.task_join,
        name="task-join",
    ),
    path(
        "ke-hoach/<int:plan_id>/kiem-tra/nhiem-vu/<int:task_id>/gop-sau/",
        draft_task_views.task_join_next,
        name="task-join-next",
    ),
    path(
        "ke-hoach/<int:plan_id>/kiem-tra/nhiem-vu/<int:task_id>/bo/",
        draft_task_views.task_remove,
        name="task-remove",
    ),
    *publicity_urls.urlpatterns,
    *remark_urls.urlpatterns,
    path("dieu-hanh/", oversight_views.oversight_own, name="oversight"),
    path("dieu-hanh/<int:unit_id>/", oversight_views.oversight_unit, name="oversight-unit"),
    path(
        "dieu-hanh/<int:unit_id>/trang.pdf", oversight_views.oversight_file, name="oversight-file"
    ),
    path(
        "dieu-hanh/<int:unit_id>/<str:what>/", oversight_views.oversight_rows, name="oversight-rows"
    ),
    path("viec/nhieu/", many_views.work_many, name="work-many"),
    path("viec/<int:occurrence_id>/", work_views.work_detail, name="work-detail"),
    path("viec/<int:occurrence_id>/hoat-dong/", work_views.activity_add, name="activity-add"),
    path(
        "viec/<int:occurrence_id>/nhap-thay/", work_views.activity_add_for, name="activity-add-for"
    ),
    path(
        "viec/<int:occurrence_id>/gui-lai-can-bo/", work_views.work_send_back, name="work-send-back"
    ),
    path(
        "viec/<int:occurrence_id>/van-ap-dung/",
        work_views.work_refuse_exempt,
        name="work-refuse-exempt",
    ),
    path(
        "hoat-dong/<int:activity_id>/rut/", work_views.activity_withdraw, name="activity-withdraw"
    ),
    path(
        "hoat-dong/<int:activity_id>/tep/<int:file_id>/",
        work_views.evidence_file,
        name="evidence-file",
    ),
    path(
        "ke-hoach/<int:plan_id>/kho-khan/",
        difficulty_views.difficulty_list,
        name="difficulty-list",
    ),
    path(
        "ke-hoach/<int:plan_id>/don-vi/<int:unit_id>/kho-khan/",
        difficulty_views.difficulty_add,
        name="difficulty-add",
    ),
    path(
        "viec/<int:occurrence_id>/kho-khan/",
        difficulty_views.difficulty_raise,
        name="difficulty-raise",
    ),
    path(
        "kho-khan/<int:difficulty_id>/",
        difficulty_views.difficulty_detail,
        name="difficulty-detail",
    ),
    *(
        path(
            f"kho-khan/<int:difficulty_id>/{address}/",
            difficulty_views.difficulty_step,
            {"verb": verb},
            name=name,
        )
        for address, verb, name in _DIFFICULTY_STEPS
    ),
    path("huong-dan/", guidance_views.guidance_everywhere, name="guidance-everywhere"),
    path("ke-hoach/<int:plan_id>/huong-dan/", guidance_views.guidance_list, name="guidance-list"),
    path(
        "ke-hoach/<int:plan_id>/don-vi/<int:unit_id>/huong-dan/",
        guidance_views.guidance_add,
        name="guidance-add",
    ),
    path("huong-dan/<int:guidance_id>/", guidance_views.guidance_detail, name="guidance-detail"),
    path(
        "huong-dan/<int:guidance_id>/sua/", guidance_views.guidance_revise, name="guidance-revise"
    ),
    path(
        "huong-dan/<int:guidance_id>/thu-hoi/",
        guidance_views.guidance_withdraw,
        name="guidance-withdraw",
    ),
    path("huong-dan/<int:guidance_id>/da-doc/", guidance_views.guidance_seen, name="guidance-seen"),
    path(
        "huong-dan/<int:guidance_id>/ban/<int:edition>/tep/",
        guidance_views.guidance_file,
        name="guidance-file",
    ),
    path(
        "ke-hoach/<int:plan_id>/don-vi/<int:unit_id>/hoi/",
        question_views.question_add,
        name="question-add",
    ),
    path("viec/<int:occurrence_id>/hoi/", question_views.question_ask, name="question-ask"),
    path("cau-hoi/<int:question_id>/", question_views.question_detail, name="question-detail"),
    path(
        "cau-hoi/<int:question_id>/da-co-huong-dan/",
        question_views.question_point,
        name="question-point",
    ),
    *(
        path(
            f"cau-hoi/<int:question_id>/{address}/",
            question_views.question_step,
            {"verb": verb},
            name=name,
        )
        for address, verb, name in _QUESTION_STEPS
    ),
    path("ke-hoach/<int:plan_id>/muc-truyen-thong/", control_views.section, name="control-section"),
    path(
        "ke-hoach/<int:plan_id>/muc-truyen-thong/<str:period>/tep.<str:kind>",
        control_views.section_file,
        name="control-section-file",
    ),
    path(
        "ke-hoach/<int:plan_id>/muc-truyen-thong/<str:period>/<str:figure>/",
        control_views.section_rows,
        name="control-section-rows",
    ),
    path("ke-hoach/<int:plan_id>/bao-cao/", report_views.report_list, name="report-list"),
    path("ke-hoach/<int:plan_id>/bao-cao/mo/", report_views.report_open, name="report-open"),
    path("bao-cao/<int:report_id>/", report_views.report_detail, name="report-detail"),
    path("bao-cao/<int:report_id>/sua/", report_views.report_edit, name="report-edit"),
    path("bao-cao/<int:report_id>/dinh-chinh/", report_views.report_correct, name="report-correct"),
    path("bao-cao/<int:report_id>/so-ngay/", report_views.report_number, name="report-number"),
    path("bao-cao/<int:report_id>/so/<str:figure>/", report_views.figure_rows, name="figure-rows"),
    *(
        path(f"bao-cao/<int:report_id>/y/<str:code>/{address}", view, said, name=name)
        for address, view, said, name in _PASSAGE_PAGES
    ),
    path("bao-cao/<int:report_id>/tep.<str:kind>", report_views.report_file, name="report-file"),
    *(
        path(
            f"viec/<int:occurrence_id>/{address}/", work_views.work_step, {"verb": verb}, name=name
        )
        for address, verb, name in _STEPS
    ),
    *(
        path(
            f"bao-cao/<int:report_id>/{address}/",
            report_views.report_step,
            {"verb": verb},
            name=name,
        )
        for address, verb, name in _REPORT_STEPS
    ),
]
