"""Rules that no single row can state, each checked over the whole record.

The database states what it can; the services refuse the rest. This reads what stands there, so
that a change by another hand is found as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.apps import apps
from django.db.models import Count, F, Model, Q, QuerySet

from cases.adapters import fonts
from cases.adapters.transcript_forms import as_json, as_pdf
from cases.domain import hearings, transcripts
from cases.domain.notices import NoticeState
from cases.domain.publication import UNANNOUNCED_KINDS, UNANNOUNCED_STATES, Visibility
from cases.models import (
    Assertion,
    Dispute,
    Document,
    Edition,
    EditionLine,
    Erratum,
    Exhibit,
    Hearing,
    Job,
    JournalEntry,
    Notice,
    PanelOrder,
    PanelSeat,
    Proposition,
    PublicDispute,
    PublicDocument,
    PublicEdition,
    PublicHearing,
    PublicUtterance,
    QuestionThread,
    Source,
    Upload,
    Utterance,
)
from cases.models.jobs import JobState

SHOWN = 5  # so many offenders of a rule are named


@dataclass(frozen=True, slots=True)
class Finding:
    """How a rule stands: how many rows it was checked on, and how many break it."""

    rule: str
    says: str
    checked: int
    broken: int
    first: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule over many rows; ``look`` tells each row it checked, and whether it holds."""

    name: str
    says: str
    look: Callable[[], Iterable[tuple[str, bool]]]


def check() -> Iterator[Finding]:
    """Every rule with its count, in a fixed order."""
    for rule in RULES:
        checked, broken = 0, []
        for name, holds in rule.look():
            checked += 1
            if not holds:
                broken.append(name)
        yield Finding(rule.name, rule.says, checked, len(broken), tuple(broken[:SHOWN]))


def _panels() -> Iterator[tuple[str, bool]]:
    """Hearings set by the house itself, and those with a certified transcript (Pasal 43(1))."""
    set_here = JournalEntry.objects.filter(act__in=["hearing_set", "hearing_moved"]).values(
        "hearing_code"
    )
    certified = Edition.objects.filter(kind=transcripts.EditionKind.CERTIFIED)
    bound = Q(code__in=set_here) | Q(pk__in=certified.values("hearing"))
    benches: dict[str, list[PanelSeat]] = {}
    for seat in PanelSeat.objects.select_related("person", "hearing"):
        benches.setdefault(seat.hearing.code, []).append(seat)
    for code in Hearing.objects.filter(bound).values_list("code", flat=True).order_by("code"):
        yield code, _is_lawful(benches.get(code, ()))


def _is_lawful(seats: Sequence[PanelSeat]) -> bool:
    bench = [hearings.Sitting(row.person.slug, hearings.Seat(row.seat)) for row in seats]
    try:
        hearings.check_panel(bench)
    except hearings.UnlawfulPanel:
        return False
    return True


def _hearings_serve() -> Iterator[tuple[str, bool]]:
    rows = Hearing.objects.annotate(count=Count("served")).order_by("code")
    for code, count in rows.values_list("code", "count"):
        yield code, count > 0


def _answers() -> Iterator[tuple[str, bool]]:
    told = "replies_to__hearing", "replies_to__kind", "replies_to__position"
    rows = Utterance.objects.exclude(replies_to=None).order_by("pk")
    for pk, hearing, position, asked_in, kind, asked_at in rows.values_list(
        "pk", "hearing", "position", *told
    ).iterator():
        is_question = kind == transcripts.UtteranceKind.QUESTION
        yield f"ucapan {pk}", is_question and asked_in == hearing and asked_at < position


def _threads() -> Iterator[tuple[str, bool]]:
    for pk, kind in QuestionThread.objects.values_list("pk", "question__kind").order_by("pk"):
        yield f"pertanyaan {pk}", kind == transcripts.UtteranceKind.QUESTION


def _numbers() -> Iterator[tuple[str, bool]]:
    """A frozen hearing is numbered from one by position; another has no numbers at all."""
    frozen = set(Edition.objects.values_list("hearing", flat=True))
    rows = Utterance.objects.order_by("hearing__code", "hearing", "position")
    told = rows.values_list("hearing__code", "hearing", "number").iterator()
    for (code, pk), turns in groupby(told, key=lambda row: row[:2]):
        numbers = [number for _code, _pk, number in turns]
        wanted = list(range(1, len(numbers) + 1)) if pk in frozen else [None] * len(numbers)
        yield code, numbers == wanted


def _fingerprints() -> Iterator[tuple[str, bool]]:
    for edition in _editions():
        lines = _lines(edition)
        yield (
            edition.code,
            len(lines) == edition.line_count
            and transcripts.content_digest(lines) == edition.content_sha256
            and edition.record["content_sha256"] == edition.content_sha256,
        )


