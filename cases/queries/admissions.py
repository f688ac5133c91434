"""The ledger of a dispute from within: propositions, stances on them, how they stand together.

Which stances are in tension and which agree is computed here whenever it is asked, and kept
nowhere: no changed word can leave a stale accusation behind.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import Prefetch, QuerySet

from cases.domain.accounts import COMMISSION_ROLES
from cases.domain.admissions import Relation, Stance, Stand, relations
from cases.domain.notices import Side
from cases.domain.parties import may_speak
from cases.domain.publication import Visibility
from cases.models import (
    Assertion,
    Commission,
    Dispute,
    InformationItem,
    MarkConfirmation,
    Organisation,
    Participant,
    Person,
    Proposition,
    PublicBody,
    PublicStatement,
    Representation,
    StanceContest,
    StatementArchive,
    User,
    Utterance,
    UtteranceRevision,
)
from cases.queries import accounts, case_room
from cases.queries.correspondence import ROLES
from cases.queries.press import Place, places_of

HOUSES = ("organisation", "public_body", "person")
OPEN = (Visibility.PUBLIC, Visibility.PARTIES)


@dataclass(frozen=True, slots=True)
class Taken:
    """A stance and how it stands.

    ``words`` are those of its source; ``place`` where they are printed; ``authority`` the paper
    by which the speaker could bind the party that day; ``together`` the stances of the same
    party with which this one is in tension or agrees.
    """

    assertion: Assertion
    words: str
    place: Place | None
    authority: Representation | None
    withdrawn_by: Assertion | None
    contests: tuple[StanceContest, ...]
    chair: Utterance | None
    is_from_outside: bool
    together: tuple[tuple[Relation, Assertion], ...] = ()

    @property
    def waits(self) -> bool:
        """Whether the public does not see it before a second person has read it."""
        row = self.assertion
        return self.is_from_outside and not row.reviewed_by and not hasattr(row, "refusal")


@dataclass(frozen=True, slots=True)
class Claim:
    """A proposition with the stances on it, those of the applicant's side, of the respondent's,
    and of everybody else, in the order of their days.
    """

    proposition: Proposition
    items: tuple[InformationItem, ...]
    sides: Mapping[str, tuple[Taken, ...]]

    @property
    def stances(self) -> tuple[Taken, ...]:
        """All of them."""
        return tuple(one for side in self.sides.values() for one in side)


def readable_by(user: User, dispute: Dispute) -> bool:
    """Whether ``user`` reads the ledger from within: whoever enters the dispute's room."""
    return case_room.visible_to(user).filter(pk=dispute.pk).exists()


def is_inside(user: User, dispute: Dispute) -> bool:
    """Whether ``user`` works for the commission of a dispute, and so reads all of it."""
    inside = accounts.current().filter(user=user, role__in=COMMISSION_ROLES)
    return inside.filter(commission=dispute.commission_id).exists()


def party_of(user: User, dispute: Dispute) -> Participant | None:
    """The party for which ``user`` writes in a dispute, if they do for one."""
    for side, house in case_room.writes_for(user, dispute).items():
        if side is Side.COMMISSION or isinstance(house, Commission):
            continue
        rows = Participant.objects.filter(
            dispute=dispute, role__in=ROLES[side], ends_on=None, **{_column(house): house}
        )
        return rows.order_by("pk").first()
    return None


def claims_of(dispute: Dispute, *, inside: bool) -> tuple[Claim, ...]:
    """The ledger of a dispute. A constant number of queries.

    Outside the commission neither what was said behind closed doors is read, nor what nobody
    has reviewed; a proposition without any other stance is not there.
    """
    rows = list(_propositions(dispute))
    kept = {
        row.pk: [one for one in row.assertions.all() if inside or _is_open(one)] for row in rows
    }
    taken = [one for found in kept.values() for one in found]
    places = places_of(
        {one.utterance_id for one in taken if one.utterance_id and one.passage_id is None}
    )
    spoke = _chairs(taken)
    told = {one.pk: _taken(one, places, spoke, inside=inside) for one in taken}
    _relate(told)
    return tuple(
        Claim(row, tuple(row.items.all()), _sides([told[one.pk] for one in kept[row.pk]]))
        for row in rows
        if inside or kept[row.pk]
    )


def stances_of(dispute: Dispute) -> QuerySet[Assertion]:
    """The stances on the propositions of a dispute."""
    rows = Assertion.objects.filter(proposition__dispute=dispute)
    houses = (f"participant__{one}" for one in HOUSES)
    return rows.select_related(
        *houses, "participant__dispute", "proposition__dispute", "utterance__hearing", "person"
    )


def contests_of(dispute: Dispute) -> QuerySet[StanceContest]:
    """What is contested in a dispute."""
    rows = StanceContest.objects.filter(assertion__proposition__dispute=dispute)
    houses = (f"participant__{one}" for one in HOUSES)
    return rows.select_related(*houses, "assertion__proposition__dispute")


def statements_of(dispute: Dispute) -> QuerySet[PublicStatement]:
    """Words outside the hearings of a dispute, the latest first, with their copies."""
    copies = StatementArchive.objects.select_related("upload").order_by("-pk")
    rows = dispute.public_statements.select_related("person", "reports_for", "refusal")
    return rows.prefetch_related(Prefetch("archives", copies)).order_by("-said_on", "-pk")


