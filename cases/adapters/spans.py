"""Traces for whoever gathers them by OpenTelemetry: requests, jobs, and what the base is asked.

The one room that knows the library (the extra ``otel``). A span has a route, a kind of work or
a statement without any of its values; never an address, a word that somebody typed, a parameter
or the text of a fault. Without ``OTEL_EXPORTER_OTLP_ENDPOINT`` nothing is loaded.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

logger = logging.getLogger(__name__)

MISSING = (
    "OTEL_EXPORTER_OTLP_ENDPOINT disebut, tetapi ekstra otel tidak terpasang: tidak ada jejak "
    "yang dikirim. Pasang dengan SIDANG_EXTRAS=otel, atau kosongkan pengaturan itu."
)
# What stands in a statement as a value: words in quotes, and numbers outside of names.
VALUE = re.compile(r"'(?:[^']|'')*'|(?<![\w$\"])\d+(?:\.\d+)?(?![\w\"])")
LONGEST = 2000  # letters of a statement


class Kind(StrEnum):
    """Whose work a span tells, as the library names it."""

    SERVER = "SERVER"
    CONSUMER = "CONSUMER"
    CLIENT = "CLIENT"


class Told:
    """A span that is open: what becomes known meanwhile. Without tracing it keeps nothing."""

    def __init__(self, span: Any = None) -> None:
        self._span = span

    def name(self, name: str) -> None:
        """Call it otherwise, once the route is known."""
        if self._span is not None:
            self._span.update_name(name)

    def note(self, **told: str | int) -> None:
        """Note values by their names; ``_`` stands for the dot of a name."""
        if self._span is not None:
            for name, value in told.items():
                self._span.set_attribute(name.replace("_", "."), value)


class _Room:
    """What is loaded: the tracer and its provider, or nothing."""

    tracer: Any = None
    provider: Any = None
    kinds: Any = None
    failed: Any = None


def begin(endpoint: str, processor: Any = None) -> bool:
    """Load the library and send spans to ``endpoint``; whether that is so.

    ``processor`` takes the spans instead of a sender. Says in the log what is missing.
    """
    if not endpoint:
        return False
    try:
        _load(processor)
    except ImportError:
        logger.warning(MISSING)
        return False
    connection_created.connect(_watch, dispatch_uid="spans")
    return True


def end() -> None:
    """Send what waits, and trace nothing more."""
    connection_created.disconnect(dispatch_uid="spans")
    if _Room.provider is not None:
        _Room.provider.shutdown()
    _Room.tracer = _Room.provider = None


@contextmanager
def span(name: str, kind: Kind, **told: str | int) -> Iterator[Told]:
    """Tell of the work within; of a fault only its class."""
    if _Room.tracer is None:
        yield Told()
        return
    how = {"record_exception": False, "set_status_on_exception": False}
    with _Room.tracer.start_as_current_span(name, kind=_Room.kinds[kind], **how) as opened:
        open_span = Told(opened)
        open_span.note(**told)
        try:
            yield open_span
        except Exception as fault:
            opened.set_attribute("error.type", type(fault).__name__)
            opened.set_status(_Room.failed)
            raise


def without_values(sql: str) -> str:
    """A statement with a mark in the place of each value that stands in it."""
    return VALUE.sub("?", sql)[:LONGEST]


def _load(processor: Any) -> None:
    from opentelemetry.sdk.resources import Resource  # noqa: PLC0415 -- an extra
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415 -- an extra
    from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415 -- an extra
    from opentelemetry.trace import SpanKind, StatusCode  # noqa: PLC0415 -- an extra

    if processor is None:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import (  # noqa: PLC0415 -- an extra
            OTLPSpanExporter,
        )

        processor = BatchSpanProcessor(OTLPSpanExporter())
    provider = TracerProvider(resource=Resource.create({"service.name": "sidang-terbuka"}))
    provider.add_span_processor(processor)
    _Room.provider, _Room.kinds, _Room.failed = provider, SpanKind, StatusCode.ERROR
    _Room.tracer = provider.get_tracer("sidang")


def _watch(connection: BaseDatabaseWrapper, **_signal: Any) -> None:
    if _asked not in connection.execute_wrappers:
        connection.execute_wrappers.append(_asked)


def _asked(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """One statement of the base, without its values."""
    text = without_values(str(sql))
    system = context["connection"].vendor
    verb = text.split(maxsplit=1)[0].upper() if text.strip() else "SQL"
    with span(verb, Kind.CLIENT, db_system=system, db_statement=text):
        return execute(sql, params, many, context)
