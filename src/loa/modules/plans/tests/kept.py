"""Rows that many tests need, made once in a process and put back by COPY.

Loading the reference tree and issuing a plan each cost half a second and more; putting their rows
back costs a twentieth of it. Ids stay, so what the process keeps of them (the forest of units and
the lexicon of its names) stays true. The journal is left out: its chain belongs to one database.
"""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from psycopg import sql

# Keys of rows that come back were checked when they were made; asking for each again costs as much
# as the COPY. Only the server of the tests lets their role say so.
_MAY_TRUST = "SELECT has_parameter_privilege('session_replication_role', 'SET')"
_Tables = list[tuple[str, bytes]]
_kept: dict[str, tuple[_Tables, Any]] = {}


def kept(name: str, labels: tuple[str, ...], build: Callable[[], Any]) -> Any:  # noqa: ANN401  whatever is built
    """What `build` returns; its rows in the apps of those labels are in the tables afterwards.

    The tables of those apps are empty before.
    """
    if name not in _kept:
        built = build()
        _kept[name] = (_rows(labels), built)
        return built
    tables, built = _kept[name]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_MAY_TRUST)
        may_trust = cursor.fetchone() == (True,)
        if may_trust:
            cursor.execute("SET LOCAL session_replication_role = replica")
        for table, data in tables:
            statement = sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(table))
            with cursor.copy(statement) as copy:
                copy.write(data)
        if may_trust:
            cursor.execute("SET LOCAL session_replication_role = origin")
    return built


def _rows(labels: tuple[str, ...]) -> _Tables:
    found: _Tables = []
    with connection.cursor() as cursor:
        for table in _in_order(labels):
            with cursor.copy(sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))) as copy:
                data = b"".join(bytes(part) for part in copy)
            if data:
                found.append((table, data))
    return found


def _in_order(labels: tuple[str, ...]) -> list[str]:
    """The tables, each behind those that it points at."""
    left = [model for label in labels for model in apps.get_app_config(label).get_models()]
    ordered: list[type[models.Model]] = []
    while left:
        ready = [model for model in left if not _targets(model) & (set(left) - {model})]
        ordered += ready
        left = [model for model in left if model not in ready]
    return [model._meta.db_table for model in ordered]  # noqa: SLF001  Django publishes this name


def _targets(model: type[models.Model]) -> set[Any]:
    return {
        field.related_model
        for field in model._meta.fields  # noqa: SLF001  Django publishes this name
        if field.is_relation
    }
