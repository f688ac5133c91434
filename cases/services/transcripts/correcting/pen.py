"""How the desk writes: other words beside the old ones, with who wrote them, how and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cases.domain import correcting as rules
from cases.domain.captions import Word
from cases.domain.correcting import Act, ChangedMeanwhile
from cases.domain.errors import ReasonNeeded
from cases.models import Hearing, Person, TurnCorrection, User, Utterance, UtteranceRevision
from cases.queries import correcting as queries
from cases.services import journal
from cases.services.accounts import as_actor
from cases.services.journal import Actor
from cases.services.transcripts.turns import open_record

# What of a turn the desk may change beside its words.
FIELDS = (
    "kind",
    "person",
    "speaker",
    "role",
    "side",
    "replies_to",
    "start_ms",
    "end_ms",
    "is_closed",
)
TOGETHER = 200  # rows in one statement


@dataclass(frozen=True, slots=True)
class Pen:
    """Who corrects, how and why; ``article``: by which a turn is closed."""

    act: Act
    by: User
    reason: str
    now: datetime
    article: str = ""

    @property
    def actor(self) -> Actor:
        """The account as the journal names it."""
        return as_actor(self.by)


@dataclass(frozen=True, slots=True)
class Change:
    """How a turn is to stand. ``before`` is the wording that was seen, ``told`` what changes
    beside the words, ``other`` the turn with which it was split or joined.
    """

    utterance: Utterance
    before: UtteranceRevision
    text: str
    told: Mapping[str, Any] = field(default_factory=dict)
    words: Sequence[Word] | None = None
    other: Utterance | None = None

    @property
    def is_empty(self) -> bool:
        """Whether the turn stands so already."""
        same = all(getattr(self.utterance, name) == told for name, told in self.told.items())
        return same and self.text == self.before.text


def open_desk(hearing: Hearing, reason: str) -> Hearing:
    """The hearing, locked and still open for words, to whoever says why.

    Raises:
        ReasonNeeded: no reason was given.
        AlreadyFrozen, MediationIsClosed: nothing is written there.
    """
    if not reason.strip():
        raise ReasonNeeded("Sebutkan alasan koreksi ini.")
    return open_record(hearing)


def seen(utterance: Utterance, revision: int) -> UtteranceRevision:
    """The wording that stands, if it is the one that was seen; the hearing is locked.

    Raises:
        NotCorrectable: the turn was withdrawn.
        ChangedMeanwhile: somebody wrote another one since.
    """
    utterance.refresh_from_db()
    if hasattr(utterance, "withdrawal"):
        raise rules.NotCorrectable("Giliran ini sudah ditarik.")
    latest = queries.latest_revision(utterance)
    if latest.pk != revision:
        raise ChangedMeanwhile("Giliran ini sudah diubah orang lain sejak Anda membukanya.")
    return latest


def write(hearing: Hearing, changes: Sequence[Change], pen: Pen) -> list[UtteranceRevision]:
    """Write revisions of turns that stand, in bulk; one entry of the journal for all."""
    before = [_retell(one) for one in changes]
    rows = [one.utterance for one, was in zip(changes, before, strict=True) if was]
    if rows:
        Utterance.objects.bulk_update(rows, FIELDS, batch_size=TOGETHER)
    revisions = UtteranceRevision.objects.bulk_create(
        [_revision(one, pen) for one in changes], batch_size=TOGETHER
    )
    TurnCorrection.objects.bulk_create(
        TurnCorrection(
            revision=made,
            act=pen.act,
            by=pen.by,
            before=was,
            other=one.other,
            article=pen.article,
        )
        for one, made, was in zip(changes, revisions, before, strict=True)
    )
    _note(hearing, revisions, pen)
    return revisions


def write_new(
    hearing: Hearing,
    turn: Utterance,
    text: str,
    words: Sequence[Word],
    beside: Change,
    pen: Pen,
) -> UtteranceRevision:
    """Write a turn that was not there, with what is known of the wording it came from."""
    turn.save(force_insert=True)
    source = beside.before if pen.act is Act.SPLIT else None
    made = UtteranceRevision.objects.create(
        utterance=turn,
        rev=1,
        text=text,
        confidence=source.confidence if source else "",
        sources=source.sources if source else [],
        words=[one.told() for one in words] or None,
        origin="correction",
        reason=pen.reason,
        written_by=pen.actor.name,
        written_at=pen.now,
    )
    TurnCorrection.objects.create(revision=made, act=pen.act, by=pen.by, other=beside.utterance)
    _note(hearing, [made], pen)
    return made


def _revision(one: Change, pen: Pen) -> UtteranceRevision:
    words = one.words
    if words is None:
        words = rules.realigned(queries.words_of(one.before), one.text)
    is_heard = bool(one.before.words) or one.words is not None
    return UtteranceRevision(
        utterance=one.utterance,
        rev=one.before.rev + 1,
        text=one.text,
        text_en=one.before.text_en,
        note=one.before.note,
        confidence=one.before.confidence,
        sources=one.before.sources,
        words=[word.told() for word in words] if is_heard and words else None,
        origin="correction",
        reason=pen.reason,
        written_by=pen.actor.name,
        written_at=pen.now,
    )


def _retell(one: Change) -> dict[str, Any]:
    """Let the turn be what is told, and give what stood there before."""
    before = {
        name: _named(getattr(one.utterance, name))
        for name, told in one.told.items()
        if getattr(one.utterance, name) != told
    }
    for name, told in one.told.items():
        setattr(one.utterance, name, told)
    return before


def _named(value: object) -> Any:
    if isinstance(value, Person):
        return value.slug
    if isinstance(value, Utterance):
        return value.pk
    return value if isinstance(value, int) else str(value or "")


def _note(hearing: Hearing, revisions: Sequence[UtteranceRevision], pen: Pen) -> None:
    journal.record(
        "turns_corrected",
        actor=pen.actor,
        at=pen.now,
        hearing=hearing,
        payload={
            "act": pen.act.value,
            "reason": pen.reason,
            **({"article": pen.article} if pen.article else {}),
            "turns": [[str(one.utterance.position), one.rev] for one in revisions],
        },
    )