def _lines_again() -> Iterator[tuple[str, bool]]:
    """The rows against lines broken again, where the layout is still the one they had."""
    for edition in _editions():
        if edition.layout == as_pdf.layout():
            turns = as_json.from_plain({**edition.record, "lines": []}).turns
            again = transcripts.lay_out(turns, measure=fonts.measure)
            yield edition.code, tuple(_lines(edition)) == again


def _frozen_words() -> Iterator[tuple[str, bool]]:
    """The words in the frozen record are the words that stand in the turns."""
    for edition in _editions():
        turns = as_json.from_plain({**edition.record, "lines": []}).turns
        rows = edition.hearing.utterances.prefetch_related("revisions").order_by("number")
        said = [
            (row.number, max(row.revisions.all(), key=lambda one: one.rev).text, row.is_closed)
            for row in rows
        ]
        yield edition.code, said == [(one.number, one.text, one.is_closed) for one in turns]


def _editions() -> QuerySet[Edition]:
    return Edition.objects.select_related("hearing").order_by("code")


def _lines(edition: Edition) -> list[transcripts.Line]:
    rows = EditionLine.objects.filter(edition=edition).order_by("page", "line")
    told = ("page", "line", "utterance__number", "char_from", "char_to", "text", "kind")
    return [transcripts.Line(*row) for row in rows.values_list(*told)]


def _errata() -> Iterator[tuple[str, bool]]:
    rows = Erratum.objects.select_related("first", "last").order_by("pk")
    for row in rows:
        ends = (row.first.page, row.first.line), (row.last.page, row.last.line)
        own = {row.first.edition_id, row.last.edition_id} == {row.edition_id}
        yield f"ralat {row.pk}", own and ends[0] <= ends[1]


def _stances() -> Iterator[tuple[str, bool]]:
    rows = Assertion.objects.select_related("proposition", "participant", "exhibit").order_by(
        "pk"
    )
    heard = _pairs(Hearing, "utterances__pk", "disputes")
    outside = _pairs(Dispute, "public_statements", "pk")
    for row in rows:
        dispute = row.proposition.dispute_id
        yield (
            f"sikap {row.pk}",
            (row.participant is None or row.participant.dispute_id == dispute)
            and (row.utterance_id is None or (row.utterance_id, dispute) in heard)
            and (
                row.public_statement_id is None or (row.public_statement_id, dispute) in outside
            )
            and (row.exhibit is None or row.exhibit.dispute_id == dispute),
        )


def _pairs(model: type[Model], one: str, other: str) -> set[tuple[Any, Any]]:
    return set(model._default_manager.values_list(one, other))  # noqa: SLF001 -- documented


def _propositions() -> Iterator[tuple[str, bool]]:
    rows = Proposition.objects.prefetch_related("items").order_by("pk")
    for row in rows:
        own = {item.dispute_id for item in row.items.all()} <= {row.dispute_id}
        yield f"{row.code} (proposisi {row.pk})", own


def _orders() -> Iterator[tuple[str, bool]]:
    rows = PanelOrder.objects.select_related("utterance").prefetch_related(
        "disputes", "hearing__disputes"
    )
    for row in rows.order_by("pk"):
        served = {dispute.pk for dispute in row.hearing.disputes.all()}
        own = row.utterance is None or row.utterance.hearing_id == row.hearing_id
        yield (
            f"perintah {row.pk}",
            own and {dispute.pk for dispute in row.disputes.all()} <= served,
        )


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


def _stages() -> Iterator[tuple[str, bool]]:
    """The stage of a dispute is where the last move in the journal led."""
    moves = JournalEntry.objects.filter(act="stage_moved").order_by("chain", "seq")
    last = {code: told["to"] for code, told in moves.values_list("dispute_code", "payload")}
    for code, stage in Dispute.objects.order_by("code").values_list("code", "stage"):
        if code in last:
            yield code, last[code] == stage


def _shelved_disputes() -> Iterator[tuple[str, bool]]:
    public = Dispute.objects.filter(visibility=Visibility.PUBLIC)
    yield from _only(PublicDispute.objects.all(), public)


def _shelved_hearings() -> Iterator[tuple[str, bool]]:
    announced = Hearing.objects.filter(disputes__visibility=Visibility.PUBLIC).exclude(
        Q(state__in=UNANNOUNCED_STATES) | Q(kind__in=UNANNOUNCED_KINDS)
    )
    yield from _only(PublicHearing.objects.all(), announced)


def _shelved_editions() -> Iterator[tuple[str, bool]]:
    open_ones = Hearing.objects.filter(is_public=True).exclude(
        disputes__in=Dispute.objects.exclude(visibility=Visibility.PUBLIC)
    )
    released = Edition.objects.filter(hearing__in=open_ones, published_at__isnull=False)
    yield from _only(PublicEdition.objects.all(), released)


