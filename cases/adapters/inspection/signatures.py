"""The signatures inside a PDF of a stranger: whether they hold, and who stands behind them.

Runs in the child; fetches nothing.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from cases.domain.signatures import Changed, Trust

AT_MOST = 20  # signatures that are looked at
LONGEST = 300


def find(file: Path, folder: Path) -> list[dict[str, object]]:
    """Each signature as plain data; the roots lie in ``folder`` by whose they are."""
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415 -- an extra

    roots = {trust: folder / f"{trust}.pem" for trust in Trust}
    known = {trust: _loaded(place) for trust, place in roots.items() if place.is_file()}
    with file.open("rb") as opened:
        found = PdfFileReader(opened).embedded_regular_signatures[:AT_MOST]
        return [_told(one, known) for one in found]


def _told(signature: Any, known: dict[Trust, list[Any]]) -> dict[str, object]:
    certificate = signature.signer_cert
    status, trust = _judged(signature, known)
    told = signature.self_reported_timestamp
    return {
        "signer": _name(certificate.subject),
        "authority": _name(certificate.issuer),
        "certificate_sha256": hashlib.sha256(certificate.dump()).hexdigest(),
        "signed_at": told.isoformat() if told else None,
        "reason": str(signature.sig_object.get("/Reason", ""))[:LONGEST],
        "is_intact": bool(status.intact and status.valid),
        "trust": trust.value,
        "changed": _changed(status).value,
    }


def _judged(signature: Any, known: dict[Trust, list[Any]]) -> tuple[Any, Trust]:
    """The status under the first root that stands behind it, or under none."""
    from pyhanko.sign.validation import validate_pdf_signature  # noqa: PLC0415 -- an extra
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415 -- an extra

    status = None
    for trust, certificates in known.items():
        context = ValidationContext(
            trust_roots=certificates, allow_fetching=False, revocation_mode="soft-fail"
        )
        status = validate_pdf_signature(signature, context)
        if status.trusted:
            return status, trust
    if status is None:
        context = ValidationContext(trust_roots=[], allow_fetching=False)
        status = validate_pdf_signature(signature, context)
    return status, Trust.UNKNOWN


def _changed(status: Any) -> Changed:
    from pyhanko.sign.diff_analysis import ModificationLevel  # noqa: PLC0415 -- an extra

    kinds = {
        ModificationLevel.NONE: Changed.NOTHING,
        ModificationLevel.LTA_UPDATES: Changed.UPKEEP,
        ModificationLevel.FORM_FILLING: Changed.FORMS,
    }
    return kinds.get(status.modification_level, Changed.CONTENT)


def _loaded(place: Path) -> list[Any]:
    from pyhanko.keys import load_certs_from_pemder_data  # noqa: PLC0415 -- an extra

    return list(load_certs_from_pemder_data(place.read_bytes()))


def _name(name: Any) -> str:
    return str(name.native.get("common_name") or name.human_friendly)[:LONGEST]
