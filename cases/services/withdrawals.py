"""Taking an application back: the applicant files it, the registry notes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from cases.domain import letters
from cases.domain import withdrawals as rules
from cases.domain.correspondence import CorrespondenceKind
from cases.domain.documents import Paper
from cases.domain.notices import PARTIES, Side
from cases.domain.publication import Visibility
from cases.domain.rights import Right
from cases.domain.rulings import Fate
from cases.domain.stages import Stage
from cases.models import Correspondence, Dispute, Document, Organisation, User
from cases.queries import withdrawals as held
from cases.services import (
    accounts,
    correspondence,
    deadlines,
    docket,
    documents,
    notices,
    publication,
    rights,
    rulings,
)
from cases.services.correspondence import Writing
from cases.services.rights import right


@dataclass(frozen=True, slots=True)
class Withdrawing:
    """Why, and who signs where."""

    reason: str
    place: str
    signatory: str
    office: str = ""


@publication.one_act
def write_letter(
    dispute: Dispute,
    told: Withdrawing,
    *,
    organisation: Organisation,
    by: User,
    now: datetime,
) -> Document:
    """Write the letter and nothing more: only the organisation reads it.

    Raises:
        NotTheirSide: ``by`` does not write for the applicant.
    """
    rights.check_side(by, dispute, Side.APPLICANT)
    letter = _letter(dispute, told, organisation, notices.today(dispute, now))
    return documents.request_letter(
        letter, organisation=organisation, about=dispute, **_who(by, now)
    )


@publication.one_act
def file(
    dispute: Dispute,
    told: Withdrawing,
    *,
    organisation: Organisation,
    by: User,
    now: datetime,
) -> Correspondence:
    """Withdraw an application: the letter goes to the registry and the respondent.

    Raises:
        NotTheirSide: ``by`` does not write for the applicant.
        NotWithdrawable: the stage does not allow it.
        AlreadyWithdrawn: somebody has filed it.
    """
    rights.check_side(by, dispute, Side.APPLICANT)
    dispute = _locked(dispute)
    rules.check(Stage(dispute.stage))
    if held.filed(dispute) is not None:
        raise rules.AlreadyWithdrawn("Pencabutan permohonan ini sudah diajukan.")
    paper = write_letter(dispute, told, organisation=organisation, by=by, now=now)
    row = correspondence.write(
        dispute,
        Writing(CorrespondenceKind.WITHDRAWAL, told.reason, paper=paper),
        sender=Side.APPLICANT,
        to=[Side.RESPONDENT],
        by=by,
        now=now,
    )
    line = docket.Line(
        kind="pencabutan_diajukan",
        text="Pemohon mengajukan pencabutan permohonan",
        text_en="The applicant filed a withdrawal of the application",
        occurred_on=notices.today(dispute, now),
        visibility=Visibility.PARTIES,
    )
    docket.record(dispute, line, **_who(by, now))
    return row


@right(Right.REGISTRY)
@publication.one_act
def confirm(dispute: Dispute, *, by: User, now: datetime) -> Correspondence:
    """Note a withdrawal: the dispute ends, its clocks stop, both sides are told.

    Of a registered dispute the deed that cancels the registration is put on order.

    Raises:
        AlreadyWithdrawn: it is noted already.
        NothingWithdrawn: the applicant has filed none.
        NotWithdrawable: the stage does not allow it any more.
    """
    dispute = _locked(dispute)
    if dispute.stage == Stage.WITHDRAWN:
        raise rules.AlreadyWithdrawn("Pencabutan ini sudah dicatat.")
    filed = held.filed(dispute)
    if filed is None:
        raise rules.NothingWithdrawn("Pemohon belum mengajukan pencabutan.")
    rules.check(Stage(dispute.stage))
    who, today = _who(by, now), notices.today(dispute, now)

    docket.move(dispute, Stage.WITHDRAWN, **who)
    dispute.disposition = rules.DISPOSITION
    dispute.save(update_fields=["disposition"])
    for item in dispute.items.filter(fate=Fate.RUNNING):
        rulings.note_fate(item, Fate.WITHDRAWN, **who)
    deadlines.stop_all(dispute, stopped_on=today, **who)
    deed = None
    if held.is_registered(dispute):
        deed = documents.request(dispute, kind=Paper.CANCELLATION_DEED, **who)
    line = docket.Line(
        kind="pencabutan",
        text="Permohonan dicabut Pemohon; pencabutannya dicatat Panitera",
        text_en="The applicant withdrew the application; the registrar noted it",
        occurred_on=today,
    )
    docket.record(dispute, line, **who)
    return _tell(dispute, filed, deed, by, now)


def _tell(
    dispute: Dispute, filed: Correspondence, deed: Document | None, by: User, now: datetime
) -> Correspondence:
    ending = " Akta pembatalan registrasinya menyertai surat ini." if deed else ""
    text = f"Pencabutan permohonan telah dicatat; sengketa ini selesai.{ending}"
    writing = Writing(CorrespondenceKind.MESSAGE, text, reply_to=filed, paper=deed)
    return correspondence.write(
        dispute, writing, sender=Side.COMMISSION, to=PARTIES, by=by, now=now
    )


def _letter(
    dispute: Dispute, told: Withdrawing, organisation: Organisation, today: date
) -> letters.Letter:
    facts = letters.Withdrawn(
        organisation=organisation.name,
        body=held.respondent_of(dispute),
        commission=dispute.commission.name,
        number=held.number_of(dispute) or dispute.code,
        is_registered=held.is_registered(dispute),
        received_on=dispute.received_on,
        reason=told.reason,
        place=told.place,
        signatory=told.signatory,
        office=told.office,
    )
    return letters.withdrawal(facts, dated_on=today)


def _locked(dispute: Dispute) -> Dispute:
    return Dispute.objects.select_for_update().select_related("commission").get(pk=dispute.pk)


def _who(by: User, now: datetime) -> dict[str, Any]:
    return {"actor": accounts.as_actor(by), "now": now}
