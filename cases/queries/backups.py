"""What a backup holds besides rows: the files that the rows of one instant name."""

from __future__ import annotations

from collections.abc import Iterator

from cases.adapters import sealed_files
from cases.models import Commission, JournalHead, PublicExport, SoundCopy, Upload, User
from cases.queries import documents


def files_of(base: str) -> Iterator[tuple[str, str]]:
    """Name and fingerprint of every file; the fingerprint is empty where no row keeps that of
    the bytes that lie there. What is sealed goes into a backup as it is, sealed.

    ``base``: the alias under which the instant is read.
    """
    for _code, name, sha256, _size in documents.vouched_for(base):
        yield name, "" if sealed_files.is_sealed(name) else sha256
    kept = Upload.objects.using(base).exclude(identity_paper__erased_at__isnull=False)
    copies = kept.exclude(clean_file="").exclude(document=None)
    yield from copies.values_list("clean_file", "clean_sha256").iterator()
    pictures = kept.exclude(thumbnail_file="")
    for name in pictures.values_list("thumbnail_file", flat=True).iterator():
        yield name, ""
    yield from SoundCopy.objects.using(base).values_list("file", "sha256").iterator()
    for folder, told in (
        PublicExport.objects.using(base).exclude(folder="").values_list("folder", "told")
    ):
        for one in told["files"]:
            yield f"{folder}/{one['name']}", ""


def heads_of(base: str) -> dict[str, list[int | str]]:
    """How far each chain of the journal had come: number and digest of its last entry."""
    heads = JournalHead.objects.using(base).order_by("chain")
    return {head.chain: [head.seq, head.digest] for head in heads}


def is_new() -> bool:
    """Whether nobody has begun with this installation: no account and no commission."""
    return not (User.objects.exists() or Commission.objects.exists())
