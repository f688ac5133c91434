"""Turns closed to the public by hand, where no sound and no key says so; and opened again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from cases.domain import correcting as rules
from cases.domain.correcting import Act
from cases.domain.rights import Right
from cases.models import Hearing, TurnCorrection, User, Utterance, UtteranceRevision
from cases.models.columns import longest
from cases.queries import correcting as queries
from cases.queries import sounds
from cases.services import publication
from cases.services.rights import right
from cases.services.transcripts.correcting.pen import Change, Pen, open_desk, write


@right(Right.REGISTRY)
@publication.one_act
def close(
    first: Utterance,
    last: Utterance,
    *,
    seen: int,
    article: str,
    reason: str,
    by: User,
    now: datetime,
) -> list[UtteranceRevision]:
    """Say that turns, from one to another, were said in a closed part of a hearing.

    Their words stay in the draft and are blank in every public form. ``seen``: the newest
    wording of the draft when it was looked at.

    Raises:
        ArticleNeeded: nobody says by which article.
        NoRun, ChangedMeanwhile: as ``_run``.
        NothingChanged: all of them are closed already.
        ReasonNeeded, AlreadyFrozen, MediationIsClosed: as ``open_desk``.
    """
    article = " ".join(article.split())[: longest(TurnCorrection, "article")]
    if not article:
        raise rules.ArticleNeeded("Sebutkan pasal yang menutup bagian ini.")
    hearing = open_desk(first.hearing, reason)
    found = [one for one in _run(hearing, first, last, seen) if not one.utterance.is_closed]
    return _written(hearing, found, Pen(Act.CLOSE, by, reason, now, article))


@right(Right.REGISTRY)
@publication.one_act
def reopen(
    first: Utterance, last: Utterance, *, seen: int, reason: str, by: User, now: datetime
) -> list[UtteranceRevision]:
    """Say that turns, from one to another, were said openly after all.

    Raises:
        BehindDoors: one of them lies in a closed session, or in a closed part of the sound.
        NoRun, ChangedMeanwhile: as ``_run``.
        NothingChanged: all of them are open already.
        ReasonNeeded, AlreadyFrozen, MediationIsClosed: as ``open_desk``.
    """
    hearing = open_desk(first.hearing, reason)
    found = [one for one in _run(hearing, first, last, seen) if one.utterance.is_closed]
    if sounds.behind_doors(hearing, [one.utterance.pk for one in found]):
        raise rules.BehindDoors(
            "Sebagian diucapkan dalam sesi atau bagian rekaman yang tertutup; "
            "betulkan sesinya atau rekamannya."
        )
    return _written(hearing, found, Pen(Act.OPEN, by, reason, now))


def _run(
    hearing: Hearing, first: Utterance, last: Utterance, seen: int
) -> list[UtteranceRevision]:
    """The wordings that stand from one turn to another; the hearing is locked.

    Raises:
        NoRun: an end of it does not stand in this draft, or it runs back.
        ChangedMeanwhile: one of them was written after ``seen``.
    """
    first.refresh_from_db()
    last.refresh_from_db()
    among = first.position, last.position
    rows = list(queries.latest_of(hearing).filter(utterance__position__range=among))
    if not rows or (rows[0].utterance, rows[-1].utterance) != (first, last):
        raise rules.NoRun("Bagian itu mulai dan berakhir pada giliran yang ada di draf ini.")
    if any(one.pk > seen for one in rows):
        raise rules.ChangedMeanwhile(
            "Bagian ini sudah diubah orang lain sejak Anda membukanya."
        )
    return rows


def _written(
    hearing: Hearing, found: Sequence[UtteranceRevision], pen: Pen
) -> list[UtteranceRevision]:
    told = {"is_closed": pen.act is Act.CLOSE}
    changes = [Change(one.utterance, one, one.text, told) for one in found]
    if not changes:
        raise rules.NothingChanged("Tidak ada yang berubah.")
    made = write(hearing, changes, pen)
    publication.shelve_hearing(hearing, now=pen.now)
    return made
