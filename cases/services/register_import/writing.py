"""Writing new rows: what ``registry`` and ``filing`` do for one dispute, for many at once.

A dispute is opened at the stage its register tells, with one entry in the journal that holds
all that was understood of its row. Private people are labels; names and homes stay in the row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from cases.domain import codes, stages
from cases.domain.parties import PartyRole
from cases.domain.publication import Visibility
from cases.domain.register_import import ImportKind, RegisterRow
from cases.domain.register_import.names import Directory, Known
from cases.domain.register_import.rows import told_of
from cases.domain.stages import Stage
from cases.models import (
    Dispute,
    ImportBatch,
    ImportedRow,
    InformationItem,
    InformationRequest,
    Objection,
    Organisation,
    Participant,
    PublicBody,
    RegisterNumber,
)
from cases.queries import codes as free_codes
from cases.queries import register_import as queries
from cases.services import deadlines, journal, parties, publication
from cases.services.journal import Act, Actor
from cases.services.parties import SourceDetails
from cases.services.register_import.order import Order

SUBJECT_AT_MOST = 300
UNREAD_DAY = "tanggal pada buku register tidak terbaca"
NO_RECEIPT = "tanggal terima tidak tercatat pada buku register"
FAULTLESS, FAULTY = "high", "medium"


class Writer:
    """Writes portions of one batch; the houses it meets are looked up or made once."""

    def __init__(
        self,
        order: Order,
        batch: ImportBatch,
        bodies: Directory,
        today: date,
        actor: Actor,
        now: datetime,
    ) -> None:
        self.order, self.batch, self.bodies = order, batch, bodies
        self.today, self.actor, self.now = today, actor, now
        self.organisations = queries.organisations()
        self._bodies: dict[str, PublicBody] = {}
        self._houses: dict[str, Organisation] = {}
        self._source = ""

    def registers(self, rows: Sequence[RegisterRow]) -> None:
        """Open a dispute for each row."""
        if not rows:
            return
        source = self._source or self._cite()
        disputes = self._open(rows, source)
        pairs = list(zip(rows, disputes, strict=True))
        RegisterNumber.objects.bulk_create(_numbers(pairs))
        Participant.objects.bulk_create(self._parties(pairs, source))
        self._asked(pairs, source)
        ImportedRow.objects.bulk_create(
            _kept(row, self.batch, dispute) for row, dispute in pairs
        )
        deadlines.start_still_running(
            disputes, commission=self.order.commission, today=self.today, now=self.now
        )
        journal.record_all(
            [self._act(row, dispute) for row, dispute in pairs],
            commission=self.order.commission,
            actor=self.actor,
            at=self.now,
        )
        if self.order.is_public:
            publication.shelve_all(disputes, now=self.now)

    def _open(self, rows: Sequence[RegisterRow], source: str) -> list[Dispute]:
        visibility = Visibility.PUBLIC if self.order.is_public else Visibility.PARTIES
        disputes = [
            Dispute(
                code=code,
                commission=self.order.commission,
                regime=row.regime,
                stage=_stage(row),
                visibility=visibility,
                subject=_subject(row),
                received_on=row.days.get("received_on"),
                registered_on=row.days.get("registered_on"),
                date_note="" if "received_on" in row.days else NO_RECEIPT,
                created_at=self.now,
                **_said(row, source),
            )
            for row, code in zip(rows, self._codes(rows), strict=True)
        ]
        return Dispute.objects.bulk_create(disputes)

    def _codes(self, rows: Sequence[RegisterRow]) -> list[str]:
        """A free code for each row, derived as ``registry.open_file`` derives it."""
        commission = self.order.commission.code
        told = (row.number.raw if row.number else row.key for row in rows)
        return free_codes.derived_each(Dispute, [("dispute", commission, key) for key in told])

    def _parties(
        self, pairs: Sequence[tuple[RegisterRow, Dispute]], source: str
    ) -> Iterator[Participant]:
        for row, dispute in pairs:
            house = self._house(row.organisation) if row.organisation else None
            yield Participant(
                dispute=dispute,
                role=PartyRole.APPLICANT,
                kind=row.applicant_kind,
                organisation=house,
                public_label="" if house else row.label,
                **_said(row, source),
            )
            body = self._body(row.public_body)
            yield Participant(
                dispute=dispute,
                role=PartyRole.RESPONDENT,
                kind=body.kind,
                public_body=body,
                **_said(row, source),
            )

    def _asked(self, pairs: Sequence[tuple[RegisterRow, Dispute]], source: str) -> None:
        """The request, what it asks for, and the objection, as far as the row tells of them."""
        keys = [("request", dispute.code, "1") for _row, dispute in pairs]
        fresh = free_codes.derived_each(InformationRequest, keys)
        requests = InformationRequest.objects.bulk_create(
            InformationRequest(
                code=code,
                dispute=dispute,
                organisation=self._house(row.organisation) if row.organisation else None,
                public_body=self._body(row.public_body),
                submitted_on=row.days.get("requested_on"),
                replied_on=row.days.get("replied_on"),
                date_note="" if "requested_on" in row.days else UNREAD_DAY,
                **_said(row, source),
            )
            for (row, dispute), code in zip(pairs, fresh, strict=True)
        )
        told = [(row, asked) for (row, _d), asked in zip(pairs, requests, strict=True)]
        InformationItem.objects.bulk_create(
            InformationItem(
                information_request=asked,
                dispute=asked.dispute,
                no=1,
                label=codes.letters(1),
                text=row.information,
                **_said(row, source),
            )
            for row, asked in told
            if row.information
        )
        Objection.objects.bulk_create(
            Objection(
                information_request=asked,
                filed_on=row.days.get("objected_on"),
                replied_on=row.days.get("objection_replied_on"),
                date_note="" if "objected_on" in row.days else UNREAD_DAY,
                **_said(row, source),
            )
            for row, asked in told
            if {"objected_on", "objection_replied_on"} & set(row.days)
        )

    def _body(self, written: str) -> PublicBody:
        known = self.bodies.match(written).known or Known(written, written)
        if known.slug not in self._bodies:
            found = PublicBody.objects.filter(slug=known.slug).first()
            self._bodies[known.slug] = found or parties.add_public_body(
                known.name, actor=self.actor, now=self.now
            )
        return self._bodies[known.slug]

    def _house(self, written: str) -> Organisation:
        """The organisation of that name, however it is spelled; otherwise a new one."""
        known = self.organisations.match(written).known
        if known is None:
            house = parties.add_organisation(
                written, kind="badan_hukum", actor=self.actor, now=self.now
            )
            self.organisations.add(Known(house.slug, house.name))
            self._houses[house.slug] = house
            return house
        if known.slug not in self._houses:
            self._houses[known.slug] = Organisation.objects.get(slug=known.slug)
        return self._houses[known.slug]

    def _cite(self) -> str:
        """The book of the commission as a source of what it says."""
        self._source = f"impor-{self.batch.code.lower()}"
        details = SourceDetails(
            key=self._source,
            publisher=self.order.commission.name,
            title="Buku register komisi",
            kind="commission",
        )
        parties.add_source(details, actor=self.actor, now=self.now)
        return self._source

    def _act(self, row: RegisterRow, dispute: Dispute) -> Act:
        stage = Stage(dispute.stage)
        implied = stages.path(Stage.REQUEST_SUBMITTED, stage)[:-1]
        return Act(
            "dispute_imported",
            dispute,
            {
                "batch": self.batch.code,
                "row": row.row,
                "key": row.key,
                "visibility": dispute.visibility,
                "to": stage.value,
                "implied": [one.value for one in implied],
                "understood": told_of(row),
            },
        )


def _kept(row: RegisterRow, batch: ImportBatch, dispute: Dispute) -> ImportedRow:
    return ImportedRow(
        batch=batch,
        commission=batch.commission,
        kind=ImportKind.REGISTER,
        row=row.row,
        key=row.key,
        case_key=row.case_key,
        written=dict(row.written),
        understood=told_of(row),
        dispute=dispute,
    )


def _numbers(pairs: Sequence[tuple[RegisterRow, Dispute]]) -> Iterator[RegisterNumber]:
    for row, dispute in pairs:
        if (number := row.number) is not None:
            yield RegisterNumber(
                dispute=dispute,
                commission=dispute.commission,
                kind="register",
                raw=number.raw,
                normal=number.normal,
                slug=number.slug,
                short=number.short,
                seq=number.seq,
                year=number.year,
                issued_on=row.days.get("registered_on"),
            )


def _said(row: RegisterRow, source: str) -> dict[str, object]:
    return {"sources": [source], "confidence": FAULTY if row.remarks else FAULTLESS}


def _stage(row: RegisterRow) -> Stage:
    """A number says that it was registered; without one it was filed, and no more is known."""
    return Stage.REGISTERED if row.number else Stage.DISPUTE_FILED


def _subject(row: RegisterRow) -> str:
    if not row.information:
        return f"Permohonan informasi kepada {row.public_body}"
    if len(row.information) <= SUBJECT_AT_MOST:
        return row.information
    return f"{row.information[:SUBJECT_AT_MOST].rsplit(' ', 1)[0]} …"
