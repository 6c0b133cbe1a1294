"""A file becomes a draft beside its source."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from loa.foundation.audit import facade as audit
from loa.foundation.documents.facade import Found, LegalBasis, ParsedDocument, Span
from loa.foundation.files import facade as files
from loa.foundation.legal import facade as legal
from loa.foundation.orgs import facade as orgs
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import Change, operation
from loa.kernel.errors import DomainError
from loa.modules.plans import policies, queries
from loa.modules.plans.models import Clause, Plan
from loa.modules.plans.operations.annex_plan import add_annex, join_annex, known_annex
from loa.modules.plans.operations.draft_anew import begin_anew, is_untouched
from loa.modules.plans.operations.write_draft import DraftWriter
from loa.modules.plans.queries.reading import ReadAnnex, ReadDocument
from loa.modules.plans.rules import drafting
from loa.modules.plans.rules.annex import as_json
from loa.modules.plans.rules.citations import KnownDocument, known_documents
from loa.modules.plans.rules.doubts import DraftDoubt
from loa.modules.plans.rules.vocabulary import vocabulary
from loa.modules.plans.types import ClauseKind, DoubtCode, ImportResult, PlanState, Verb


class PlanOfAnotherProvince(DomainError):
    """The head names another province; the message says how to work with that one."""

    code = "PLANS_OF_ANOTHER_PROVINCE"


class AnnexOpensRevision(DomainError):
    """The plan was issued without this annex; the message says how to open a revision for it."""

    code = "PLANS_ANNEX_OPENS_REVISION"


@operation
def import_plan(
    *,
    actor: orgs.Actor,
    source: ReadDocument,
    as_of: date | None,
    at: datetime,
    annexes: Sequence[ReadAnnex] = (),
) -> ImportResult:
    """Make a draft of a file and its annexes; the same bytes answer the plan that is there.

    Only where the file now says more than a draft that nobody has touched is that read anew.

    An annex that an issued plan does not have is no matter of an import: it would open a revision,
    which somebody asks for by `add_annex`. Raises PlanOfAnotherProvince, AnnexOpensRevision.
    """
    plan, is_new = _imported(actor, source, as_of, at)
    _require_no_revision(plan, annexes)
    for annex in annexes:
        found = add_annex(actor=actor, plan_id=plan.pk, source=annex, at=at)
        if not found.is_joined and found.tasks:
            join_annex(actor=actor, annex_id=found.annex_id, version=None, at=at)
    return queries.import_result(Plan.objects.get(pk=plan.pk), is_new=is_new)


def _imported(
    actor: orgs.Actor, source: ReadDocument, as_of: date | None, at: datetime
) -> tuple[Plan, bool]:
    on = local_day(at)
    sha256 = hashlib.sha256(source.data).hexdigest()
    queries.lock_source(sha256)
    issuer = orgs.root_row(as_of or on).id

    require(policies.can(actor, Verb.IMPORT, issuer, on))
    existing = Plan.objects.filter(source_sha256=sha256).order_by("-revision").first()
    if existing is not None and not _is_read_better(existing, source):
        return existing, False

    from_elsewhere = _require_ours(source.document, as_of, on)
    draft = drafting.draft(
        source.document,
        as_of=as_of,
        today=on,
        calendar=legal.working_calendar(),
        words=vocabulary(),
        cited=_cited(on),
        first_day=orgs.first_day(),
    )
    draft = replace(draft, doubts=(*from_elsewhere, *draft.doubts))

    read = {
        "year": draft.year,
        "as_of": draft.as_of,
        "period_rule": draft.period_rule,
        "grids": as_json(source.tables),
        "is_laid_out": source.is_laid_out,
        **_header(source.document),
    }
    if existing is not None:
        plan = begin_anew(existing, read)
    else:
        plan = _created(actor, source, {"issuer_id": issuer, "source_sha256": sha256, **read}, at)
    clauses = _write_clauses(plan, source.document)
    DraftWriter(plan, clauses).write(draft, source.notes)

    after = {"name": source.name, "sha256": sha256, "as_of": draft.as_of, "year": draft.year}
    audit.record(
        actor=actor,
        verb=Verb.IMPORT,
        thing=plan.ref,
        change=Change(before={}, after=after),
        at=at,
        unit_id=issuer,
    )
    return plan, True


def _is_read_better(plan: Plan, source: ReadDocument) -> bool:
    """Whether the same file, sent again, says more than a draft that nobody has touched.

    So it is after a page that was not read, or that is read by what the machine lacked before.
    """
    if len(source.document.text) <= len(plan.text):
        return False
    return is_untouched(Plan.objects.select_for_update(no_key=True).get(pk=plan.pk))


def _created(
    actor: orgs.Actor, source: ReadDocument, fields: dict[str, object], at: datetime
) -> Plan:
    """A new plan with its file."""
    stored = files.store(
        actor_id=actor.person_id,
        name=source.name,
        data=source.data,
        at=at,
        purpose=files.Purpose.PLAN_SOURCE,
    )
    return Plan.objects.create(
        source_file_id=stored.id,
        source_name=source.name[:255],
        imported_at=at,
        imported_by=actor.label,
        **fields,
    )


def _require_no_revision(plan: Plan, annexes: Sequence[ReadAnnex]) -> None:
    if plan.state == PlanState.DRAFT:
        return
    for annex in annexes:
        if known_annex(plan, hashlib.sha256(annex.data).hexdigest()) is None:
            message = (
                f"Kế hoạch này đã giao (số {plan.pk} trong danh sách) và chưa có biểu "
                f"«{annex.name}». Thêm biểu sẽ mở bản sửa đổi, chỉ giao phần thêm. Nếu đúng ý: mở "
                "kế hoạch, chọn «Thêm biểu kèm theo», hoặc chạy "
                f"«loa plan annex {plan.pk} TỆP»."
            )
            raise AnnexOpensRevision(message)


def _require_ours(
    document: ParsedDocument, as_of: date | None, today: date
) -> tuple[DraftDoubt, ...]:
    """Nothing, or a doubt where the head speaks of elsewhere.

    Raises PlanOfAnotherProvince, and BeforeFirstTree for a given day of which no units are known.

    Documents of central bodies are taken in: a province gives its own units work by them.
    """
    if as_of is not None:
        orgs.require_known(as_of)
    on = document.issued_on.value or as_of
    heads = (document.issuer.value or "", document.parent_body.value or "")
    found = orgs.origin_of(heads, document.place.value or "", on)
    ours = orgs.root_row(on or today).name.removeprefix("UBND ")
    if found.whose is orgs.Whose.OTHER:
        message = (
            f"Văn bản này của {found.name[:1].lower()}{found.name[1:]}, còn nơi cài đặt này là của "
            f"{ours}, nên chưa nhập. Để làm việc với tỉnh kia, người quản trị đặt LOA_DATA sang "
            f"một thư mục mới và chạy «loa orgs load {found.line}»; sau đó nhập tệp ở đó."
        )
        raise PlanOfAnotherProvince(message)
    if found.whose is not orgs.Whose.UNSURE:
        return ()
    span = document.issuer.span or document.place.span
    message = f"Phần đầu văn bản nhắc tới «{found.name}», không thấy ở {ours}. Đối chiếu văn bản."
    return (DraftDoubt(DoubtCode.HEADER_UNSURE, "issuer", message, span),)


def _cited(on: date) -> tuple[KnownDocument, ...]:
    """The documents against which legal bases are held."""
    return known_documents(legal.value("documents.cited", on=on))


def _header(document: ParsedDocument) -> dict[str, object]:
    """The head's fields as read, no longer than their columns: a misreading breaks no import."""
    fields = _read_header(document)
    longest = {
        column.name: column.max_length
        for column in Plan._meta.fields  # noqa: SLF001  Django publishes this name
        if column.max_length is not None
    }
    return {
        name: value[: longest.get(name)] if isinstance(value, str) else value
        for name, value in fields.items()
    }