def _exhibits() -> Iterator[tuple[str, bool]]:
    """Numbers 1, 2, 3 … on each side of each dispute."""
    rows = Exhibit.objects.order_by("dispute", "side", "no")
    told = rows.values_list("dispute__code", "side", "no")
    for (dispute, side), found in groupby(told, lambda row: row[:2]):
        numbers = [no for _dispute, _side, no in found]
        yield f"{dispute} {side}", numbers == list(range(1, len(numbers) + 1))


def _brought() -> Iterator[tuple[str, bool]]:
    """An exhibit that somebody brought is their clean copy, in the same dispute."""
    rows = Upload.objects.filter(document__isnull=False).select_related("document")
    for row in rows.order_by("pk"):
        paper = row.document
        told = paper and (paper.dispute_id, paper.file, paper.sha256, paper.size)
        yield (
            row.code,
            told == (row.dispute_id, row.clean_file, row.clean_sha256, row.clean_size),
        )


def _shelved_papers() -> Iterator[tuple[str, bool]]:
    public = Document.objects.filter(visibility=Visibility.PUBLIC)
    yield from _only(PublicDocument.objects.all(), public)


def _only(shelf: QuerySet[Any], allowed: QuerySet[Any]) -> Iterator[tuple[str, bool]]:
    codes = set(allowed.values_list("code", flat=True))
    for code in shelf.order_by("code").values_list("code", flat=True):
        yield code, code in codes


def _shelved_turns() -> Iterator[tuple[str, bool]]:
    closed = set(
        Utterance.objects.filter(is_closed=True).values_list(F("hearing__code"), "number")
    )
    rows = PublicUtterance.objects.order_by("hearing_id", "number")
    for hearing, number in rows.values_list("hearing_id", "number"):
        yield f"{hearing} butir {number}", (hearing, number) not in closed


RULES: Sequence[Rule] = tuple(
    Rule(name, says, look)
    for name, (says, look) in {
        "panel_is_lawful": ("Majelis gasal, sedikitnya tiga, dengan satu ketua", _panels),
        "hearing_serves_a_dispute": ("Tiap sidang memeriksa suatu sengketa", _hearings_serve),
        "answer_follows_its_question": ("Jawaban sesudah pertanyaannya, satu sidang", _answers),
        "thread_is_of_a_question": ("Yang dinilai adalah pertanyaan", _threads),
        "frozen_turns_are_numbered": ("Butir bernomor urut bila dibekukan", _numbers),
        "edition_has_its_fingerprint": (
            "Sidik jari edisi cocok dengan barisnya",
            _fingerprints,
        ),
        "lines_break_as_they_did": ("Baris edisi sama bila disusun ulang", _lines_again),
        "edition_tells_the_words": ("Kata edisi sama dengan ucapannya", _frozen_words),
        "erratum_stays_in_its_edition": ("Ralat menunjuk baris edisinya", _errata),
        "stance_stays_in_its_dispute": ("Sikap bersumber dari sengketanya", _stances),
        "proposition_stays_in_its_dispute": (
            "Proposisi tentang butir sengketanya",
            _propositions,
        ),
        "order_stays_in_its_hearing": ("Perintah majelis dari sidangnya", _orders),
        "job_takes_effect_once": ("Pekerjaan selesai berakibat tepat sekali", _effects),
        "notice_is_sent_by_its_job": ("Kabar terkirim bila pekerjaannya selesai", _notices),
        "paper_is_made_by_its_job": ("Surat jadi bila pekerjaannya selesai", _papers),
        "file_belongs_to_one_paper": ("Satu berkas milik satu surat", _files),
        "exhibits_have_no_gap": ("Bukti tiap pihak bernomor urut", _exhibits),
        "exhibit_is_the_clean_copy": ("Bukti sama dengan salinan bersihnya", _brought),
        "source_exists": ("Tiap sumber yang disebut ada", _sources),
        "stage_is_the_last_move": ("Tahap sama dengan langkah terakhir jurnal", _stages),
        "shelf_has_public_disputes": (
            "Etalase memuat sengketa yang diumumkan",
            _shelved_disputes,
        ),
        "shelf_has_announced_hearings": ("Etalase memuat sidang terbuka", _shelved_hearings),
        "shelf_has_published_editions": ("Etalase memuat risalah terbit", _shelved_editions),
        "shelf_has_public_papers": ("Etalase memuat surat untuk umum", _shelved_papers),
        "shelf_has_open_turns": ("Etalase tidak memuat butir tertutup", _shelved_turns),
    }.items()
)
