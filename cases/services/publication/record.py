"""Reading the record for the shelf: a constant number of queries, however many disputes.

Only what may be public is read at all: other docket lines, papers, exhibits, editions and turns
never leave the database here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, F, Max, Min, OuterRef, Prefetch, Q, QuerySet

from cases.domain.admissions import LegalEffect
from cases.domain.mediation import CLOCKS
from cases.domain.publication import Visibility
from cases.domain.publication.folding import Veil
from cases.domain.publication.words import Mark
from cases.domain.transcripts import LINES_PER_PAGE
from cases.models import (
    Assertion,
    CourtStage,
    Deadline,
    Decision,
    Dispute,
    DocketEntry,
    Document,
    Edition,
    EditionLine,
    Erratum,
    Exhibit,
    Hearing,
    HearingDispute,
    InformationItem,
    InformationRequest,
    OrderedCorrection,
    PanelOrder,
    Participant,
    Proposition,
    QuestionThread,
    SoundRelease,
    Source,
    StruckEntry,
    Utterance,
    UtteranceRevision,
)
from cases.queries import parties, personal_data, sittings, sounds, stances, transcripts
from cases.queries.parties import Private
from cases.queries.personal_data import Masks

PRESS = "press"
HOUSES = ("organisation", "public_body", "person")


@dataclass(frozen=True, slots=True)
class Turn:
    """A released turn with its standing words and its place in the latest edition."""

    utterance: Utterance
    words: UtteranceRevision
    edition: Edition
    first: tuple[int, int]
    last: tuple[int, int]
    thread: QuestionThread | None

    @property
    def is_from_press(self) -> bool:
        """Whether the words were taken from a publication and so need a second reader."""
        return self.words.origin == PRESS


@dataclass(frozen=True, slots=True)
class Covers:
    """What hides private persons: by dispute, by hearing, and by person in a hearing."""

    disputes: Mapping[int, Veil]
    hearings: Mapping[int, Veil]
    speakers: Mapping[int, Mapping[int, str]]


@dataclass(frozen=True, slots=True)
class Record:
    """What was read.

    ``earlier`` has the place of each turn, by its number, in editions that others followed.
    ``open`` holds the hearings whose content may be told, ``turns`` the released turns by the
    key of their utterance, ``marks`` the propositions that a turn admits: the public code of
    their dispute, and their own, ``sounds`` the copies that the public hears, by hearing.
    """

    disputes: tuple[Dispute, ...]
    hearings: Mapping[int, Hearing]
    open: frozenset[int]
    editions: Mapping[int, tuple[Edition, ...]]
    turns: Mapping[int, Turn]
    marks: Mapping[int, tuple[Mark, ...]]
    sources: Mapping[str, Source]
    covers: Covers
    sounds: Mapping[int, tuple[SoundRelease, ...]]
    earlier: Mapping[int, Mapping[int, tuple[int, int]]]

    def cover_of(self, document: Document) -> Veil:
        """The veil over a paper: of its hearing, else of its dispute."""
        if document.hearing_id is not None:
            return self.covers.hearings[document.hearing_id]
        return self.covers.disputes[document.dispute_id or 0]

    def turns_of(self, hearing: Hearing) -> list[Turn]:
        """The released turns of a hearing, in their order."""
        found = [
            turn for turn in self.turns.values() if turn.utterance.hearing_id == hearing.pk
        ]
        return sorted(found, key=lambda turn: turn.utterance.number or 0)


def related(dispute_ids: Collection[int]) -> set[int]:
    """The disputes themselves, those of their families, those heard together with them, and
    the doubles that were struck off because one of them stands.
    """
    kin = Dispute.objects.filter(family__disputes__in=dispute_ids).values_list("pk", flat=True)
    heard = HearingDispute.objects.filter(hearing__served__dispute__in=dispute_ids)
    doubles = StruckEntry.objects.filter(stands__in=dispute_ids)
    told = (heard, doubles)
    found = (row for rows in told for row in rows.values_list("dispute_id", flat=True))
    return {*dispute_ids, *kin, *found}


def read(dispute_ids: Collection[int]) -> Record:
    """Read everything public about the public disputes among ``dispute_ids``."""
    hearings = {hearing.pk: hearing for hearing in _hearings(dispute_ids)}
    is_open = frozenset(pk for pk, hearing in hearings.items() if _is_open(hearing))
    covers = _covers(dispute_ids, hearings.values())
    editions = _editions(is_open, covers.hearings)
    turns = _turns(editions)
    return Record(
        disputes=tuple(_disputes(dispute_ids)),
        hearings=hearings,
        open=is_open,
        editions=editions,
        turns=turns,
        marks=_marks(turns),
        sources={source.key: source for source in Source.objects.all()},
        covers=covers,
        sounds=_sounds(editions),
        earlier=_earlier(editions.values()),
    )


def _sounds(published: Collection[int]) -> dict[int, tuple[SoundRelease, ...]]:
    """The public copies of the hearings whose words are public."""
    found: dict[int, tuple[SoundRelease, ...]] = {}
    for row in sounds.copies_of(published):
        pk = row.recording.hearing_id
        found[pk] = (*found.get(pk, ()), row)
    return found


def _is_open(hearing: Hearing) -> bool:
    """Whether its content may be told: a public hearing all of whose disputes are public."""
    served = [place.dispute.visibility for place in hearing.served.all()]
    return hearing.is_public and all(seen == Visibility.PUBLIC for seen in served)


def _hearings(dispute_ids: Collection[int]) -> QuerySet[Hearing]:
    served = HearingDispute.objects.select_related("dispute__commission").prefetch_related(
        "dispute__numbers",
        Prefetch(
            "dispute__participants", Participant.objects.select_related(*HOUSES).order_by("pk")
        ),
    )
    return (
        Hearing.objects.filter(sittings.announced())
        .filter(
            pk__in=HearingDispute.objects.filter(
                dispute__in=dispute_ids, dispute__visibility=Visibility.PUBLIC
            ).values("hearing_id")
        )
        .select_related("commission", "registrar", "room")
        .prefetch_related(
            Prefetch("served", served.order_by("dispute_id")),
            "seats__person",
            "appearances__person",
            "appearances__on_behalf_of__organisation",
            "appearances__on_behalf_of__public_body",
            "discrepancies",
            Prefetch("panel_orders", _orders()),
            Prefetch("documents", _documents()),
        )
        .order_by("held_on", "pk")
    )


def _disputes(dispute_ids: Collection[int]) -> QuerySet[Dispute]:
    return (
        Dispute.objects.filter(pk__in=dispute_ids, visibility=Visibility.PUBLIC)
        .select_related("commission", "family", "struck__stands__commission")
        .prefetch_related(
            "numbers",
            "struck__stands__numbers",
            "panel__person",
            "unknowns",
            "exemption_claims",
            "discrepancies",
            "hearing_places",
            Prefetch(
                "participants", Participant.objects.select_related(*HOUSES).order_by("pk")
            ),
            "participants__representations__person",
            Prefetch("docket", DocketEntry.objects.filter(visibility=Visibility.PUBLIC)),
            Prefetch("documents", _documents()),
            Prefetch("exhibits", Exhibit.objects.filter(visibility=Visibility.PUBLIC)),
            Prefetch("information_requests", _requests()),
            Prefetch("items", _items()),
            Prefetch("propositions", _propositions()),
            Prefetch("public_statements", stances.reviewed_statements()),
            Prefetch("panel_orders", _orders()),
            Prefetch("decisions", _decisions()),
            Prefetch("court_stages", CourtStage.objects.order_by("no")),
            Prefetch("deadlines", _clocks()),
            Prefetch("family__disputes", _siblings()),
        )
        .order_by("pk")
    )


def _clocks() -> QuerySet[Deadline]:
    """The clocks that hold; those of a mediation tell its days, and stay behind its door."""
    return Deadline.objects.filter(superseded_by=None).exclude(rule__in=CLOCKS)


def _siblings() -> QuerySet[Dispute]:
    rows = Dispute.objects.filter(visibility=Visibility.PUBLIC)
    return rows.select_related("commission").prefetch_related("numbers")


def _documents() -> QuerySet[Document]:
    shown = Document.objects.filter(visibility=Visibility.PUBLIC, superseded_by=None)
    return shown.select_related(
        "edition", "dispute__commission", "hearing__commission", "signature"
    ).order_by("pk")


def _requests() -> QuerySet[InformationRequest]:
    rows = InformationRequest.objects.select_related("public_body").order_by("pk")
    return rows.prefetch_related("objections")


def _items() -> QuerySet[InformationItem]:
    rows = InformationItem.objects.order_by("information_request_id", "no")
    return rows.prefetch_related("positions", "dispositions__decision__number")


def _propositions() -> QuerySet[Proposition]:
    houses = ("participant__organisation", "participant__public_body", "participant__person")
    taken = Assertion.objects.select_related(
        *houses, "person", "undertaking", "exhibit", "public_statement", "confirmation"
    ).prefetch_related(
        Prefetch("withdrawn_by", Assertion.objects.filter(refusal=None)),
        Prefetch("withdrawn_by__exhibit"),
        Prefetch("contests", stances.reviewed_contests()),
    )
    told = Prefetch("assertions", taken.order_by("made_on", "pk"))
    rows = Proposition.objects.order_by("pk")
    return rows.prefetch_related(
        Prefetch("items", InformationItem.objects.order_by("label")),
        Prefetch("beside", rows.prefetch_related(told)),
        told,
    )


def _orders() -> QuerySet[PanelOrder]:
    """Orders spoken openly; what was only marked while it was said waits for the transcript."""
    published = Edition.objects.filter(hearing=OuterRef("hearing"), published_at__isnull=False)
    spoken_openly = PanelOrder.objects.exclude(utterance__is_closed=True).filter(
        Q(utterance__captured=None) | Exists(published)
    )
    return spoken_openly.select_related("given_by", "to_body").order_by("pk")


def _decisions() -> QuerySet[Decision]:
    rows = Decision.objects.select_related("number", "hearing")
    return rows.prefetch_related("orders", "dispositions__item").order_by(
        F("pronounced_on").asc(nulls_last=True), "pk"
    )


def _editions(
    hearing_ids: Iterable[int], veils: Mapping[int, Veil]
) -> dict[int, tuple[Edition, ...]]:
    errata = Erratum.objects.select_related("first__utterance", "last__utterance").order_by(
        "no"
    )
    rows = (
        Edition.objects.filter(hearing__in=list(hearing_ids), published_at__isnull=False)
        .select_related("certified_by")
        .prefetch_related(Prefetch("errata", errata))
        .order_by("no")
    )
    found: dict[int, list[Edition]] = {}
    for edition in rows:
        if not names_somebody(edition, veils[edition.hearing_id]):
            found.setdefault(edition.hearing_id, []).append(edition)
    return {pk: tuple(editions) for pk, editions in found.items()}


def names_somebody(edition: Edition, cover: Veil) -> bool:
    """Whether the printed lines, which nobody may change any more, name a private person."""
    if not cover.labels:
        return False
    lines = EditionLine.objects.filter(edition=edition).order_by("page", "line")
    return cover.finds(" ".join(lines.values_list("text", flat=True)))


def _turns(editions: Mapping[int, tuple[Edition, ...]]) -> dict[int, Turn]:
    latest = {pk: found[-1] for pk, found in editions.items()}
    places = _places(latest.values())
    said = (
        Utterance.objects.filter(hearing__in=latest, number__isnull=False, is_closed=False)
        .select_related("replies_to", "thread")
        .prefetch_related(
            Prefetch("revisions", UtteranceRevision.objects.order_by("-rev")),
            Prefetch("items", InformationItem.objects.order_by("label")),
        )
        .order_by("hearing_id", "number")
    )
    ordered = transcripts.corrections_for(latest.values())
    return {
        turn.pk: Turn(
            utterance=turn,
            words=_standing(turn, ordered.get(turn.pk)),
            edition=latest[turn.hearing_id],
            first=_place(places[turn.pk][0]),
            last=_place(places[turn.pk][1]),
            thread=getattr(turn, "thread", None),
        )
        for turn in said
        if turn.pk in places
    }


def _standing(turn: Utterance, ordered: OrderedCorrection | None) -> UtteranceRevision:
    """The words of a turn as the latest edition has them; who speaks, as well."""
    words: UtteranceRevision = turn.revisions.all()[0]
    if ordered is not None:
        words.text = ordered.text
        if (turn.speaker, turn.role) != (ordered.speaker, ordered.role):
            turn.speaker, turn.role, turn.person_id = ordered.speaker, ordered.role, None
    return words


def _earlier(
    editions: Iterable[Sequence[Edition]],
) -> dict[int, dict[int, tuple[int, int]]]:
    """Where each turn begins in editions that are not the latest, by its number. One query."""
    found: dict[int, dict[int, tuple[int, int]]] = {}
    replaced = [one.pk for row in editions for one in row[:-1]]
    at = F("page") * LINES_PER_PAGE + F("line") - 1
    rows = EditionLine.objects.filter(edition__in=replaced, utterance__isnull=False)
    told = rows.values("edition_id", "utterance__number").annotate(first=Min(at))
    for row in told:
        number = row["utterance__number"] or 0
        found.setdefault(row["edition_id"], {})[number] = _place(row["first"])
    return found


def _places(editions: Iterable[Edition]) -> dict[int, tuple[int, int]]:
    """The first and the last line of each turn, counted from the first page."""
    at = F("page") * LINES_PER_PAGE + F("line") - 1
    printed = EditionLine.objects.filter(edition__in=list(editions), utterance__isnull=False)
    rows = printed.values("utterance_id").annotate(first=Min(at), last=Max(at))
    return {row["utterance_id"]: (row["first"], row["last"]) for row in rows}


def _marks(turns: Mapping[int, Turn]) -> dict[int, tuple[Mark, ...]]:
    standing = Assertion.objects.filter(
        utterance__in=turns,
        legal_effect=LegalEffect.ADMISSION,
        proposition__dispute__visibility=Visibility.PUBLIC,
    ).exclude(pk__in=_withdrawn(turns))
    rows = standing.values_list(
        "utterance_id", "proposition__dispute__code", "proposition__code", "reviewed_by"
    )
    found: dict[int, set[Mark]] = {}
    for pk, dispute, code, reviewed_by in rows:
        if reviewed_by or not turns[pk].is_from_press:
            found.setdefault(pk, set()).add((dispute, code))
    return {
        pk: tuple(sorted(marks, key=lambda mark: (mark[0], len(mark[1]), mark[1])))
        for pk, marks in found.items()
    }


def _withdrawn(turns: Mapping[int, Turn]) -> list[int]:
    """The stances in these turns of which the public knows that they were taken back."""
    rows = Assertion.objects.filter(withdraws__utterance__in=turns, refusal=None)
    told = rows.values_list("withdraws", "reviewed_by", "utterance")
    return [
        pk
        for pk, reviewed_by, said in told
        if pk and (reviewed_by or (said in turns and not turns[said].is_from_press))
    ]


def _place(at: int) -> tuple[int, int]:
    page, line = divmod(at, LINES_PER_PAGE)
    return page, line + 1


def _covers(dispute_ids: Collection[int], hearings: Iterable[Hearing]) -> Covers:
    served = {h.pk: {place.dispute_id for place in h.served.all()} for h in hearings}
    near = related(dispute_ids).union(*served.values())
    people = parties.private_people(near)
    masks = personal_data.masks(near)
    families = dict(Dispute.objects.filter(pk__in=near).values_list("pk", "family_id"))
    veils = {}
    for pk in dispute_ids:
        kin = {other for other, family in families.items() if family and family == families[pk]}
        kin |= {pk}.union(*(those for those in served.values() if pk in those))
        veils[pk] = _veil(people, masks, kin)
    return Covers(
        disputes=veils,
        hearings={pk: _veil(people, masks, those) for pk, those in served.items()},
        speakers={
            pk: {
                row.person_id: parties.label_of(row)
                for row in parties.people_of(people, those)
                if row.person_id
            }
            for pk, those in served.items()
        },
    )


def _veil(people: Private, masks: Mapping[int, Masks], ids: Iterable[int]) -> Veil:
    """What hides the private persons of some disputes, and what is masked in them."""
    told = sorted(ids)
    return parties.veil_over(
        parties.people_of(people, told), [one for pk in told for one in masks.get(pk, ())]
    )
