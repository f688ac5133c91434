"""Many turns at once: another speaker for a label, other words by search and replace.

A plan is carried out on exactly the wordings that were shown; what changed meanwhile is left as
it is, and told.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from cases.domain import correcting as rules
from cases.domain.correcting import Act, Hit, Search, Searcher
from cases.domain.rights import Right
from cases.models import Hearing, Person, User, UtteranceRevision
from cases.queries import correcting as queries
from cases.services.rights import right
from cases.services.transcripts.correcting.pen import Change, Pen, open_desk, write


@dataclass(frozen=True, slots=True)
class Voicing:
    """Who it was that spoke, as the turns are to say."""

    person: Person | None
    speaker: str
    role: str
    side: str

    def told(self) -> dict[str, object]:
        """The same by the columns of a turn."""
        return {
            "person": self.person,
            "speaker": self.speaker,
            "role": self.role,
            "side": self.side,
        }


@dataclass(frozen=True, slots=True)
class Found:
    """A wording in which a search hit something, and every hit."""

    revision: UtteranceRevision
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """What was carried out, and the wordings of the plan that did not stand any more."""

    revisions: Sequence[UtteranceRevision]
    missed: Sequence[UtteranceRevision]


def find(hearing: Hearing, search: Search) -> list[Found]:
    """Every hit of a search in the draft of a hearing; nothing is written.

    Raises:
        BadPattern: it cannot be searched. TooManyHits: more than one person reads at once.
    """
    searcher, found, count = Searcher(search), [], 0
    for revision in queries.latest_of(hearing):
        if hits := searcher.hits(revision.text):
            count += len(hits)
            if count > rules.TABLE.most_hits:
                raise rules.TooManyHits(
                    f"Lebih dari {rules.TABLE.most_hits} tempat; persempit yang dicari."
                )
            found.append(Found(revision, hits))
    return found


@right(Right.REGISTRY)
@transaction.atomic
def replace_all(
    hearing: Hearing,
    search: Search,
    shown: Collection[int],
    *,
    without: Collection[tuple[int, int]] = (),
    reason: str,
    by: User,
    now: datetime,
) -> Done:
    """Replace what a search hit in the wordings that were ``shown``, by their keys.

    ``without``: pairs of a wording and the number of a hit that stays as it is.

    Raises:
        BadPattern: as ``find``. NothingChanged: nothing is left to be replaced.
        ReasonNeeded, AlreadyFrozen, MediationIsClosed: as ``open_desk``.
    """
    hearing = open_desk(hearing, reason)
    standing = _standing(hearing)
    searcher, changes = Searcher(search), []
    for key in shown:
        revision = standing.get(key)
        if revision is None:
            continue
        left_out = {no for wording, no in without if wording == key}
        text = rules.replaced(revision.text, searcher.hits(revision.text), left_out)
        change = Change(revision.utterance, revision, text)
        if not change.is_empty:
            changes.append(change)
    return _done(hearing, changes, shown, standing, Pen(Act.REPLACE, by, reason, now))


@right(Right.REGISTRY)
@transaction.atomic
def revoice(
    hearing: Hearing,
    voicing: Voicing,
    shown: Collection[int],
    *,
    reason: str,
    by: User,
    now: datetime,
) -> Done:
    """Let the turns whose wordings were ``shown`` be somebody else's.

    Raises:
        NothingChanged: all of them are theirs already, or changed meanwhile.
        ReasonNeeded, AlreadyFrozen, MediationIsClosed: as ``open_desk``.
    """
    hearing = open_desk(hearing, reason)
    standing = _standing(hearing)
    found = [standing[key] for key in shown if key in standing]
    changes = [Change(one.utterance, one, one.text, voicing.told()) for one in found]
    changes = [one for one in changes if not one.is_empty]
    return _done(hearing, changes, shown, standing, Pen(Act.SPEAKER, by, reason, now))


def _standing(hearing: Hearing) -> Mapping[int, UtteranceRevision]:
    rows = queries.latest_of(hearing).select_related("utterance__person")
    return {one.pk: one for one in rows}


def _done(
    hearing: Hearing,
    changes: Sequence[Change],
    shown: Collection[int],
    standing: Mapping[int, UtteranceRevision],
    pen: Pen,
) -> Done:
    missed = UtteranceRevision.objects.filter(
        pk__in=[key for key in shown if key not in standing], utterance__hearing=hearing
    )
    gone = list(missed.select_related("utterance").order_by("utterance__position"))
    if not changes and not gone:
        raise rules.NothingChanged("Tidak ada yang berubah.")
    return Done(write(hearing, changes, pen) if changes else [], gone)
