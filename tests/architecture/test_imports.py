"""The import contracts stand, and each of them bites."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import grimp
import pytest
from importlinter import api
from importlinter.contracts.forbidden import ForbiddenContract
from importlinter.contracts.independence import IndependenceContract
from importlinter.contracts.layers import LayersContract
from importlinter.contracts.protected import ProtectedContract
from importlinter.domain.contract import Contract

CLASSES: dict[str, type[Contract]] = {
    "layers": LayersContract,
    "independence": IndependenceContract,
    "forbidden": ForbiddenContract,
    "protected": ProtectedContract,
}
FLOORS = "Imports go down only"
SURFACES = "Surfaces do not know each other"
MODULES = "Modules stand in their order"
FOUNDATION = "Foundation rooms stand in their order"
INSIDE = "Inside a room, pages and handlers stand above, values below"
DOORS = "From outside, a room is its facade"
FACTS = "Only reports read facts"
PURITY = "Values, rules and readers know no Django"
PAGES = "A page holds no model"
FENCE = "Readers of files stand behind the fence"

WRONG = [
    (FLOORS, "loa.kernel.clock", "loa.foundation.orgs.facade"),
    (FLOORS, "loa.foundation.orgs.queries", "loa.modules.plans.facade"),
    (FLOORS, "loa.modules.plans.queries", "loa.config.settings"),
    (SURFACES, "loa.surfaces.desk.context", "loa.surfaces.cli.main"),
    (MODULES, "loa.modules.procedures.facade", "loa.modules.plans.facade"),
    (MODULES, "loa.modules.feedback.facade", "loa.modules.outreach.facade"),
    (FOUNDATION, "loa.foundation.audit.queries", "loa.foundation.orgs.facade"),
    (FOUNDATION, "loa.foundation.files.queries", "loa.foundation.legal.facade"),
    (FOUNDATION, "loa.foundation.jobs.queue", "loa.foundation.database.facade"),
    (INSIDE, "loa.modules.plans.models.plan", "loa.modules.plans.operations.import_plan"),
    (INSIDE, "loa.foundation.orgs.queries.people", "loa.foundation.orgs.policies"),
    (INSIDE, "loa.foundation.legal.types", "loa.foundation.legal.rules"),
    (DOORS, "loa.modules.plans.queries.plans", "loa.foundation.orgs.models.unit"),
    (DOORS, "loa.modules.plans.rules.work", "loa.foundation.orgs.forest"),
    (DOORS, "loa.surfaces.cli.main", "loa.modules.plans.operations.issue_plan"),
    (DOORS, "loa.config.wiring", "loa.foundation.jobs.registry"),
    (DOORS, "loa.foundation.orgs.operations.people", "loa.foundation.audit.chain"),
    (DOORS, "loa.foundation.documents.parse.reader", "loa.foundation.files.extract.word"),
    (DOORS, "loa.modules.plans.tests.factories", "loa.foundation.orgs.models.unit"),
    (FACTS, "loa.surfaces.desk.context", "loa.modules.plans.facts"),
    (PURITY, "loa.modules.plans.rules.work", "django.db"),
    (PURITY, "loa.foundation.documents.parse.reader", "django.utils"),
    (PURITY, "loa.kernel.worktime.calendar", "loa.kernel.db"),
    (PAGES, "loa.modules.plans.web.forms", "loa.modules.plans.models.task"),
    (PAGES, "loa.surfaces.desk.context", "loa.modules.plans.models.plan"),
    (FENCE, "loa.foundation.orgs.people_sheet", "python_calamine"),
    (FENCE, "loa.modules.plans.operations.import_plan", "pypdfium2"),
]


@pytest.fixture(scope="session")
def graph() -> grimp.ImportGraph:
    """Who imports whom under src/loa."""
    return grimp.build_graph("loa", include_external_packages=True, cache_dir=None)


@pytest.fixture(scope="session")
def contracts(root: Path) -> dict[str, Contract]:
    """The contracts of .importlinter by their names."""
    read = api.read_configuration(str(root / ".importlinter"))
    return {
        options["name"]: CLASSES[options["type"]](options["name"], read["session_options"], options)
        for options in read["contracts_options"]
    }


def is_kept(contract: Contract, graph: Any) -> bool:  # noqa: ANN401  grimp's graph is not typed through deepcopy
    return contract.check(graph=graph, verbose=False).kept


def test_every_contract_is_tried(contracts: dict[str, Contract]) -> None:
    assert set(contracts) == {name for name, _importer, _imported in WRONG}


def test_contracts_are_kept(contracts: dict[str, Contract], graph: grimp.ImportGraph) -> None:
    broken = [name for name, one in contracts.items() if not is_kept(one, deepcopy(graph))]
    assert broken == [], "run lint-imports: it tells which import"


@pytest.mark.parametrize(("name", "importer", "imported"), WRONG)
def test_a_wrong_import_is_caught(
    contracts: dict[str, Contract],
    graph: grimp.ImportGraph,
    name: str,
    importer: str,
    imported: str,
) -> None:
    wrong = deepcopy(graph)
    for module in (importer, imported):
        _stand(wrong, module)
    assert is_kept(contracts[name], deepcopy(wrong))
    wrong.add_import(importer=importer, imported=imported)
    assert not is_kept(contracts[name], wrong)


@pytest.mark.parametrize(
    ("name", "room"),
    [
        (FLOORS, "loa.attic"),
        (MODULES, "loa.modules.gossip"),
        (FOUNDATION, "loa.foundation.weather"),
    ],
)
def test_a_room_without_a_place_is_caught(
    contracts: dict[str, Contract], graph: grimp.ImportGraph, name: str, room: str
) -> None:
    wrong = deepcopy(graph)
    wrong.add_module(room)
    assert not is_kept(contracts[name], wrong)


def test_every_plain_file_of_the_kernel_is_pure(root: Path) -> None:
    text = (root / ".importlinter").read_text(encoding="utf-8")
    needs_django = {"db"}
    for entry in (root / "src/loa/kernel").iterdir():
        name = entry.stem
        if name.startswith("_") or name == "tests" or name in needs_django:
            continue
        assert f"    loa.kernel.{name}\n" in text, f"list loa.kernel.{name} in the contract purity"


def _stand(graph: grimp.ImportGraph, module: str) -> None:
    """Add a module that is not built yet, with its parents; `django.db` counts as django."""
    if module.startswith("django"):
        return
    parts = module.split(".")
    for end in range(1, len(parts) + 1):
        name = ".".join(parts[:end])
        if name not in graph.modules:
            graph.add_module(name)
