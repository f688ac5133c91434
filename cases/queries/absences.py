"""Who came to the hearings of a dispute, which absences count, and what may follow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from cases.domain import absences as rules
from cases.domain import summons as summoning
from cases.domain.absences import Attendance, Judged, Suggestion, Summoned
from cases.domain.hearings import Presence
from cases.domain.notices import Side
from cases.domain.parties import PartyRole
from cases.domain.stages import Phase, Stage, phase_of
from cases.models import AbsenceExcuse, Appearance, Dispute, Participant, Summons, User
from cases.queries import summons
from cases.queries.sittings import kept_by
from cases.queries.summons import Noted


@dataclass(frozen=True, slots=True)
class Line:
    """One hearing of one party, and how its absence is judged."""

    noted: Noted
    judged: Judged
    summonses: tuple[Summons, ...]
    excuse: AbsenceExcuse | None


@dataclass(frozen=True, slots=True)
class Record:
    """A party at all the hearings of its dispute that were held, and what may follow."""

    participant: Participant
    side: Side
    name: str
    lines: tuple[Line, ...]
    suggestion: Suggestion | None

    @property
    def has_absences(self) -> bool:
        return any(one.judged.is_absent for one in self.lines)


def of(disputes: Sequence[Dispute]) -> Mapping[int, tuple[Record, ...]]:
    """For each dispute (by key) its parties. As many queries for one as for all."""
    noted = summons.noted(disputes)
    hearings = {one.hearing.pk for told in noted.values() for one in told}
    issued = _issued(disputes, hearings)
    people = Participant.objects.filter(pk__in={party for _dispute, party in noted})
    parties = {one.pk: one for one in people.select_related(*summons.HOUSES)}
    found: dict[int, list[Record]] = {}
    for (dispute, party), told in noted.items():
        found.setdefault(dispute, []).append(_record(parties[party], told, issued))
    return {
        dispute: tuple(sorted(told, key=lambda one: one.participant.pk))
        for dispute, told in found.items()
    }


def examined(disputes: Iterable[Dispute]) -> list[Dispute]:
    """Those in which an absence may still lead to something."""
    return [one for one in disputes if phase_of(Stage(one.stage)) is Phase.EXAMINATION]


def absences_kept_by(user: User) -> QuerySet[Appearance]:
    """The absences noted in the commissions whose registry ``user`` keeps."""
    rows = Appearance.objects.filter(
        hearing__commission__in=kept_by(user), presence=Presence.ABSENT
    )
    return rows.select_related("hearing__commission", "person")


def _issued(
    disputes: Sequence[Dispute], hearings: Iterable[int]
) -> Mapping[tuple[int, int], list[Summons]]:
    """By hearing and party."""
    rows = Summons.objects.filter(
        hearing__in=list(hearings), dispute__in=[one.pk for one in disputes]
    )
    found: dict[tuple[int, int], list[Summons]] = {}
    for row in rows.prefetch_related("services").order_by("pk"):
        found.setdefault((row.hearing_id, row.participant_id), []).append(row)
    return found


def _record(
    party: Participant,
    told: Sequence[Noted],
    issued: Mapping[tuple[int, int], list[Summons]],
) -> Record:
    side = summoning.SIDES[PartyRole(party.role)]
    lines = tuple(_line(one, issued.get((one.hearing.pk, party.pk), [])) for one in told)
    return Record(
        participant=party,
        side=side,
        name=summons.name_of(party, None),
        lines=lines,
        suggestion=rules.suggest(side, [one.judged for one in lines]),
    )


def _line(noted: Noted, issued: Sequence[Summons]) -> Line:
    excuse = _excuse(noted.absences)
    attendance = Attendance(
        hearing=noted.hearing.code,
        held_on=noted.hearing.held_on,
        presence=noted.presence,
        summonses=tuple(_summoned(one) for one in issued),
        is_excused=_is_excused(noted.absences, excuse),
    )
    return Line(noted, rules.judge(attendance), tuple(issued), excuse)


def _summoned(row: Summons) -> Summoned:
    served = summons.served(row)
    return Summoned(
        standing=summoning.standing(served),
        received_on=summoning.received_on(served),
        last_on=row.last_service_on,
    )


def _excuse(absences: Sequence[Appearance]) -> AbsenceExcuse | None:
    """The latest judgement of why somebody stayed away."""
    rows = [row for one in absences for row in one.excuses.all()]
    return max(rows, key=lambda row: row.pk, default=None)


def _is_excused(absences: Sequence[Appearance], excuse: AbsenceExcuse | None) -> bool | None:
    """None where a reason stands in the record and nobody has judged it."""
    if excuse is not None:
        return excuse.is_accepted
    return None if any(one.note.strip() for one in absences) else False