def _read_header(document: ParsedDocument) -> dict[str, object]:
    signer = document.signer
    return {
        "text": document.text,
        "kind": document.kind.value or "",
        "parent_body": document.parent_body.value or "",
        "issuer_words": document.issuer.value or "",
        "number": document.number.value or "",
        "notation": document.notation.value or "",
        "place": document.place.value or "",
        "signed_on": document.issued_on.value,
        "subject": document.subject.value or "",
        "signer_authority": [line.value for line in signer.authority],
        "signer_post": signer.post.value or "",
        "signer_name": signer.name.value or "",
        "legal_bases": [_basis(basis) for basis in document.legal_bases],
        "recipients": [{"text": line.value, **_place(line.span)} for line in document.recipients],
        "missing": [
            {"kind": missing.kind.value, "phrase": missing.phrase, **_place(missing.span)}
            for missing in document.missing
        ],
        "spans": _spans(document),
    }


def _basis(basis: LegalBasis) -> dict[str, object]:
    return {
        "kind": basis.kind,
        "number": basis.number,
        "title": basis.title,
        "date": basis.issued_on.isoformat() if basis.issued_on else None,
        "body": basis.body,
        "subject": basis.subject,
        **_place(basis.span),
    }


def _place(span: Span | None) -> dict[str, int | None]:
    return {"start": span.start, "end": span.end} if span else {"start": None, "end": None}


def _spans(document: ParsedDocument) -> dict[str, dict[str, object]]:
    fields: dict[str, Found[str | None] | Found[date | None]] = {
        "kind": document.kind,
        "parent_body": document.parent_body,
        "issuer": document.issuer,
        "number": document.number,
        "notation": document.notation,
        "place": document.place,
        "signed_on": document.issued_on,
        "subject": document.subject,
        "signer_post": document.signer.post,
        "signer_name": document.signer.name,
    }
    return {
        name: {**_place(found.span), "confidence": found.confidence}
        for name, found in fields.items()
        if found.span
    }


def _write_clauses(plan: Plan, document: ParsedDocument) -> list[Clause]:
    rows = [
        (ClauseKind.SECTION, s.path, s.label, s.title, s.title_span)
        for s in document.sections
        if s.is_titled and not s.is_annex
    ]
    rows += [
        (kind, "", label.format(n), passage.text, passage.span)
        for kind, label, passages in (
            (ClauseKind.PURPOSE, "Mục đích {}", document.purposes or ()),
            (ClauseKind.REQUIREMENT, "Yêu cầu {}", document.requirements or ()),
            (ClauseKind.MONEY, "Kinh phí", document.money),
            (ClauseKind.DIFFICULTY, "Khó khăn, vướng mắc", document.difficulties),
        )
        for n, passage in enumerate(passages, 1)
    ]
    rows.sort(key=lambda row: (row[4].start, row[4].end))
    return Clause.objects.bulk_create(
        Clause(
            plan=plan,
            ordinal=ordinal,
            kind=kind,
            path=path[:100],
            label=label[:100],
            text=text,
            start=span.start,
            end=span.end,
        )
        for ordinal, (kind, path, label, text, span) in enumerate(rows, 1)
    )
