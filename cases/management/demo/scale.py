"""Made-up disputes for load. Each says in its subject that it is made up."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from cases.domain.parties import PartyRole
from cases.domain.transcripts import EditionKind, Rendering, UtteranceKind
from cases.management.demo.context import ACTOR, Loading
from cases.management.demo.people import KIP
from cases.models import Commission, Dispute, Organisation, PublicBody
from cases.services import filing, hearings, parties, publication, registry, transcripts
from cases.services.filing import ItemDetails, RequestDetails
from cases.services.hearings import Bench, HearingDetails
from cases.services.registry import DisputeDetails
from cases.services.transcripts import Spoken

SERIES = "KIP-CONTOH"
FIRST_DAY = date(2015, 1, 5)
MATTERS = (
    "dokumen pengadaan",
    "rencana anggaran",
    "izin lingkungan",
    "daftar aset",
    "kontrak kerja",
)
TURNS = 12


def add(count: int, *, now: datetime) -> int:
    """Add ``count`` disputes to those there, each with a hearing and its transcript."""
    loading = Loading(now)
    commission = parties.add_commission(KIP, **loading.by)
    applicant = parties.add_organisation(
        "Organisasi buatan untuk uji beban", short="Buatan", kind="badan_hukum", **loading.by
    )
    body = parties.add_public_body(
        "Badan buatan untuk uji beban", short="Badan buatan", **loading.by
    )
    start = Dispute.objects.filter(subject__startswith="Contoh buatan").count()
    for number in range(start + 1, start + count + 1):
        _one(number, commission, applicant, body, loading)
    return count


@transaction.atomic
def _one(
    number: int,
    commission: Commission,
    applicant: Organisation,
    body: PublicBody,
    loading: Loading,
) -> None:
    day = FIRST_DAY + timedelta(days=number % 3600)
    raw = f"{number:06}/{SERIES}/{day.year}"
    matter = MATTERS[number % len(MATTERS)]
    dispute = registry.open_file(
        commission,
        DisputeDetails(raw, "umum", f"Contoh buatan {number}: {matter}"),
        **loading.by,
    )
    registry.add_participant(
        dispute, applicant, role=PartyRole.APPLICANT, kind="badan_hukum", **loading.by
    )
    registry.add_participant(
        dispute, body, role=PartyRole.RESPONDENT, kind="badan_publik_negara", **loading.by
    )
    asked = filing.record_request(
        dispute, to=body, organisation=applicant, details=RequestDetails(day), **loading.by
    )
    filing.add_item(asked, ItemDetails("a", f"Salinan {matter}"), **loading.by)
    filing.receive(dispute, received_on=day, **loading.by)
    registry.enter(dispute, raw, registered_on=day, **loading.by)
    _heard(dispute, day + timedelta(days=21), matter, loading)
    publication.release(dispute, actor=ACTOR, now=loading.now)


def _heard(dispute: Dispute, day: date, matter: str, loading: Loading) -> None:
    hearing = hearings.record_held(
        [dispute],
        HearingDetails(held_on=day, kind="pembuktian", ordinal=1, agenda="Contoh buatan"),
        bench=Bench(),
        **loading.by,
    )
    asked = None
    for turn in range(TURNS):
        is_question = turn % 2 == 0
        said = Spoken(
            kind=UtteranceKind.QUESTION if is_question else UtteranceKind.ANSWER,
            rendering=Rendering.PARAPHRASE,
            text=f"Contoh buatan, ucapan {turn + 1} tentang {matter}.",
            role="Majelis" if is_question else "Termohon",
            side="majelis" if is_question else "termohon",
            replies_to=None if is_question else asked,
            origin="import",
        )
        asked = transcripts.capture(hearing, said, **loading.by)
    edition = transcripts.freeze(
        hearing, kind=EditionKind.RECONSTRUCTION, frozen_on=day, **loading.by
    )
    transcripts.publish(edition, **loading.by)
