"""What became of stances: withdrawn, and where in a transcript their words stand."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Prefetch, QuerySet

from cases.domain.admissions import NoSuchPlace
from cases.domain.transcripts import LINES_PER_PAGE, UtteranceKind
from cases.domain.uploads import UploadState
from cases.models import (
    Assertion,
    Dispute,
    Edition,
    EditionLine,
    Passage,
    PublicStatement,
    StanceContest,
    StatementArchive,
    Utterance,
    UtteranceRevision,
)

AT = F("page") * LINES_PER_PAGE + F("line")  # counted from the first page
LINES = re.compile(r"(\d{1,5}):(\d{1,2})(?:\s*[-–]\s*(?:(\d{1,5}):)?(\d{1,2}))?")
NUMBER = re.compile(r"(?:butir\s+)?(\d{1,6})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cited:
    """Printed lines of a frozen edition, and the turn that they end with, whose words they are.

    ``text`` are the lines as printed; ``turns`` the turns that stand in them.
    """

    edition: Edition
    first: EditionLine
    last: EditionLine
    text: str
    turns: tuple[Utterance, ...]

    @property
    def said(self) -> Utterance:
        """The turn whose words are cited: an answer ends with the one who answers."""
        return self.turns[-1]


def withdrawals() -> QuerySet[Assertion]:
    """The stances by which others were withdrawn, but for those that a review refused."""
    return Assertion.objects.filter(withdraws__isnull=False, refusal=None)


def is_withdrawn() -> Exists:
    """A condition on stances: a party took it back."""
    return Exists(withdrawals().filter(withdraws=OuterRef("pk")))


def reviewed_contests() -> QuerySet[StanceContest]:
    """What parties contest, as far as a second person has read it."""
    houses = ("participant__organisation", "participant__public_body", "participant__person")
    rows = StanceContest.objects.exclude(reviewed_by="").select_related(*houses)
    return rows.order_by("contested_on", "pk")


def reviewed_statements() -> QuerySet[PublicStatement]:
    """Words outside the hearing that a second person has read, with the copies found clean."""
    kept = StatementArchive.objects.filter(upload__state=UploadState.CLEAN).order_by("-pk")
    rows = PublicStatement.objects.exclude(reviewed_by="").prefetch_related(
        Prefetch("archives", kept)
    )
    return rows.select_related("person", "reports_for").order_by("said_on", "pk")


def stands_in(said: Utterance | None, passage: Passage) -> bool:
    """Whether some of an utterance is printed in these lines."""
    if said is None:
        return False
    lines = EditionLine.objects.filter(edition=passage.first.edition_id, utterance=said)
    bounds = (_at(passage.first), _at(passage.last))
    return lines.annotate(at=AT).filter(at__range=bounds).exists()


def editions_of(dispute: Dispute, *, is_inside: bool) -> QuerySet[Edition]:
    """The frozen editions of a dispute's hearings, the latest hearing first; outside the
    commission the published ones.
    """
    rows = Edition.objects.filter(hearing__disputes=dispute)
    if not is_inside:
        rows = rows.filter(published_at__isnull=False)
    return rows.select_related("hearing").order_by("-hearing__held_on", "-hearing__pk", "-no")


def cited(edition: Edition, told: str, *, is_inside: bool) -> Cited:
    """The lines of a place such as ``2:11-14``, or of a turn by its number: ``butir 17``.

    Outside the commission what was said behind closed doors stands nowhere.

    Raises:
        NoSuchPlace: the words are no place, or nobody speaks there.
    """
    printed = list(_printed(edition, told.strip()))
    shown = [line for line in printed if line.utterance is not None]
    if not is_inside:
        shown = [line for line in shown if line.utterance and not line.utterance.is_closed]
    if not shown:
        raise NoSuchPlace("Tidak ada ucapan di tempat itu. Tulis 2:11, 2:11-14 atau butir 17.")
    turns = {line.utterance_id: line.utterance for line in shown}
    return Cited(
        edition=edition,
        first=shown[0],
        last=shown[-1],
        text=" ".join(line.text for line in shown if line.text),
        turns=tuple(turn for turn in turns.values() if turn is not None),
    )


def still_says(passage: Passage) -> bool:
    """Whether the lines of a citation say what they said when it was kept; whoever cited from
    outside the commission cited what is open in them.
    """
    rows = EditionLine.objects.filter(edition=passage.first.edition_id, utterance__isnull=False)
    within = rows.annotate(at=AT).filter(at__range=(_at(passage.first), _at(passage.last)))
    lines = [
        (text, closed)
        for text, closed in within.order_by("page", "line").values_list(
            "text", "utterance__is_closed"
        )
        if text
    ]
    whole = " ".join(text for text, _closed in lines)
    outside = " ".join(text for text, closed in lines if not closed)
    mark = hashlib.sha256(passage.exact.encode()).hexdigest()
    return passage.exact in {whole, outside} and mark == passage.exact_sha256


def _printed(edition: Edition, told: str) -> Iterable[EditionLine]:
    rows = edition.lines.select_related("utterance__person", "utterance__hearing")
    if found := NUMBER.fullmatch(told):
        return rows.filter(utterance__number=int(found[1])).order_by("page", "line")
    found = LINES.fullmatch(told)
    if found is None:
        return ()
    page, line = int(found[1]), int(found[2])
    last = int(found[3] or page) * LINES_PER_PAGE + int(found[4] or line)
    bounds = (page * LINES_PER_PAGE + line, last)
    return rows.annotate(at=AT).filter(at__range=bounds).order_by("page", "line")


def words_of(dispute: Dispute) -> QuerySet[Utterance]:
    """The turns of a dispute's frozen hearings, with their standing words, in their order."""
    revisions = UtteranceRevision.objects.order_by("-rev")
    rows = Utterance.objects.filter(hearing__disputes=dispute, number__isnull=False)
    return (
        rows.exclude(kind=UtteranceKind.SCENE)
        .select_related("hearing")
        .prefetch_related(Prefetch("revisions", revisions))
        .order_by("hearing__held_on", "hearing", "number")
    )


def _at(line: EditionLine) -> int:
    return line.page * LINES_PER_PAGE + line.line
