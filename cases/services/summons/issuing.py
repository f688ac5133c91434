"""Summoning to a hearing: all its summonses in one act."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from cases.adapters.letters import DOCX
from cases.domain import summons as rules
from cases.domain.correspondence import CorrespondenceKind
from cases.domain.documents import Paper
from cases.domain.errors import CaseError
from cases.domain.hearings import HearingState
from cases.domain.notices import Side
from cases.domain.parties import PartyRole
from cases.domain.publication import Visibility
from cases.domain.rights import Right
from cases.domain.sittings import LastService, doubtful
from cases.domain.stages import Stage
from cases.domain.summons import ServiceResult, ServiceWay
from cases.domain.vocabulary import label
from cases.domain.wording import local_time, ordinal, weekday_date
from cases.models import (
    Dispute,
    DisputeAccess,
    Hearing,
    Participant,
    Summons,
    User,
)
from cases.queries import access as accesses
from cases.queries import notices as concerns
from cases.queries import summons as queries
from cases.queries.summons import Addressee
from cases.services import (
    access,
    accounts,
    correspondence,
    docket,
    documents,
    hearings,
    journal,
    notices,
    publication,
    sittings,
)
from cases.services.correspondence import Writing
from cases.services.rights import right
from cases.services.summons.serving import Record, enter


@dataclass(frozen=True, slots=True)
class Wanted:
    """How the registrar counts, the numbers of the letters by addressee, and what was weighed.

    ``convention`` is a code of ``domain.summons.convention``; empty where nothing is counted.
    """

    convention: str = ""
    numbers: Mapping[str, str] = field(default_factory=dict)
    confirmed: Collection[str] = ()


@right(Right.REGISTRY)
@publication.one_act
def issue(hearing: Hearing, wanted: Wanted, *, by: User, now: datetime) -> tuple[Summons, ...]:
    """Summon everybody whom an announced hearing calls and who was not summoned to it yet:
    papers, letters, the way in for a respondent without one, stage and docket at once.

    A second click finds nobody left. What is doubtful is confirmed, and kept in the journal.

    Raises:
        NotSummonable: the hearing is not announced, is over, or calls nobody by a summons.
        UnknownConvention: the count is none of those that are argued for.
        SummonsDoubtful: the last day by the chosen count has passed, and nobody confirmed it.
    """
    disputes = sittings.locked(sittings.served(hearing))
    row = hearings.locked(hearing)
    today = notices.today(disputes[0], now)
    _check_open(row, today)
    (calls,) = queries.calls_to([row])
    if not calls.missing:
        return ()
    choice = rules.chosen(calls.days, wanted.convention)
    found = rules.doubts([one.regime for one in disputes], calls.days, choice, today=today)
    rules.check(found, wanted.confirmed)
    who = {"actor": accounts.as_actor(by), "now": now}
    noted = queries.noted(disputes)
    made = []
    for one in disputes:
        mine = [each for each in calls.missing if each.participant.dispute_id == one.pk]
        count = choice if rules.is_counted(one.regime) else None
        for addressee in mine:
            told = noted.get((one.pk, addressee.participant.pk), ())
            no = rules.ordinal(each.presence for each in told)
            made.append(_summon(one, row, addressee, no, count, wanted, by, now))
        if mine:
            _enter(one, row, mine, who)
            _move(one, row, who)
    doubts = [one.code for one in doubtful(found)]
    if doubts:
        sittings.note("summons_confirmed", row, disputes, by, now, doubts=doubts)
    return tuple(made)


def _check_open(hearing: Hearing, today: date) -> None:
    if hearing.state != HearingState.SET:
        raise rules.NotSummonable("Panggilan diterbitkan untuk sidang yang sudah dirilis.")
    if hearing.held_on < today:
        raise rules.NotSummonable("Hari sidang ini sudah lewat.")
    if not rules.is_called_to(hearing.kind):
        raise rules.NotSummonable("Ke sidang jenis ini para pihak tidak dipanggil.")


def _summon(
    dispute: Dispute,
    hearing: Hearing,
    addressee: Addressee,
    no: int,
    count: LastService | None,
    wanted: Wanted,
    by: User,
    now: datetime,
) -> Summons:
    """One summons: its papers, its row, the letter on the desk of its side."""
    who: dict[str, Any] = {"actor": accounts.as_actor(by), "now": now}
    order: dict[str, Any] = {"kind": Paper.SUMMONS, "visibility": Visibility.INTERNAL, **who}
    paper = documents.request(dispute, **order)
    row = Summons.objects.create(
        hearing=hearing,
        dispute=dispute,
        participant=addressee.participant,
        representation=addressee.representation,
        ordinal=no,
        letter_number=wanted.numbers.get(addressee.key, "").strip(),
        letter_date=notices.today(dispute, now),
        paper=paper,
        editable=documents.request(dispute, mime=DOCX, **order),
        issued_by=by,
        issued_at=now,
        **_counted(count),
    )
    payload = {
        "summons": paper.code,
        "role": addressee.participant.role,
        "ordinal": no,
        "convention": rules.code_of(row.reading, is_clear=row.is_clear),
        "last_service_on": str(row.last_service_on or ""),
    }
    journal.record(
        "summons_issued",
        actor=who["actor"],
        at=now,
        dispute=dispute,
        hearing=hearing,
        payload=payload,
    )
    writing = Writing(CorrespondenceKind.MESSAGE, _text(row, addressee), paper=paper)
    correspondence.write(
        dispute, writing, sender=Side.COMMISSION, to=[addressee.side], by=by, now=now
    )
    _send(row, addressee.participant, by, now)
    return row


def _counted(count: LastService | None) -> dict[str, Any]:
    """The columns of the count that was chosen, with its working as it was then."""
    if count is None:
        return {}
    told = count.count
    return {
        "reading": count.reading.value,
        "is_clear": count.is_clear,
        "last_service_on": count.day,
        "calendar_version": told.calendar_version,
        "working": {
            "rule": told.rule.key,
            "counted": [[one.day.isoformat(), one.number] for one in told.counted],
            "skipped": [
                [one.day.isoformat(), one.kind, one.name, one.decree] for one in told.skipped
            ],
        },
    }


def _send(row: Summons, party: Participant, by: User, now: datetime) -> None:
    """Note by which way it went out: to the desk of those who have one, or with the way in."""
    house = party.organisation or party.public_body
    if house is None:
        return
    way = ServiceWay.DESK
    if not concerns.people_in(row.dispute, house).exists():
        if row.representation_id or _let_in(party, by, now) is None:
            return
        way = ServiceWay.EMAIL
    told = Record(way=way, result=ServiceResult.SENT, served_on=row.letter_date)
    enter(row, told, "", by, now)


def _let_in(party: Participant, by: User, now: datetime) -> DisputeAccess | None:
    """The way in for a respondent of whom nobody has come in yet, if an address is known."""
    if party.role != PartyRole.RESPONDENT or party.public_body_id is None:
        return None
    sent = accesses.granted_in(party.dispute).filter(participant=party, revoked_at=None)
    known = [one.email for one in sent]
    known += [one.email for one in accesses.addresses_of([party.public_body_id])]
    if not known:
        return None
    try:
        return access.grant(party, email=known[0], by=by, now=now)
    except CaseError:  # an address of the other side, a sealed file: the page says it is unsent
        return None


def _text(row: Summons, addressee: Addressee) -> str:
    """What stands on the desk of the side that is summoned."""
    hearing = row.hearing
    at = (
        f" pukul {local_time(hearing.planned_at, hearing.commission.time_zone)}"
        if hearing.planned_at
        else ""
    )
    place = f", {hearing.place}" if hearing.place else ""
    link = f" Tautan sidang: {hearing.link}" if hearing.link else ""
    return (
        f"Panggilan {ordinal(row.ordinal)} kepada {addressee.name}: "
        f"{label('hearing_kind', hearing.kind)}, {weekday_date(hearing.held_on)}{at}{place}. "
        f"Surat panggilan terlampir.{link}"
    )


def _enter(
    dispute: Dispute, hearing: Hearing, called: Sequence[Addressee], who: dict[str, Any]
) -> None:
    sides = dict.fromkeys(one.side for one in called)
    told, told_en = (
        " dan ".join(label("side", one) for one in sides),
        " and ".join(label("side", one, "en") for one in sides),
    )
    line = docket.Line(
        kind="panggilan_sidang",
        text=f"{told} dipanggil ke sidang {weekday_date(hearing.held_on)}",
        text_en=f"{told_en} summoned to the hearing of {weekday_date(hearing.held_on, 'en')}",
        occurred_on=notices.today(dispute, who["now"]),
        visibility=Visibility.PARTIES,
    )
    docket.record(dispute, line, hearing=hearing, **who)


def _move(dispute: Dispute, hearing: Hearing, who: dict[str, Any]) -> None:
    held = Hearing.objects.filter(disputes=dispute, state__in=rules.HELD)
    last = held.order_by("-held_on", "-pk").first()
    after = rules.stage_after(
        Stage(dispute.stage),
        kind=hearing.kind,
        last_kind=last.kind if last else "",
        is_adjourned=last is not None and last.state == HearingState.ADJOURNED,
    )
    if after is not None:
        docket.move(dispute, after, **who)
