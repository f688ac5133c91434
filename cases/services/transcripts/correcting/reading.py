"""The second reader, and words to which somebody listened."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from cases.domain import correcting as rules
from cases.domain.rights import Right
from cases.models import (
    Hearing,
    TurnReading,
    User,
    Utterance,
    UtteranceRevision,
    WordConfirmation,
)
from cases.models.columns import longest
from cases.queries import correcting as queries
from cases.services import journal
from cases.services.accounts import as_actor
from cases.services.rights import right
from cases.services.transcripts.correcting.pen import seen
from cases.services.transcripts.turns import open_record


@right(Right.REGISTRY)
@transaction.atomic
def read(utterance: Utterance, *, seen_revision: int, by: User, now: datetime) -> TurnReading:
    """Note that somebody else than its author has read a turn; a later wording is unread again.

    Raises:
        OwnWords: they wrote it. ChangedMeanwhile: another wording was written since.
        AlreadyFrozen, MediationIsClosed: nothing is written there.
    """
    hearing = open_record(utterance.hearing)
    latest = seen(utterance, seen_revision)
    if latest.written_by == as_actor(by).name:
        raise rules.OwnWords("Pembaca kedua bukan orang yang terakhir menulis giliran ini.")
    found = latest.readings.filter(reader=by).first()
    return found or _note(hearing, [latest], by, now)[0]


@right(Right.REGISTRY)
@transaction.atomic
def read_all(hearing: Hearing, *, newest: int, by: User, now: datetime) -> int:
    """Note that somebody has read the whole day; how many turns that were.

    ``newest`` is the key of the newest wording that they can have read: what was written after
    it stays unread, and so do the words that they wrote themselves.

    Raises:
        OwnWords: nothing is left that somebody else wrote.
        AlreadyFrozen, MediationIsClosed: nothing is written there.
    """
    hearing = open_record(hearing)
    unread = queries.latest_of(hearing).filter(readings=None, pk__lte=newest)
    found = list(unread.exclude(written_by=as_actor(by).name))
    if not found:
        raise rules.OwnWords("Tidak ada giliran tulisan orang lain yang belum dibaca.")
    return len(_note(hearing, found, by, now))


@right(Right.REGISTRY)
@transaction.atomic
def confirm_word(
    revision: UtteranceRevision, place: int, *, by: User, now: datetime
) -> WordConfirmation:
    """Note that a doubtful word is right as it stands.

    Raises:
        ChangedMeanwhile: the wording does not stand any more.
        NotCorrectable: it has no such word.
        AlreadyFrozen, MediationIsClosed: nothing is written there.
    """
    hearing = open_record(revision.utterance.hearing)
    latest = seen(revision.utterance, revision.pk)
    words = latest.text.split()
    if not 0 <= place < len(words):
        raise rules.NotCorrectable("Giliran itu tidak memiliki kata tersebut.")
    text = words[place][: longest(WordConfirmation, "text")]
    found, is_new = WordConfirmation.objects.get_or_create(
        revision=latest,
        place=place,
        defaults={"text": text, "confirmed_by": by, "confirmed_at": now},
    )
    if is_new:
        journal.record(
            "word_confirmed",
            actor=as_actor(by),
            at=now,
            hearing=hearing,
            payload={
                "position": str(latest.utterance.position),
                "rev": latest.rev,
                "place": place,
            },
        )
    return found


def _note(
    hearing: Hearing, revisions: Sequence[UtteranceRevision], by: User, now: datetime
) -> list[TurnReading]:
    made = TurnReading.objects.bulk_create(
        TurnReading(revision=one, reader=by, read_at=now) for one in revisions
    )
    journal.record(
        "turns_read",
        actor=as_actor(by),
        at=now,
        hearing=hearing,
        payload={"turns": [[str(one.utterance.position), one.rev] for one in revisions]},
    )
    return made
