"""Background work, messages, papers, files and the sources that the record cites."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db.models import Count

from cases.domain.notices import NoticeState
from cases.models import Document, Job, Notice, Source
from cases.models.jobs import JobState
from cases.queries.invariants.rule import Rule


def _effects() -> Iterator[tuple[str, bool]]:
    for kind, key, state, effects in Job.objects.order_by("pk").values_list(
        "kind", "key", "state", "effects"
    ):
        yield f"{kind} {key}", effects == (1 if state == JobState.DONE else 0)


def _notices() -> Iterator[tuple[str, bool]]:
    """A message is sent if its job is done, a gathered one if that of its digest is."""
    jobs = dict(Job.objects.order_by("pk").values_list("key", "state"))
    rows = Notice.objects.exclude(waits_for_digest=True, digest=None).order_by("pk")
    for code, digest, state in rows.values_list("code", "digest__code", "state"):
        job = jobs.get(digest or code)
        is_open = state == NoticeState.WAITING and job not in {None, JobState.DONE}
        is_over = state in {NoticeState.FAILED, NoticeState.CANCELLED} and job is not None
        yield code, is_open or is_over or (state == NoticeState.SENT and job == JobState.DONE)


def _papers() -> Iterator[tuple[str, bool]]:
    """Each piece of work is one finished paper, or one transcript in all its forms."""
    done = dict(Job.objects.order_by("pk").values_list("key", "state"))
    rows = Document.objects.order_by("pk").values_list("code", "edition", "rendered_at")
    leads: dict[int | None, str] = {}
    for code, edition, rendered_at in rows:
        lead = leads.setdefault(edition, code) if edition else code
        if lead in done:
            yield code, (rendered_at is not None) == (done[lead] == JobState.DONE)


def _files() -> Iterator[tuple[str, bool]]:
    rows = Document.objects.exclude(file="").values("file")
    for row in rows.annotate(count=Count("pk")).order_by("file"):
        yield row["file"], row["count"] == 1


def _sources() -> Iterator[tuple[str, bool]]:
    """Each key of a source leads to a source."""
    known = set(Source.objects.values_list("key", flat=True))
    for model in apps.get_app_config("cases").get_models():
        if not any(field.name == "sources" for field in model._meta.get_fields()):  # noqa: SLF001 -- Django's documented door
            continue
        rows = model._default_manager.order_by("pk").values_list("pk", "sources")  # noqa: SLF001 -- documented
        for pk, keys in rows.iterator():
            yield f"{model.__name__} {pk}", known.issuperset(keys)


RULES = (
    Rule("job_takes_effect_once", "Pekerjaan selesai berakibat tepat sekali", _effects),
    Rule("notice_is_sent_by_its_job", "Kabar terkirim bila pekerjaannya selesai", _notices),
    Rule("paper_is_made_by_its_job", "Surat jadi bila pekerjaannya selesai", _papers),
    Rule("file_belongs_to_one_paper", "Satu berkas milik satu surat", _files),
    Rule("source_exists", "Tiap sumber yang disebut ada", _sources),
)
