"""Rows that few disputes have, for the addresses that name them: as a worker leaves them."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from cases.adapters import files
from cases.domain.scheduling.facts import Wish
from cases.domain.uploads import UploadState
from cases.management.small_world.world import World
from cases.models import (
    Assertion,
    Dispute,
    Document,
    ImportBatch,
    Participant,
    Proposal,
    ProposedSitting,
    PublicDocument,
    Recording,
    Redaction,
    RequestProof,
    SearchAlert,
    StanceContest,
    Summons,
    TranscriptImport,
    TurnProposal,
    Upload,
    User,
    UtteranceRevision,
)
from cases.queries.accounts import House
from cases.services import alerts, checkpoints, links, uploads
from cases.services.transcripts import correcting

PDF = b"%PDF-1.7"
DAY = date(2024, 3, 18)


def made(paper: Document) -> str:
    """The code of a paper with a file, as if the worker had made it."""
    name = f"papers/{paper.code}.pdf"
    told = {"file": name, "sha256": files.write_once(name, PDF), "size": len(PDF)}
    Document.objects.filter(pk=paper.pk).update(rendered_at=timezone.now(), **told)
    PublicDocument.objects.filter(code=paper.code).update(**told)
    return paper.code


def plant(world: World) -> dict[str, str]:
    """What the registry keeps of a file, what a letter opens, and where the journal is told."""
    cast, now = world.cast, timezone.now()
    drawn = _redaction(world, world.mediated, "RDCTNWRD")
    _redaction(world, world.published.dispute, "RDCTNTWQ")
    alert = SearchAlert.objects.create(
        **links.draw(alerts.SALT),
        email="kabar@latihan.test",
        query="q=latihan",
        language="id",
        created_at=now,
    )
    checkpoints.close_day(cast.commission.code, DAY, now=now)
    return (
        _in_hearings(world)
        | _in_the_registry(world)
        | {
            "brought": drawn.upload.code,
            "redaction": drawn.code,
            "box": str(drawn.boxes.get().pk),
            "alert": links.token(alert.nonce, alerts.SALT),
        }
    )


def _redaction(world: World, dispute: Dispute, code: str) -> Redaction:
    """A file that the respondent brought into a dispute, and a box that the registry drew."""
    cast, now = world.cast, timezone.now()
    upload = uploads.begin(
        cast.body,
        uploaded_by=cast.accounts["agency"],
        name="surat.pdf",
        size=len(PDF),
        dispute=dispute,
        now=now,
    )
    _as_checked(upload)
    redaction = Redaction.objects.create(
        code=code,
        dispute=dispute,
        upload=upload,
        source_sha256="0" * 64,
        title="Salinan",
        opened_by=cast.accounts["clerk"],
        opened_at=now,
    )
    redaction.boxes.create(
        page=1, x=0, y=0, width=1000, height=1000, ground="17h", reason="Rumah"
    )
    return redaction


def _as_checked(upload: Upload) -> None:
    """As if the worker had found it clean."""
    at, name = timezone.now(), f"uploads/{upload.code}/salinan.pdf"
    told = files.write_once(name, PDF)
    Upload.objects.filter(pk=upload.pk).update(
        state=UploadState.CLEAN,
        received=upload.size,
        received_at=at,
        checked_at=at,
        mime="application/pdf",
        original_file=name,
        clean_file=name,
        sha256=told,
        clean_sha256=told,
        clean_size=upload.size,
        pages=1,
    )


def _brought(house: House, by: User, dispute: Dispute | None = None) -> Upload:
    """A file of a house that the worker has found clean."""
    upload = uploads.begin(
        house,
        uploaded_by=by,
        name="surat.pdf",
        size=len(PDF),
        dispute=dispute,
        now=timezone.now(),
    )
    _as_checked(upload)
    return Upload.objects.get(pk=upload.pk)


def _in_hearings(world: World) -> dict[str, str]:
    """Sound, a file of words, and a proposed correction, of the hearing that is written."""
    cast, now, hearing = world.cast, timezone.now(), world.draft_hearing
    clerk = cast.accounts["clerk"]
    sound = Recording.objects.create(
        code="SNDZHRNG",
        hearing=hearing,
        upload=_brought(cast.commission, clerk),
        added_by="x",
        added_at=now,
    )
    words = TranscriptImport.objects.create(
        code="WRDSHRNG", hearing=hearing, name="x.vtt", created_by="x", created_at=now
    )
    window = correcting.open_window(hearing, 3, by=clerk, now=now)
    wording = UtteranceRevision.objects.filter(utterance__hearing=hearing).first()
    wanted = TurnProposal.objects.create(
        window=window,
        revision=wording,
        dispute=world.mediated,
        side="pemohon",
        text="Lain",
        reason="Salah dengar",
        proposed_by=cast.accounts["ngo"],
        proposed_at=now,
    )
    return {"sound": sound.code, "words": words.code, "wanted": str(wanted.pk)}


def _in_the_registry(world: World) -> dict[str, str]:
    """A register that was brought, a plan that was computed, a summons, a contest, a proof."""
    cast, now = world.cast, timezone.now()
    batch = ImportBatch.objects.create(
        code="BTCHRGST",
        commission=cast.commission,
        kind="register",
        name="x.csv",
        created_by="x",
        created_at=now,
    )
    plan = Proposal.objects.create(
        code="PRPSLXXX",
        commission=cast.commission,
        first=DAY,
        last=DAY,
        wish=Wish(DAY, DAY).told(),
        method="greedy",
        first_after=0,
        seconds=0,
        asked_at=now,
        made_at=now,
    )
    ProposedSitting.objects.create(proposal=plan, no=1, label="x", kind="pembuktian")
    party = world.mediated.participants.get(role="termohon")
    papers = Document.objects.filter(dispute=world.mediated).order_by("pk")
    Summons.objects.create(
        hearing=world.mediated.hearings.get(agenda__startswith="Rencana"),
        dispute=world.mediated,
        participant=party,
        ordinal=1,
        letter_date=DAY,
        paper=papers[0],
        editable=papers[1],
        issued_by=cast.accounts["clerk"],
        issued_at=now,
    )
    said = Assertion.objects.filter(proposition__dispute=world.published.dispute).first()
    contest = StanceContest.objects.create(
        assertion=said,
        participant=Participant.objects.filter(dispute=world.published.dispute).first(),
        reason="Bukan begitu",
        contested_on=DAY,
        written_by="x",
        written_at=now,
    )
    proof = RequestProof.objects.create(
        information_request=world.houses["ngo"].request,
        kind="request_sent",
        upload=_brought(cast.ngo, cast.accounts["ngo"]),
    )
    return {
        "batch": batch.code,
        "plan": plan.code,
        "summons": papers[0].code,
        "contest": str(contest.pk),
        "proof": proof.upload.code,
    }
