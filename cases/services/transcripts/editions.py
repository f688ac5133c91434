"""A frozen transcript is released to the public, and corrected by additions only."""

from __future__ import annotations

from datetime import datetime

from cases.domain import hearings as openness
from cases.domain import transcripts as rules
from cases.domain.notices import PARTIES, Event, NoticeKind
from cases.domain.publication import PrivateName
from cases.models import Edition, EditionLine, Erratum, Hearing
from cases.queries import notices as concerns
from cases.queries import personal_data, transcripts
from cases.services import (
    documents,
    edition_papers,
    edition_steps,
    hearings,
    journal,
    notices,
    publication,
)
from cases.services.journal import Actor


@publication.one_act
def publish(edition: Edition, *, actor: Actor, now: datetime) -> None:
    """Let the public read an edition; a closed hearing never passes.

    Raises:
        ClosedHearing: the hearing was closed to the public (Pasal 43 ayat (3)).
        NotYetChecked: its steps were begun, and are not all done.
        PrivateName: a printed line names a private person, or tells what shall be masked.
        Undecided: a line tells personal data about which nobody has decided.
    """
    hearing = hearings.locked(edition.hearing)
    openness.check_openness(is_public=hearing.is_public)
    rules.check_released(edition_steps.done(edition))
    _check_personal(edition)
    publication.check_edition(edition)

    unpublished = Edition.objects.filter(pk=edition.pk, published_at=None)
    if not unpublished.update(published_at=now):
        return
    edition.published_at = now
    documents.open_to_public(edition)
    edition_papers.request_errata_sheet(edition, actor=actor, now=now)
    journal.record(
        "transcript_published",
        actor=actor,
        at=now,
        hearing=hearing,
        payload={"edition": edition.no, "code": edition.code},
    )
    publication.shelve_hearing(hearing, now=now)
    _tell(edition, hearing, now)


@publication.one_act
def add_erratum(
    edition: Edition,
    first: EditionLine,
    last: EditionLine,
    *,
    correct: str,
    reason: str,
    ordered_by: str,
    actor: Actor,
    now: datetime,
) -> Erratum:
    """Correct a frozen edition by an addition that keeps both readings; no line moves.

    Raises:
        NotInThisEdition: the lines are not this edition's, or run backwards.
        ErratumMixes: some of the lines are closed, and some are not.
    """
    hearing = hearings.locked(edition.hearing)
    start, end = (first.page, first.line), (last.page, last.line)
    if start > end or {first.edition_id, last.edition_id} != {edition.pk}:
        raise rules.NotInThisEdition("Baris yang diralat bukan baris edisi ini.")

    between = transcripts.lines_between(edition, start, end)
    if len({line.kind == "sealed" for line in between}) > 1:
        raise rules.ErratumMixes(
            "Ralat mencakup baris tertutup seluruhnya, atau tidak sama sekali."
        )
    erratum = Erratum.objects.create(
        edition=edition,
        no=edition.errata.count() + 1,
        first=first,
        last=last,
        reads="\n".join(transcripts.words_at(edition, between)),
        correct=correct,
        reason=reason,
        ordered_by=ordered_by,
        at=now,
    )
    journal.record(
        "erratum_added",
        actor=actor,
        at=now,
        hearing=hearing,
        payload={"edition": edition.no, "no": erratum.no, "at": f"{first.page}:{first.line}"},
    )
    edition_papers.request_errata_sheet(edition, actor=actor, now=now)
    publication.shelve_hearing(hearing, now=now)
    return erratum


def _tell(edition: Edition, hearing: Hearing, now: datetime) -> None:
    """Tell both sides that the transcript is ready; a reconstruction is nobody's paper."""
    if edition.kind != rules.EditionKind.CERTIFIED:
        return
    disputes = transcripts.disputes_of(hearing)
    told = {
        "hearing_kind": hearing.kind,
        "held_on": hearing.held_on,
        "edition": edition.no,
    }
    notices.tell_parties(
        disputes,
        PARTIES,
        NoticeKind.TRANSCRIPT_READY,
        event=Event(f"edition:{edition.code}:published", notices.today(disputes[0], now)),
        payload=lambda mine: {
            **told,
            **concerns.about(mine),
            "address": f"/sidang/{hearing.code}/risalah/{edition.no}/",
        },
        now=now,
    )


def _check_personal(edition: Edition) -> None:
    """Personal data in printed lines was decided about; what is to be masked stands there for
    good, so that another edition is needed.
    """
    found = personal_data.check(personal_data.of_edition(edition))
    if masked := [one for one in found if one.is_masked]:
        where = ", ".join(dict.fromkeys(place for one in masked for place in one.where))
        raise PrivateName(
            f"Data pribadi yang diputuskan untuk disamarkan tercetak pada {where}. Baris yang "
            "dibekukan tidak berubah: perintahkan edisi berikutnya tanpa data itu."
        )
