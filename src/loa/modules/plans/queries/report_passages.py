"""What the units wrote of a period, as the passages of the report that sums theirs up."""

from collections.abc import Mapping

from loa.foundation.orgs import facade as orgs
from loa.modules.plans.models import PeriodReport, Plan
from loa.modules.plans.queries import reports as reads
from loa.modules.plans.queries.lineage import revision_in_force
from loa.modules.plans.rules import passages as rules
from loa.modules.plans.rules import reporting, sentences
from loa.modules.plans.rules.passages import Merged
from loa.modules.plans.rules.schedule import Span
from loa.modules.plans.rules.sentences import Sentence, Source
from loa.modules.plans.rules.vocabulary import vocabulary


def said_to(plan: Plan, unit_id: int, period: Span) -> dict[str, list[Sentence]]:
    """Section → the sentences of the reports in force of the units directly below the unit.

    A unit's own are those that it wrote itself. Of a report that sums up others there are the
    passages that it says too, each with those who said it first.
    """
    day = period.reported_from
    with orgs.one_forest():
        units = reads.reporting_units(revision_in_force(plan), day)
        below = [unit for unit in units if unit.parent_id == unit_id]
        reports = reads.in_force(revision_in_force(plan), period.code) if below else {}
        found: dict[str, list[Sentence]] = {}
        for unit in below:
            if unit.id in reports:
                for code, sentence in _said(unit, reports[unit.id]):
                    found.setdefault(code, []).append(sentence)
        return found


def merged_for(
    plan: Plan, unit_id: int, period: Span, kept: Mapping[str, object]
) -> dict[str, Merged]:
    """Section → its passages as they stand now, with what an officer made of them."""
    said = said_to(plan, unit_id, period)
    return {
        section.code: rules.merged(
            said.get(section.code, []),
            rules.kept_of(kept[section.code]) if section.code in kept else None,
        )
        for section in reporting.SECTIONS
        if section.code in reporting.EDITABLE and (section.code in kept or section.code in said)
    }


def _said(unit: orgs.UnitRow, report: PeriodReport) -> list[tuple[str, Sentence]]:
    """(section, sentence) of one report that was handed in."""
    figures = reporting.from_json(report.figures)
    merged = rules.from_frozen(report.figures.get("passages"))
    drafted = reporting.drafted(
        figures,
        vocabulary(),
        is_consolidated=report.is_consolidated,
        voiced=rules.voiced(merged),
    )
    names = _names_of(unit)
    found = []
    for code in report.figures.get("edited", []):
        of_the_house = reporting.plain(drafted.get(code, ()))
        own = sentences.own(report.sections.get(code, ""), of_the_house)
        for key, text in sentences.keyed(unit.id, own):
            source = Source(unit.id, report.pk, code, text)
            found.append((code, Sentence(key, text, (source,), names)))
    for code, section in merged.items():
        texts = [passage.text for passage in section.standing]
        pairs = sentences.keyed(unit.id, texts)
        for (key, text), passage in zip(pairs, section.standing, strict=True):
            sources = passage.sources or (Source(unit.id, report.pk, code, text),)
            found.append((code, Sentence(f"{key}+", text, sources)))
    return found


def _names_of(unit: orgs.UnitRow) -> tuple[str, ...]:
    """The names by which a unit speaks of itself, the longest first."""
    return tuple(sorted({unit.body_name, unit.name, unit.short_name}, key=lambda one: -len(one)))
