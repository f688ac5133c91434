"""The draft at the correcting desk: what stands, what waits for somebody, how it came about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import takewhile
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from cases.domain import correcting as rules
from cases.domain.captions import Word
from cases.domain.captions.cue import words_from
from cases.domain.correcting import Act
from cases.domain.hearings import MEDIATED
from cases.models import (
    Assertion,
    Dispute,
    Hearing,
    MarkConfirmation,
    PanelOrder,
    Participant,
    QuestionThread,
    TurnCorrection,
    TurnProposal,
    TurnReading,
    Utterance,
    UtteranceRevision,
    WordConfirmation,
)
from cases.queries import accounts
from cases.queries.recordings import Voice, keyed_ms, voices_of


@dataclass(frozen=True, slots=True)
class Row:
    """A turn with its latest wording; ``start_ms`` by the clock of the hearing, if known;
    ``number`` by which it is called until turns are put in or taken back.
    """

    utterance: Utterance
    revision: UtteranceRevision
    words: Sequence[Word]
    doubts: Sequence[rules.Doubt]
    start_ms: int | None
    is_read: bool
    proposals: int
    revisions: int
    number: int


def standing(hearing: Hearing) -> QuerySet[Any]:
    """The turns of a draft in their order; ``newest`` is the key of the latest wording."""
    newest = UtteranceRevision.objects.filter(utterance=OuterRef("pk")).order_by("-rev")
    rows = hearing.utterances.filter(withdrawal=None)
    return rows.annotate(newest=Subquery(newest.values("pk")[:1])).order_by("position")


def withdrawn(hearing: Hearing) -> QuerySet[Utterance]:
    """The turns that were taken back, with their words, in their order."""
    rows = hearing.utterances.exclude(withdrawal=None).select_related("withdrawal__into")
    return rows.prefetch_related(
        Prefetch("revisions", UtteranceRevision.objects.order_by("-rev"))
    ).order_by("position")


def unread_turns(hearing: Hearing) -> QuerySet[Utterance]:
    """The turns whose latest wording nobody but its author has read."""
    return standing(hearing).filter(~Exists(_reading()))


def doubtful_words(hearing: Hearing) -> list[rules.Doubt]:
    """The words that somebody has to listen to, in the order of the queue. Three queries."""
    bodies = bodies_of(hearing)
    doubts = (
        one
        for row in latest_of(hearing).filter(words__isnull=False)
        for one in doubts_in(row, bodies)
    )
    return rules.in_order(doubts)


def closed_by_hand(hearing: Hearing) -> set[int]:
    """The turns that the registrar closed and has not opened again, by their keys."""
    acts = TurnCorrection.objects.filter(
        revision__utterance__hearing=hearing, act__in=[Act.CLOSE, Act.OPEN]
    ).order_by("pk")
    last = dict(acts.values_list("revision__utterance", "act"))
    return {turn for turn, act in last.items() if act == Act.CLOSE}


def open_proposals(hearing: Hearing) -> QuerySet[TurnProposal]:
    """What parties proposed, have not taken back, and the registrar has not decided."""
    return proposals_of(hearing).filter(decision=None, withdrawal=None)


def proposals_of(hearing: Hearing) -> QuerySet[TurnProposal]:
    """Everything that parties proposed of a hearing, in the order of its turns."""
    rows = TurnProposal.objects.filter(window__hearing=hearing)
    return rows.select_related(
        "revision__utterance__withdrawal",
        "decision__revision",
        "decision__decided_by",
        "withdrawal__withdrawn_by",
        "proposed_by",
        "window",
        "dispute",
    ).order_by("revision__utterance__position", "pk")


def latest_of(hearing: Hearing) -> QuerySet[UtteranceRevision]:
    """The wording that stands of every turn of a draft, in the order of the turns."""
    rows = UtteranceRevision.objects.filter(
        pk__in=standing(hearing).order_by().values("newest")
    )
    confirmed = Prefetch("confirmations", WordConfirmation.objects.order_by("place"))
    return (
        rows.select_related("utterance")
        .prefetch_related(confirmed)
        .order_by("utterance__position")
    )


def latest_revision(utterance: Utterance) -> UtteranceRevision:
    """The wording that stands of one turn."""
    return utterance.revisions.prefetch_related("confirmations").order_by("-rev")[0]


def words_of(revision: UtteranceRevision) -> tuple[Word, ...]:
    """The words of a wording with what is known of each; confirmed ones are sure."""
    heard = words_from(revision.words or [])
    words = rules.realigned(heard, revision.text)
    return rules.confirmed(words, {one.place for one in revision.confirmations.all()})


def doubts_in(revision: UtteranceRevision, bodies: frozenset[str]) -> list[rules.Doubt]:
    """The doubtful words of one wording; needs its confirmations and its turn."""
    below = rules.TABLE.doubtful_below
    heard = revision.words or []
    if not any((one.get("probability") or 1.0) < below for one in heard):
        return []
    turn = revision.utterance
    return rules.doubts_of(
        words_of(revision), turn=turn.pk, position=turn.position, bodies=bodies
    )


def bodies_of(hearing: Hearing) -> frozenset[str]:
    """The words by which the public bodies of a hearing are known."""
    rows = Participant.objects.filter(
        dispute__hearings=hearing, public_body__isnull=False
    ).select_related("public_body")
    names = [(row.public_body.name, row.public_body.short) for row in rows if row.public_body]
    return rules.bodies_of(name for both in names for name in both)


def rows_of(hearing: Hearing, turns: Iterable[Utterance]) -> list[Row]:
    """Turns of one page as the desk shows them; as many queries for one as for fifty."""
    keys = [one.pk for one in turns]
    waiting = Q(
        revisions__proposals__isnull=False,
        revisions__proposals__decision=None,
        revisions__proposals__withdrawal=None,
    )
    found = (
        standing(hearing)
        .filter(pk__in=keys)
        .select_related("captured", "replies_to", "person", "hearing")
        .annotate(
            is_read=Exists(_reading()),
            written=Count("revisions", distinct=True),
            waiting=Count("revisions__proposals", filter=waiting, distinct=True),
        )
    )
    rows = list(found)
    confirmed = Prefetch("confirmations", WordConfirmation.objects.order_by("place"))
    latest = UtteranceRevision.objects.filter(pk__in=[row.newest for row in rows])
    by_turn = {
        one.utterance_id: one
        for one in latest.select_related("utterance").prefetch_related(confirmed)
    }
    as_row = partial(_row, hearing=hearing, bodies=bodies_of(hearing))
    numbers = {turn: no for no, turn in enumerate(order_of(hearing), start=1)}
    return [as_row(row, by_turn[row.pk], number=numbers[row.pk]) for row in rows]


def order_of(hearing: Hearing) -> list[int]:
    """The turns of a draft by their keys, as they follow each other."""
    rows = hearing.utterances.filter(withdrawal=None).order_by("position")
    return list(rows.values_list("pk", flat=True))


def _row(
    turn: Any,
    revision: UtteranceRevision,
    hearing: Hearing,
    bodies: frozenset[str],
    *,
    number: int,
) -> Row:
    words = words_of(revision)
    start = turn.start_ms if turn.start_ms is not None else keyed_ms(turn, hearing)
    doubts = rules.doubts_of(words, turn=turn.pk, position=turn.position, bodies=bodies)
    told = turn.is_read, turn.waiting, turn.written
    return Row(turn, revision, words, doubts, start, *told, number)


def history_of(utterance: Utterance) -> list[UtteranceRevision]:
    """Every wording of a turn, the latest first, with how it came about and who read it."""
    readers = TurnReading.objects.select_related("reader").order_by("pk")
    rows = utterance.revisions.select_related(
        "correction__by",
        "correction__other",
        "accepted_proposal__proposal__proposed_by",
        "accepted_proposal__proposal__dispute",
    ).prefetch_related(Prefetch("readings", readers))
    return list(rows.order_by("-rev"))


def authors_of(revisions: Iterable[UtteranceRevision]) -> Mapping[str, str]:
    """The names of the accounts that wrote, by how the record calls them."""
    return accounts.names_behind(one.written_by for one in revisions)


def neighbours(utterance: Utterance) -> tuple[Utterance | None, Utterance | None]:
    """The turns that stand before and behind one."""
    among = utterance.hearing.utterances.filter(withdrawal=None)
    before = among.filter(position__lt=utterance.position).order_by("-position").first()
    after = among.filter(position__gt=utterance.position).order_by("position").first()
    return before, after


def is_built_on(utterance: Utterance) -> bool:
    """Whether something of the record rests on a turn, which then stays where it is."""
    confirmed = MarkConfirmation.objects.filter(
        Q(mark__utterance=utterance) | Q(word=utterance)
    )
    return (
        utterance.replies.filter(withdrawal=None).exists()
        or QuestionThread.objects.filter(question=utterance).exists()
        or Assertion.objects.filter(utterance=utterance).exists()
        or PanelOrder.objects.filter(utterance=utterance).exists()
        or confirmed.exists()
    )


def labels_of(hearing: Hearing) -> list[tuple[str, str, int]]:
    """Under which names and parts the turns of a draft stand, and how many turns each has."""
    rows = hearing.utterances.filter(withdrawal=None).values("speaker", "role")
    counted = rows.annotate(turns=Count("pk")).order_by("-turns", "speaker", "role")
    return [(row["speaker"], row["role"], row["turns"]) for row in counted]


def next_draft(dispute: Dispute) -> Hearing | None:
    """The hearing of a dispute whose record waits to be put right, the earliest first."""
    turns = Utterance.objects.filter(hearing=OuterRef("pk"))
    rows = dispute.hearings.filter(Exists(turns), editions=None).exclude(kind__in=MEDIATED)
    return rows.order_by("held_on", "pk").first()


def voices(hearing: Hearing) -> Mapping[str, Voice]:
    """Everybody who may have spoken, by a key that forms post."""
    return {f"{one.person.pk}-{one.side}": one for one in voices_of(hearing) if one.person}


def name_of(voice: Voice) -> str:
    """How the desk calls somebody; whoever is not named in print is named here."""
    return voice.name or (voice.person.name if voice.person else "")


def run_from(utterance: Utterance) -> list[UtteranceRevision]:
    """The wordings of a turn and of those behind it that are as open or as closed, until the
    first that is not; at most so many as a page of the desk.
    """
    behind = latest_of(utterance.hearing).filter(utterance__position__gte=utterance.position)
    rows = behind[: rules.TABLE.page]
    return list(takewhile(lambda one: one.utterance.is_closed == utterance.is_closed, rows))


def earlier_questions(utterance: Utterance) -> QuerySet[Utterance]:
    """The questions before a turn, the nearest first."""
    rows = standing(utterance.hearing).filter(kind="question", position__lt=utterance.position)
    return rows.order_by("-position")


def _reading() -> QuerySet[TurnReading]:
    return TurnReading.objects.filter(revision=OuterRef("newest"))