def people_of(dispute: Dispute) -> QuerySet[Person]:
    """Those who are known to speak in a dispute or about it, by name."""
    near = (
        *dispute.participants.exclude(person=None).values_list("person", flat=True),
        *Representation.objects.filter(participant__dispute=dispute).values_list(
            "person", flat=True
        ),
        *Utterance.objects.filter(hearing__disputes=dispute)
        .exclude(person=None)
        .values_list("person", flat=True),
        *dispute.public_statements.values_list("person", flat=True),
    )
    return Person.objects.filter(pk__in=set(near)).order_by("name")


def _column(house: Organisation | PublicBody) -> str:
    return "organisation" if isinstance(house, Organisation) else "public_body"


def _propositions(dispute: Dispute) -> QuerySet[Proposition]:
    houses = (f"participant__{one}" for one in HOUSES)
    stances = Assertion.objects.select_related(
        *houses,
        *("person", "utterance__hearing", "public_statement__refusal", "exhibit", "refusal"),
        *("passage__first__edition", "passage__last", "confirmation__word", "undertaking"),
    ).prefetch_related(
        Prefetch("utterance__revisions", UtteranceRevision.objects.order_by("-rev")),
        Prefetch(
            "participant__representations", Representation.objects.select_related("person")
        ),
        Prefetch(
            "withdrawn_by",
            Assertion.objects.filter(refusal=None).order_by("made_on", "pk"),
        ),
        Prefetch("contests", _contests()),
    )
    return dispute.propositions.prefetch_related(
        Prefetch("items", InformationItem.objects.order_by("label")),
        Prefetch("assertions", stances.order_by("made_on", "pk")),
    ).order_by("pk")


def _contests() -> QuerySet[StanceContest]:
    houses = (f"participant__{one}" for one in HOUSES)
    rows = StanceContest.objects.select_related(*houses, "refusal")
    return rows.order_by("contested_on", "pk")


def _is_open(row: Assertion) -> bool:
    """Whether the parties read a stance: what was said before them, and what was reviewed."""
    if row.utterance is not None:
        return row.utterance.number is not None and not row.utterance.is_closed
    if row.exhibit is not None:
        return row.exhibit.visibility in OPEN
    statement = row.public_statement
    return bool(row.reviewed_by and statement and statement.reviewed_by)


def _taken(
    row: Assertion,
    places: Mapping[int, Place],
    chairs: Mapping[int, Utterance],
    *,
    inside: bool,
) -> Taken:
    said = row.utterance
    latest = next(iter(said.revisions.all()), None) if said else None
    statement = row.public_statement
    noted = getattr(row, "confirmation", None)
    return Taken(
        assertion=row,
        words=latest.text if latest else statement.text if statement else "",
        place=_place(row, places),
        authority=_authority(row),
        withdrawn_by=next(iter(row.withdrawn_by.all()), None),
        contests=tuple(
            one for one in row.contests.all() if inside or not hasattr(one, "refusal")
        ),
        chair=noted.word if noted else chairs.get(row.utterance_id or 0),
        is_from_outside=said is None or (latest is not None and latest.origin == "press"),
    )


def _authority(row: Assertion) -> Representation | None:
    """The paper on which the speaker stood for the party on that day."""
    if row.participant is None or row.person_id is None:
        return None
    held = (
        paper
        for paper in row.participant.representations.all()
        if paper.person_id == row.person_id
        and may_speak(row.made_on, starts_on=paper.starts_on, ends_on=paper.ends_on)
    )
    return next(held, None)


def _place(row: Assertion, places: Mapping[int, Place]) -> Place | None:
    passage = row.passage
    if passage is None:
        return places.get(row.utterance_id or 0)
    first, last = passage.first, passage.last
    return first.edition, (first.page, first.line), (last.page, last.line)


def _chairs(rows: Iterable[Assertion]) -> dict[int, Utterance]:
    """The words by which the chair put on the record what a recorder had marked."""
    turns = {row.utterance_id for row in rows if row.utterance_id}
    noted = MarkConfirmation.objects.filter(mark__utterance__in=turns, word__isnull=False)
    return {
        one.mark.utterance_id: one.word
        for one in noted.select_related("mark", "word")
        if one.word is not None
    }


def _relate(told: dict[int, Taken]) -> None:
    """Write beside each stance those of the same party that are in tension or agree with it."""
    stands = [
        Stand(
            key=pk,
            proposition=one.assertion.proposition_id,
            party=one.assertion.participant_id,
            stance=Stance(one.assertion.stance),
            is_withdrawn=one.withdrawn_by is not None or hasattr(one.assertion, "refusal"),
        )
        for pk, one in told.items()
    ]
    together: dict[int, list[tuple[Relation, Assertion]]] = defaultdict(list)
    for pair in relations(stands):
        together[pair.first].append((pair.relation, told[pair.second].assertion))
        together[pair.second].append((pair.relation, told[pair.first].assertion))
    for pk, found in together.items():
        told[pk] = replace(told[pk], together=tuple(found))


def _sides(taken: Sequence[Taken]) -> dict[str, tuple[Taken, ...]]:
    found: dict[str, list[Taken]] = {Side.APPLICANT: [], Side.RESPONDENT: [], "": []}
    for one in taken:
        party = one.assertion.participant
        role = party.role if party else ""
        side = next((side for side, roles in ROLES.items() if role in roles), "")
        found[side].append(one)
    return {side: tuple(rows) for side, rows in found.items()}
