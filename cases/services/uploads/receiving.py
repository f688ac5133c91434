"""Receiving: begin, go on where the line broke, finish. The bytes first, then the row."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Manager, ProtectedError

from cases.adapters import files, parts, sealed_files
from cases.domain import uploads as rules
from cases.domain.uploads import UploadState
from cases.models import Commission, Dispute, Upload, User
from cases.queries import codes as free_codes
from cases.queries import uploads
from cases.queries.accounts import House
from cases.services import jobs, journal
from cases.services.jobs import JobKind
from cases.services.journal import Actor

SPARE = 64 * rules.MEGABYTE  # what the disk keeps for everything else

# What points to a file that cannot be discarded, and what is told of it.
NEEDED = {
    "proof": "Berkas ini masih menjadi bukti sebuah permintaan; lepaskan dahulu di sana.",
    "attachment": "Berkas ini menyertai surat dalam sengketa.",
    "proves_service": "Berkas ini bukti penyampaian sebuah panggilan.",
    "recording": "Berkas ini rekaman sidang.",
    "statement_archive": "Berkas ini salinan berita yang disimpan.",
    "transcript_imports": "Berkas ini dibawa untuk risalah sidang.",
    "import_batches": "Berkas ini dibawa untuk impor buku register.",
}


@transaction.atomic
def begin(
    house: House,
    *,
    uploaded_by: User,
    name: str,
    size: int,
    dispute: Dispute | None = None,
    now: datetime,
) -> Upload:
    """Open an upload of ``size`` bytes for a house, for one of its disputes or for none yet.

    Raises:
        WrongSize, Unreadable, QuotaFull, NoRoom: it cannot be taken.
        NotAParty: the house has no part in that dispute.
    """
    name = rules.clean_name(name)
    rules.check_size(size, most=_most(house))
    if dispute is not None and not uploads.has_part(house, dispute):
        raise rules.NotAParty("Sengketa itu bukan sengketa Anda.")
    _check_room(house, size)

    return Upload.objects.create(
        code=free_codes.drawn(Upload),
        **{uploads.column_of(house): house},
        uploaded_by=uploaded_by,
        dispute=dispute,
        name=name,
        size=size,
        created_at=now,
        touched_at=now,
    )


def append(
    upload: Upload,
    *,
    offset: int,
    source: parts.Source,
    length: int | None = None,
    now: datetime,
) -> Upload:
    """Add what arrives from ``source``; ``length`` is how much is announced, if it is.

    Not one transaction: a slow line must not hold a lock. The bytes are written and synced,
    then the row counts them. What stands there already may come again and changes nothing.

    Raises:
        WrongOffset: these are not the next bytes; it says which are.
        WrongSize: they are more than was declared.
        NotReceiving: the upload is whole, and these are not its bytes.
        PartBusy, NoRoom: not now.
    """
    if upload.state != UploadState.RECEIVING:
        return _again(upload, offset, source, length)
    if offset + (length or 0) > upload.size:
        raise rules.WrongSize("Berkas itu lebih besar daripada yang disebut di awal.")
    with parts.opened(upload.code) as part:
        upload.refresh_from_db()
        if upload.state != UploadState.RECEIVING:  # finished by another connection meanwhile
            parts.remove(upload.code)
            return _again(upload, offset, source, length)
        _check_place(upload, part, offset, source, length)
        if offset < upload.received:
            return upload
        came = part.write(source, at=offset, most=upload.size - offset)
        return _count(upload, offset, came, now)


def finish(upload: Upload, *, actor: Actor, now: datetime) -> Upload:
    """Close a whole upload: fingerprint it, put it in its place, order its check. Again is
    harmless, also after a fall between any two of these.

    Raises:
        Unfinished: bytes are missing.
        PartBusy: somebody is writing to it.
    """
    if upload.state != UploadState.RECEIVING:
        return upload
    if upload.received < upload.size:
        raise rules.Unfinished("Berkas itu belum diterima seluruhnya.")
    return _arrived(upload, _put_away(upload), actor, now)


@transaction.atomic
def discard(upload: Upload, *, actor: Actor, now: datetime) -> None:
    """Take an upload away, with its files, unless it serves somewhere.

    Raises:
        AlreadyAdmitted: it is an exhibit, or another record needs it.
    """
    upload = Upload.objects.select_for_update().get(pk=upload.pk)
    names = [upload.original_file, upload.clean_file, upload.thumbnail_file]
    try:
        if upload.document_id is not None:
            raise rules.AlreadyAdmitted("Berkas ini sudah menjadi alat bukti.")
        Upload.objects.filter(pk=upload.pk).delete()
    except ProtectedError as needed:
        raise rules.AlreadyAdmitted(_needed_by(upload)) from needed

    transaction.on_commit(lambda: _take_away(upload.code, names), robust=True)
    if upload.received_at is not None:
        record("upload_discarded", upload, actor, now, {"sha256": upload.sha256})


def _needed_by(upload: Upload) -> str:
    """Where a file still serves that cannot be discarded."""
    for column, where in NEEDED.items():
        if (by := getattr(upload, column, None)) is None:
            continue
        if not isinstance(by, Manager) or by.exists():
            return where
    return "Berkas ini masih dipakai dalam permohonan."


def record(
    act: str, upload: Upload, actor: Actor, now: datetime, told: dict[str, object]
) -> None:
    """One act in the journal, in the chain of its dispute or of its commission.

    Names of files are never in it: they may hold names of people, and the journal is for ever.
    """
    journal.record(
        act,
        actor=actor,
        at=now,
        commission=upload.commission,
        dispute=upload.dispute,
        payload={"code": upload.code, **told},
    )


def _check_room(house: House, size: int) -> None:
    """The row of the house is locked, so that two uploads at once share one quota."""
    type(house)._default_manager.select_for_update().get(pk=house.pk)  # noqa: SLF001
    kept = uploads.kept_by(house)
    rules.check_quota(kept, size, most=settings.UPLOAD_QUOTA_MB * rules.MEGABYTE)
    if files.free_space() < 2 * size + SPARE:  # the original and its clean copy
        raise rules.NoRoom(parts.FULL)


def _most(house: House) -> int:
    """How many bytes at once: a commission brings days of sound."""
    most: int = settings.UPLOAD_MAX_MB
    if isinstance(house, Commission):
        most = max(most, settings.RECORDING_MAX_MB)
    return most * rules.MEGABYTE


def _again(upload: Upload, offset: int, source: parts.Source, length: int | None) -> Upload:
    """Bytes for an upload that is whole: the same ones once more, or none."""
    known = offset + (length or 0) <= upload.size
    if known and not length and offset == upload.size:
        return upload
    if known and length and upload.original_file:
        with sealed_files.open_file(upload.original_file) as file:
            if parts.holds(file, source, at=offset, length=length):
                return upload
    raise rules.NotReceiving("Unggahan ini sudah diterima seluruhnya.")


def _check_place(
    upload: Upload, part: parts.Part, offset: int, source: parts.Source, length: int | None
) -> None:
    """These are the next bytes, or bytes that stand there already."""
    if part.length < upload.received:  # the disk lost what the row had counted
        Upload.objects.filter(pk=upload.pk).update(received=part.length)
        raise rules.WrongOffset(part.length)
    if offset == upload.received:
        return
    end = offset + (length or 0)
    is_before = bool(length) and end <= upload.received
    if is_before and parts.holds(part.file, source, at=offset, length=length or 0):
        return
    raise rules.WrongOffset(upload.received)


def _count(upload: Upload, offset: int, came: int, now: datetime) -> Upload:
    mine = Upload.objects.filter(
        pk=upload.pk, state=UploadState.RECEIVING, received=offset
    ).update(received=offset + came, touched_at=now)
    upload.refresh_from_db()
    if not mine:
        raise rules.WrongOffset(upload.received)
    return upload


def _put_away(upload: Upload) -> files.Print:
    """Move the part to where originals lie; after a fall it may lie there already."""
    original = original_name(upload)
    try:
        with parts.opened(upload.code, is_new=False) as part:
            if part.length != upload.size:
                Upload.objects.filter(pk=upload.pk).update(
                    received=min(part.length, upload.size)
                )
                raise rules.Unfinished("Berkas itu belum diterima seluruhnya.")
            return files.take_in(original, parts.path_of(upload.code))
    except FileNotFoundError:
        return files.print_of(original)


@transaction.atomic
def _arrived(upload: Upload, told: files.Print, actor: Actor, now: datetime) -> Upload:
    upload = Upload.objects.select_for_update().get(pk=upload.pk)
    if upload.state != UploadState.RECEIVING:
        return upload
    upload.state = UploadState.RECEIVED
    upload.sha256 = told.sha256
    upload.original_file = original_name(upload)
    upload.received_at = now
    upload.save(update_fields=["state", "sha256", "original_file", "received_at"])

    jobs.order(JobKind.CHECK_UPLOAD, upload.code, args={"upload": upload.code}, now=now)
    told_of = {"sha256": told.sha256, "size": told.size}
    record("upload_received", upload, actor, now, told_of)
    return upload


def original_name(upload: Upload) -> str:
    """Where the original lies; nothing there is ever handed out."""
    return f"uploads/original/{upload.code}"


def _take_away(code: str, names: list[str]) -> None:
    parts.remove(code)
    for name in filter(None, names):
        files.remove(name)
