"""The demonstration record for many tests: loaded once, copied row by row afterwards.

Loading goes through every service and takes seconds; a copy takes a fraction of one. Rows are
copied in an order that the guards of the database accept: revisions and what a turn is about
before the utterances that close them, questions before their answers, editions before their
lines.
"""

from __future__ import annotations

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Model

from cases.models import PublicChange

FIRST = (
    "cases_utterancerevision",
    "cases_utterance_items",
    "cases_utterance",
    "cases_edition",
)

_kept: list[tuple[str, list[tuple]]] = []


def put() -> None:
    """Fill the empty tables of the current transaction with the demonstration."""
    if _kept:
        _copy()
    else:
        _load()


def learn() -> None:
    """Load it once and take it back; from then on it is copied, which orders no papers."""
    if not _kept:
        with transaction.atomic():
            _load()
            transaction.set_rollback(True)


def _load() -> None:
    call_command("demo", "--force", verbosity=0)
    _kept.extend(_rows())


def _models() -> list[type[Model]]:
    """Those of this house but what the base writes itself, and addresses of accounts."""
    ours = apps.get_app_config("cases").get_models(include_auto_created=True)
    return [
        *(model for model in ours if model is not PublicChange),
        apps.get_model("account", "EmailAddress"),
    ]


def _tables() -> list[tuple[str, list[str]]]:
    tables = [
        (model._meta.db_table, [field.column for field in model._meta.local_concrete_fields])
        for model in _models()
    ]
    places = {name: place for place, name in enumerate(FIRST)}
    return sorted(tables, key=lambda table: places.get(table[0], len(FIRST)))


def _rows() -> list[tuple[str, list[tuple]]]:
    """For each table the statement that writes its rows, and the rows."""
    kept = []
    with connection.cursor() as cursor:
        for table, columns in _tables():
            quoted = ", ".join(map(connection.ops.quote_name, columns))
            order = " ORDER BY position" if table == "cases_utterance" else ""
            cursor.execute(f"SELECT {quoted} FROM {table}{order}")  # noqa: S608
            holes = ", ".join(["%s"] * len(columns))
            statement = f"INSERT INTO {table} ({quoted}) VALUES ({holes})"  # noqa: S608
            kept.append((statement, [tuple(row) for row in cursor.fetchall()]))
    return kept


def _copy() -> None:
    with connection.cursor() as cursor:
        for statement, rows in _kept:
            if rows:
                cursor.executemany(statement, rows)
        for statement in connection.ops.sequence_reset_sql(no_style(), _models()):
            cursor.execute(statement)  # the copied keys are taken
