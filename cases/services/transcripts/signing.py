"""A transcript on paper is signed once; what was made before stays as it was made."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from cases.adapters import files, signing
from cases.domain import signatures
from cases.domain.documents import TranscriptForm
from cases.domain.signatures import SigningRefused
from cases.domain.transcripts import EditionKind
from cases.models import Document, Edition, Job, Signature
from cases.models.jobs import JobState
from cases.queries import codes as free_codes
from cases.services import hearings, jobs, journal, publication
from cases.services.jobs import JobKind, Progress
from cases.services.journal import Actor

SIGNER = Actor.system("worker")


@dataclass(frozen=True, slots=True)
class _File:
    """A signed file that is written and waits for its row."""

    name: str
    sha256: str
    size: int


@publication.one_act
def order(edition: Edition, *, now: datetime) -> Job:
    """Order the signature of an edition whose paper is made, also after one that failed.

    Raises:
        SigningRefused: there is no key or none for this kind of edition, the paper is not made
            yet, or it is signed already.
    """
    hearings.locked(edition.hearing)
    signatures.reason_for(EditionKind(edition.kind), is_test=signing.key().is_test)
    _original(edition)
    if edition.documents.filter(form=TranscriptForm.SIGNED).exists():
        raise SigningRefused("Edisi ini sudah ditandatangani.")
    failed = Job.objects.filter(
        kind=JobKind.SIGN_TRANSCRIPT, args__edition=edition.code, state=JobState.FAILED
    ).count()
    key = f"{edition.code}:{failed + 1}" if failed else edition.code
    return jobs.order(JobKind.SIGN_TRANSCRIPT, key, args={"edition": edition.code}, now=now)


def perform(job: Job, progress: Progress, now: datetime) -> None:
    """Sign the PDF of an edition; the signed file is a paper of its own beside it.

    Raises:
        SigningRefused: there is no key, or the file is not the one that was made.
    """
    edition = Edition.objects.select_related("hearing").get(code=job.args["edition"])
    original = _original(edition)
    progress.step("baca", 0, 3)
    key = signing.key()
    reason = signatures.reason_for(EditionKind(edition.kind), is_test=key.is_test)
    content = files.read(original.file)
    if hashlib.sha256(content).hexdigest() != original.sha256:
        raise SigningRefused("Berkas risalah bukan yang tercatat, maka tidak ditandatangani.")
    progress.step("tanda tangan", 1, 3)
    signed = signing.sign(content, key, reason=reason)
    progress.step("tulis", 2, 3)
    file = _put(original, signed.content)
    with progress.effect(now=now):
        _keep(edition, signed, file, now)


def _original(edition: Edition) -> Document:
    found = edition.documents.filter(form=TranscriptForm.PDF).exclude(file="").first()
    if found is None:
        raise SigningRefused("Risalah ini belum dibuat sebagai PDF.")
    return found


def _put(original: Document, content: bytes) -> _File:
    """Under a name of its content: a worker that comes late overwrites nobody's file."""
    digest = hashlib.sha256(content).hexdigest()
    name = f"papers/{original.kind}/{original.code}-{digest[:16]}.pdf"
    return _File(name, files.write_once(name, content), len(content))


def _keep(edition: Edition, signed: signing.Signed, file: _File, now: datetime) -> None:
    """Row, signature, journal and shelf; whoever may read the one may read the other."""
    hearing = hearings.locked(edition.hearing)
    original = _original(edition)
    document = Document.objects.create(
        code=free_codes.derived(Document, "document", edition.code, TranscriptForm.SIGNED),
        dispute=original.dispute,
        hearing=hearing,
        edition=edition,
        kind=original.kind,
        form=TranscriptForm.SIGNED,
        title=original.title,
        visibility=original.visibility,
        mime=original.mime,
        file=file.name,
        sha256=file.sha256,
        size=file.size,
        requested_at=now,
        rendered_at=now,
    )
    Signature.objects.create(
        document=document,
        original=original,
        signer=signed.signer[:200],
        authority=signed.authority[:200],
        certificate_sha256=signed.certificate_sha256,
        is_test=signed.is_test,
        signed_at=signed.signed_at,
    )
    journal.record(
        "transcript_signed",
        actor=SIGNER,
        at=now,
        hearing=hearing,
        payload={
            "edition": edition.no,
            "code": document.code,
            "of": original.sha256,
            "sha256": document.sha256,
            "certificate": signed.certificate_sha256,
            "is_test": signed.is_test,
        },
    )
    publication.shelve_hearing(hearing, now=now)
