"""The history of a dispute (riwayat perkara), and the only hand that moves its stage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from cases.domain import stages as rules
from cases.domain.personal_data import without
from cases.domain.publication import Visibility
from cases.domain.vocabulary import label
from cases.models import Dispute, DocketEntry, Hearing
from cases.queries import personal_data
from cases.services import journal, publication
from cases.services.journal import Actor


@dataclass(frozen=True, slots=True)
class Line:
    """What a line of the docket says. ``sort_on`` places a line that has no date."""

    kind: str
    text: str
    text_en: str = ""
    occurred_on: date | None = None
    date_note: str = ""
    sort_on: date | None = None
    sources: Sequence[str] = ()
    confidence: str = ""
    source_note: str = ""
    visibility: Visibility = Visibility.PUBLIC


@publication.one_act
def record(
    dispute: Dispute,
    line: Line,
    *,
    actor: Actor,
    now: datetime,
    hearing: Hearing | None = None,
) -> DocketEntry:
    """Append one line to the docket, and the act to the journal; lines are never edited.

    The journal, from which nothing is ever erased, tells personal data by its kind alone.

    Raises:
        Undecided: a public line tells personal data about which nobody has decided.
    """
    if line.visibility is Visibility.PUBLIC:
        told = (line.text, line.text_en, line.date_note, line.source_note)
        personal_data.check(personal_data.of_writing(dispute, *told))
    entry = DocketEntry.objects.create(
        dispute=dispute,
        hearing=hearing,
        kind=line.kind,
        occurred_on=line.occurred_on,
        sort_on=line.occurred_on or line.sort_on,
        date_note=line.date_note,
        text=line.text,
        text_en=line.text_en,
        sources=list(line.sources),
        confidence=line.confidence,
        source_note=line.source_note,
        visibility=line.visibility,
        recorded_at=now,
    )
    journal.record(
        line.kind,
        actor=actor,
        at=now,
        dispute=dispute,
        hearing=hearing,
        payload={
            "text": without(line.text, lambda kind: label("data_kind", kind)),
            "on": line.occurred_on.isoformat() if line.occurred_on else line.date_note,
            "sources": list(line.sources),
        },
    )
    publication.shelve(dispute, now=now)
    return entry


@publication.one_act
def move(
    dispute: Dispute, to: rules.Stage, *, actor: Actor, now: datetime, along_path: bool = False
) -> None:
    """Move a dispute to a stage that the procedure leads to.

    ``along_path``: a reported history names its ends, not each step between; the journal then
    names the steps that the procedure has between them as implied, not as reported.

    Raises:
        UnlawfulMove: no provision leads there.
    """
    locked = Dispute.objects.select_for_update().get(pk=dispute.pk)
    start = rules.Stage(locked.stage)
    if start is to:
        return
    if along_path:
        steps = rules.path(start, to)
    else:
        rules.check_move(start, to)
        steps = (to,)
    dispute.stage = to
    dispute.save(update_fields=["stage"])
    journal.record(
        "stage_moved",
        actor=actor,
        at=now,
        dispute=dispute,
        payload={"from": start.value, "to": to.value, "implied": [s.value for s in steps[:-1]]},
    )
    publication.shelve(dispute, now=now)
