"""Ending a process before it is examined: each with its reason, its paper, and both told."""

from __future__ import annotations

from datetime import datetime

from cases.domain import endings as rules
from cases.domain import vocabulary
from cases.domain.correspondence import CorrespondenceKind
from cases.domain.documents import Paper
from cases.domain.endings import Criterion
from cases.domain.notices import PARTIES, Side
from cases.domain.publication import Visibility
from cases.domain.rights import Right
from cases.domain.rulings import Fate, fate_of
from cases.domain.stages import Stage
from cases.models import Correspondence, Dispute, StruckEntry, User
from cases.queries import doubles
from cases.queries import endings as held
from cases.services import (
    accounts,
    checking,
    correspondence,
    deadlines,
    docket,
    documents,
    notices,
    publication,
    rulings,
    sittings,
)
from cases.services.correspondence import Writing
from cases.services.rights import right


@right(Right.REGISTRY)
@publication.one_act
def refuse_registration(
    dispute: Dispute, reason: str, *, by: User, now: datetime
) -> Correspondence:
    """Leave an application unregistered whose applicant has still not shown who they are.

    Raises:
        NotTheRegistry: ``by`` does not work in the registry of the commission today.
        NotRefusable, StillTime: Perki 1/2013 Pasal 18 does not have it as things are.
        ReasonNeeded: there are no words.
    """
    dispute = checking.locked(dispute)
    held.check_refusal(dispute, today=notices.today(dispute, now))
    told = rules.check_reason(reason)
    line = docket.Line(
        kind="tidak_diregistrasi",
        text="Permohonan tidak diregistrasi: identitas Pemohon tetap tidak ada setelah "
        "diberitahukan",
        text_en="The application was not registered: the applicant's identity was still "
        "missing after notice",
        occurred_on=notices.today(dispute, now),
        visibility=Visibility.PARTIES,
    )
    dispute.disposition = rules.NOT_REGISTERED
    stage, paper = Stage.NOT_REGISTERED, Paper.REGISTRATION_REFUSAL
    return _end(dispute, stage, line, paper, told, by=by, now=now)


@right(Right.REGISTRY)
@publication.one_act
def stop(
    dispute: Dispute, criterion: Criterion, facts: str, *, by: User, now: datetime
) -> Correspondence:
    """Record that the commission stops a process that is not serious or not in good faith.

    Raises:
        NotTheRegistry: ``by`` does not work in the registry of the commission today.
        NotStoppable: the stage does not allow it.
        ReasonNeeded: no facts are told.
    """
    dispute = checking.locked(dispute)
    rules.check_stop(Stage(dispute.stage))
    told = rules.check_reason(facts)
    if dispute.stage == Stage.DISPUTE_FILED:
        actor = accounts.as_actor(by)
        docket.move(dispute, Stage.COMPLETENESS_CHECK, actor=actor, now=now)
    line = docket.Line(
        kind="penghentian_proses",
        text=f"Proses dihentikan: {vocabulary.label('bad_faith', criterion)}",
        text_en=f"The process was stopped: {vocabulary.label('bad_faith', criterion, 'en')}",
        occurred_on=notices.today(dispute, now),
        visibility=Visibility.PARTIES,
    )
    dispute.disposition = rules.STOPPED
    text = f"{vocabulary.label('bad_faith', criterion)}.\n\n{told}"
    stage, paper = Stage.PROCESS_STOPPED, Paper.PROCESS_STOP
    return _end(dispute, stage, line, paper, text, by=by, now=now)


@right(Right.REGISTRY)
@publication.one_act
def strike(
    dispute: Dispute,
    duplicate_of: Dispute,
    reason: str,
    *,
    names_people: bool = False,
    by: User,
    now: datetime,
) -> Correspondence:
    """Strike an entry off that was made twice; its number stays used, and ``duplicate_of``
    stands.

    Drafted hearings of it alone are dropped. ``names_people``: the reason stays between the
    parties and the registry; so it does where it names a private person of the dispute. It is
    not undone: who struck off the wrong one registers it anew.

    Raises:
        NotTheRegistry: ``by`` does not work in the registry of the commission today.
        NotStrikable, AlreadyHeard, HearingAnnounced, HeardTogether: it is more than an entry.
        NotTheOther: ``duplicate_of`` is not another entry of the register that stands.
        ReasonNeeded: there are no words.
    """
    dispute, stands = sittings.locked([dispute, duplicate_of])
    rules.check_standing(
        Stage(stands.stage),
        is_itself=stands.pk == dispute.pk,
        is_of_the_commission=stands.commission_id == dispute.commission_id,
    )
    held.check_strike(dispute)
    told, today = rules.check_reason(reason), notices.today(dispute, now)
    for hearing in held.drafts_of(dispute):
        sittings.drop(hearing, by=by, now=now)
    entry = StruckEntry.objects.create(
        dispute=dispute,
        stands=stands,
        reason=told,
        names_people=names_people or doubles.names_somebody(dispute, told),
        struck_on=today,
        struck_by=by,
        struck_at=now,
    )
    letter = _end_double(entry, by=by, now=now)
    publication.shelve_all([dispute, stands], now=now)
    return letter


def _end_double(entry: StruckEntry, *, by: User, now: datetime) -> Correspondence:
    dispute, stands = entry.dispute, entry.stands
    line = docket.Line(
        kind="pencoretan",
        text="Pendaftaran ini dicoret karena ganda",
        text_en="This entry was struck off because it was entered twice",
        occurred_on=entry.struck_on,
    )
    dispute.disposition = rules.STRUCK_OFF
    text = (
        f"Pendaftaran {doubles.name_of(dispute)} dicoret karena ganda. Yang berlaku dan "
        f"diperiksa: {doubles.name_of(stands)}.\n\n{entry.reason}"
    )
    return _end(dispute, Stage.STRUCK_OFF, line, Paper.STRIKE_DEED, text, by=by, now=now)


def _end(
    dispute: Dispute,
    stage: Stage,
    line: docket.Line,
    kind: Paper,
    text: str,
    *,
    by: User,
    now: datetime,
) -> Correspondence:
    """Stage, items, clocks, paper, line of the docket and a letter to both sides, at once."""
    actor = accounts.as_actor(by)
    docket.move(dispute, stage, actor=actor, now=now)
    dispute.save(update_fields=["disposition"])
    for item in dispute.items.filter(fate=Fate.RUNNING):
        rulings.note_fate(item, fate_of(dispute.disposition), actor=actor, now=now)
    deadlines.stop_all(dispute, stopped_on=notices.today(dispute, now), actor=actor, now=now)
    paper = documents.request(dispute, kind=kind, actor=actor, now=now)
    docket.record(dispute, line, actor=actor, now=now)
    writing = Writing(CorrespondenceKind.MESSAGE, text, paper=paper)
    return correspondence.write(
        dispute, writing, sender=Side.COMMISSION, to=PARTIES, by=by, now=now
    )
