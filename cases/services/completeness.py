"""Completeness: the registry says what an application lacks, the applicant brings it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cases.domain import completeness as rules
from cases.domain.correspondence import CorrespondenceKind
from cases.domain.documents import Paper
from cases.domain.filing import Enclosed
from cases.domain.notices import Side
from cases.domain.publication import Visibility
from cases.domain.rights import Right
from cases.domain.stages import Stage
from cases.domain.wording import long_date
from cases.models import Correspondence, Deadline, Dispute, Organisation, Upload, User
from cases.queries import completeness as held
from cases.services import (
    accounts,
    correspondence,
    deadlines,
    docket,
    documents,
    enclosures,
    notices,
    publication,
    rights,
)
from cases.services.correspondence import Writing
from cases.services.rights import right


@dataclass(frozen=True, slots=True)
class Brought:
    """What an applicant brings: files in their places of the checklist, and words."""

    files: Sequence[tuple[str, Upload]] = ()
    text: str = ""


@right(Right.REGISTRY)
@publication.one_act
def notify(
    dispute: Dispute, missing: Collection[str], *, note: str = "", by: User, now: datetime
) -> Correspondence:
    """Tell the applicant what is missing: stage, clock, letter and line of the docket at once.

    The clock starts on the local day of the commission on which the notice goes out, which is
    the day it is received here; without a known figure there is none.

    Raises:
        NotBeingChecked: completeness is not being checked, or a notice went out already.
        NothingMissing: no place of the checklist is named.
    """
    dispute = _locked(dispute)
    places = rules.check_notice(Stage(dispute.stage), missing)
    who = _who(by, now)
    today = notices.today(dispute, now)
    docket.move(dispute, Stage.COMPLETENESS_CHECK, **who)
    docket.move(dispute, Stage.INCOMPLETE_NOTIFIED, **who)
    clock = None
    if rule := rules.COMPLETE.get(dispute.regime):
        sent = "surat pemberitahuan ketidaklengkapan diterima"
        clock = deadlines.start(dispute, rule, triggered_on=today, trigger_note=sent, **who)
    paper = documents.request(dispute, kind=Paper.INCOMPLETENESS_NOTICE, **who)
    row = correspondence.write(
        dispute,
        Writing(
            CorrespondenceKind.INCOMPLETENESS,
            note,
            missing=places,
            paper=paper,
            deadline=clock,
        ),
        sender=Side.COMMISSION,
        to=[Side.APPLICANT],
        by=by,
        now=now,
    )
    docket.record(dispute, _told(row, clock), **who)
    return row


@publication.one_act
def complete(
    notice: Correspondence, brought: Brought, *, house: Organisation, by: User, now: datetime
) -> Correspondence:
    """Bring what a notice asks for: enclosed in its places, and back to the registry.

    What is still missing is for the registry to say, and a late day for the panel to weigh.

    Raises:
        NotTheirSide: ``by`` does not write for the applicant.
        NothingAwaited: the notice was answered, or nothing is awaited any more.
        EmptyWriting: neither a file nor a word.
    """
    rights.check_side(by, notice.dispute, Side.APPLICANT)
    dispute = _locked(notice.dispute)
    if held.awaited(dispute) != notice:
        raise rules.NothingAwaited("Kelengkapan ini sudah dikirim, atau tidak ditunggu lagi.")
    who = _who(by, now)
    row = correspondence.write(
        dispute,
        Writing(
            CorrespondenceKind.COMPLETION,
            brought.text,
            [upload for _place, upload in brought.files],
            reply_to=notice,
        ),
        sender=Side.APPLICANT,
        to=[],
        by=by,
        now=now,
    )
    files = [Enclosed(place, upload.code, upload.sha256) for place, upload in brought.files]
    enclosures.enclose(dispute.application, files, house=house, **who)
    clock = held.clock_of(dispute)
    if clock is not None:
        deadlines.meet(clock, met_on=notices.today(dispute, now), **who)
    docket.move(dispute, Stage.COMPLETENESS_CHECK, **who)
    docket.record(dispute, _completed(row, clock), **who)
    return row


def _who(by: User, now: datetime) -> dict[str, Any]:
    return {"actor": accounts.as_actor(by), "now": now}


def _locked(dispute: Dispute) -> Dispute:
    return Dispute.objects.select_for_update().select_related("commission").get(pk=dispute.pk)


def _told(row: Correspondence, clock: Deadline | None) -> docket.Line:
    by_day = f", dilengkapi paling lambat {long_date(clock.due_on)}" if clock else ""
    by_day_en = f", to be completed by {long_date(clock.due_on, 'en')}" if clock else ""
    return docket.Line(
        kind="ketidaklengkapan",
        text=f"Panitera memberitahukan bahwa berkas permohonan belum lengkap{by_day}",
        text_en=f"The registrar gave notice that the application is incomplete{by_day_en}",
        occurred_on=notices.today(row.dispute, row.sent_at),
        visibility=Visibility.PARTIES,
    )


def _completed(row: Correspondence, clock: Deadline | None) -> docket.Line:
    today = notices.today(row.dispute, row.sent_at)
    late = late_en = ""
    if clock is not None and today > clock.due_on:
        late = f", lewat batas {long_date(clock.due_on)}"
        late_en = f", past the limit of {long_date(clock.due_on, 'en')}"
    return docket.Line(
        kind="pelengkapan",
        text=f"Pemohon melengkapi berkas permohonan{late}",
        text_en=f"The applicant completed the application{late_en}",
        occurred_on=today,
        visibility=Visibility.PARTIES,
    )
