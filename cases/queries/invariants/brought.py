"""What the sides brought: exhibits, tendered files, and what they wrote."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import groupby

from django.db.models import F, Q

from cases.domain.uploads import UploadState
from cases.models import Correspondence, Exhibit, JournalEntry, Upload
from cases.queries.invariants.rule import Rule


def _exhibits() -> Iterator[tuple[str, bool]]:
    """Numbers 1, 2, 3 … on each side of each dispute."""
    rows = Exhibit.objects.order_by("dispute", "side", "no")
    told = rows.values_list("dispute__code", "side", "no")
    for (dispute, side), found in groupby(told, lambda row: row[:2]):
        numbers = [no for _dispute, _side, no in found]
        yield f"{dispute} {side}", numbers == list(range(1, len(numbers) + 1))


def _brought() -> Iterator[tuple[str, bool]]:
    """An exhibit that somebody brought is their clean copy, in the same dispute."""
    rows = Upload.objects.filter(document__isnull=False).select_related("document")
    for row in rows.order_by("pk"):
        paper = row.document
        told = paper and (paper.dispute_id, paper.file, paper.sha256, paper.size)
        yield (
            row.code,
            told == (row.dispute_id, row.clean_file, row.clean_sha256, row.clean_size),
        )


def _tendered() -> Iterator[tuple[str, bool]]:
    """What was tendered is an exhibit of that side once it is clean, and never before."""
    rows = Upload.objects.exclude(tendered_side="").order_by("pk")
    told = rows.values_list(
        "code", "state", "dispute", "tendered_side", "document__exhibits__dispute",
        "document__exhibits__side",
    )  # fmt: skip
    for code, state, dispute, side, lies_in, lies_for in told:
        if state == UploadState.CLEAN:
            yield code, (lies_in, lies_for) == (dispute, side)
        else:
            yield code, dispute is not None and lies_in is None


def _letters() -> Iterator[tuple[str, bool]]:
    """A letter with its paper, its clock, its files and what it answers lies in one dispute."""
    rows = Correspondence.objects.order_by("pk")
    elsewhere = (
        ~Q(paper=None) & ~Q(paper__dispute=F("dispute"))
        | ~Q(deadline=None) & ~Q(deadline__dispute=F("dispute"))
        | ~Q(reply_to=None) & ~Q(reply_to__dispute=F("dispute"))
        | ~Q(attachments=None) & ~Q(attachments__upload__dispute=F("dispute"))
    )
    strays = set(rows.filter(elsewhere).values_list("pk", flat=True))
    for pk, code in rows.values_list("pk", "code"):
        yield code, pk not in strays


def _words_kept() -> Iterator[tuple[str, bool]]:
    """The words of a letter are those of which the journal keeps the fingerprint."""
    sent = JournalEntry.objects.filter(act="correspondence_sent").values_list("payload")
    kept = {told["code"]: told["text_sha256"] for (told,) in sent}
    for code, text in Correspondence.objects.order_by("pk").values_list("code", "text"):
        yield code, kept.get(code) == hashlib.sha256(text.encode()).hexdigest()


RULES = (
    Rule("tendered_file_is_admitted", "Berkas yang diajukan jadi bukti bila bersih", _tendered),
    Rule("letter_stays_in_its_dispute", "Surat dan lampirannya dalam satu perkara", _letters),
    Rule("letter_says_what_was_sent", "Kata surat cocok dengan jurnalnya", _words_kept),
    Rule("exhibits_have_no_gap", "Bukti tiap pihak bernomor urut", _exhibits),
    Rule("exhibit_is_the_clean_copy", "Bukti sama dengan salinan bersihnya", _brought),
)
