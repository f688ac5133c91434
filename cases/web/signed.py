"""Signatures in the words of a page."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.domain import wording
from cases.domain.publication.copies import SignatureCopy
from cases.web.words import tongue


def sentence(signature: SignatureCopy | None) -> str:
    """By whom a paper is signed, when, and with which certificate; or that it is not."""
    if signature is None:
        return _("Tanpa tanda tangan elektronik.")
    told = _(
        "Ditandatangani elektronik: %(signer)s, %(day)s, sertifikat SHA-256 %(print)s."
    ) % {
        "signer": signature.signer,
        "day": wording.long_date(timezone.localdate(signature.signed_at), tongue()),
        "print": f"{signature.certificate_sha256[:8]}…{signature.certificate_sha256[-8:]}",
    }
    return f"{told} {label(signature)}".strip()


def label(signature: SignatureCopy) -> str:
    """That a signature is one of the demonstration; empty for a real one."""
    if not signature.is_test:
        return ""
    return _("Tanda tangan uji: otoritas uji, bukan PSrE/BSrE.")
