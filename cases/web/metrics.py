"""``/metrics`` for Prometheus: what was asked and how long it took, and how the house stands.

Labels are names of routes, methods, codes and kinds of work; never an address, a number of a
case or anything that somebody typed. Where ``PROMETHEUS_MULTIPROC_DIR`` names a folder, as
under ``serve``, the processes of one machine are counted together; else each for itself.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from hmac import compare_digest
from pathlib import Path

from allauth.core.internal.httpkit import get_client_ip
from django.conf import settings
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
    multiprocess,
)
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from cases.domain.errors import CaseError
from cases.queries import operation, self_checks
from cases.services import backups
from cases.services.jobs import QUEUES
from cases.web.health import PARTS

UNKNOWN = "none"  # the route of an address that leads nowhere
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
BOUNDS = (0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 5.0, 20.0)  # seconds

REGISTRY = CollectorRegistry()
ANSWERS = Counter(
    "sidang_answers",
    "Answers by route and code",
    ["route", "method", "code"],
    registry=REGISTRY,
)
SECONDS = Histogram(
    "sidang_answer_seconds",
    "How long answers took",
    ["route"],
    buckets=BOUNDS,
    registry=REGISTRY,
)


class MeasuringMiddleware:
    """Count every answer under the name of its route."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = self.get_response(request)
        found = request.resolver_match
        route = (found.view_name if found else None) or UNKNOWN
        method = request.method if request.method in METHODS else UNKNOWN
        ANSWERS.labels(route, method, str(response.status_code)).inc()
        SECONDS.labels(route).observe(time.perf_counter() - began)
        return response


class House(Collector):
    """How the house stands at the moment of asking."""

    def collect(self) -> Iterable[Metric]:
        up = GaugeMetricFamily("sidang_part_up", "Whether a part works", labels=["part"])
        for name, works in PARTS.items():
            up.add_metric([name], float(works()))
        yield up
        try:
            yield from _work()
        except DatabaseError:  # told already, as a part that does not work
            return
        yield from _last_backup()
        yield from _last_look()


def _registry() -> CollectorRegistry:
    """What is told: of this process, or of all that share a folder."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        REGISTRY.register(House())
        return REGISTRY
    shared = CollectorRegistry()
    multiprocess.MultiProcessCollector(shared)
    shared.register(House())
    return shared


TOLD = _registry()


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """The numbers, for whoever may read them; for anybody else there is nothing here."""
    if not _may_read(request):
        raise Http404
    return HttpResponse(generate_latest(TOLD), content_type=CONTENT_TYPE_LATEST)


def _may_read(request: HttpRequest) -> bool:
    if settings.METRICS_TOKEN:
        brought = request.headers.get("Authorization", "")
        expected = f"Bearer {settings.METRICS_TOKEN}"
        if compare_digest(brought.encode(), expected.encode()):
            return True
    return get_client_ip(request) in settings.METRICS_FROM


def _work() -> Iterable[Metric]:
    labels = ["kind", "queue", "state"]
    count = GaugeMetricFamily("sidang_jobs", "Jobs that are not done", labels=labels)
    age = GaugeMetricFamily("sidang_oldest_job_seconds", "Age of the oldest", labels=labels)
    for one in operation.jobs_standing(now=timezone.now()):
        named = [one.kind, str(QUEUES.get(one.kind, "quick")), one.state]
        count.add_metric(named, one.count)
        age.add_metric(named, one.age)
    length = operation.journal_length()
    return count, age, GaugeMetricFamily("sidang_journal_entries", "Entries", value=length)


def _last_look() -> Iterable[Metric]:
    night = self_checks.newest()
    if night is None:
        return
    age = (timezone.now() - night.ended_at).total_seconds()
    yield GaugeMetricFamily("sidang_self_check_age_seconds", "Since the last look", value=age)
    count = night.count
    yield GaugeMetricFamily("sidang_self_check_findings", "What it found", value=count)


def _last_backup() -> Iterable[Metric]:
    if not settings.BACKUP_DIR:
        return
    try:
        taken_at = backups.last_taken(Path(settings.BACKUP_DIR))
    except (CaseError, OSError):
        taken_at = None
    if taken_at is not None:
        age = (timezone.now() - taken_at).total_seconds()
        yield GaugeMetricFamily("sidang_backup_age_seconds", "Age of the newest", value=age)
