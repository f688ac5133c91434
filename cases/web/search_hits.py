"""What was found, as a row of the page, as cells of a table, and as plain JSON."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import Model
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cases.domain import wording
from cases.domain.rulings import fate_of
from cases.domain.search import Asked, excerpt, marked
from cases.models import PublicDispute, PublicUtterance
from cases.queries import public
from cases.web.words import in_tongue, outcome, paper_name, tongue, word


class Drawn:
    """The context of ``_hit.html``, made when it is not drawn already from the same."""

    def __init__(self, found: public.Hit, asked: Asked) -> None:
        self.found, self.asked = found, asked

    @property
    def fingerprint(self) -> tuple[Any, ...]:
        """All that is known of what was found, and the words that are marked in it."""
        one = self.found
        rows = (one.dispute, *one.spoken, one.turn, one.admission, one.decision, one.document)
        return (self.asked, *(row and _columns(row) for row in rows))

    @cached_property
    def shown(self) -> dict[str, Any]:
        """What the row says."""
        return hit(self.found, self.asked)

    def __getitem__(self, name: str) -> Any:
        return self.shown[name]


def _columns(row: Model) -> dict[str, Any]:
    return {name: value for name, value in vars(row).items() if name != "_state"}


def hit(found: public.Hit, asked: Asked) -> dict[str, Any]:
    """The context of ``_hit.html``."""
    row = found.dispute
    said = found.turn or (found.spoken[0] if found.spoken else None)
    disposition = word("disposition", row.disposition)
    subject = in_tongue(row.subject, row.subject_en)
    return {
        "number": row.register or _("tanpa nomor"),
        "kind": row.commission_short,
        "title": _title(row),
        "address": _page(row),
        "subject": _marked(marked(subject, asked)),
        "subject_lang": "" if subject == row.subject_en or tongue() == "id" else "id",
        "words": _spoken(said, asked),
        "thing": _thing(found, asked),
        "has_admission": row.admission_count > 0,
        "fate": fate_of(row.disposition),
        "outcome": disposition if row.disposition else word("stage", row.stage),
        "dated": _dated(row),
        "is_sample": row.subject.startswith("Contoh buatan"),
    }


def head() -> tuple[str, ...]:
    """The columns of a table of what was found."""
    return (
        _("Nomor register"),
        _("Komisi"),
        _("Pemohon"),
        _("Termohon"),
        _("Pokok sengketa"),
        _("Tahap"),
        _("Hasil"),
        _("Masuk"),
        _("Tanggal putusan"),
        _("Yang ditemukan"),
        _("Tempat"),
        _("Alamat"),
    )


def cells(found: public.Hit) -> tuple[Any, ...]:
    """One row of a table of what was found."""
    row = found.dispute
    said = found.turn or (found.spoken[0] if found.spoken else None)
    return (
        row.register,
        row.commission,
        row.applicant,
        row.respondent,
        in_tongue(row.subject, row.subject_en),
        word("stage", row.stage),
        word("disposition", row.disposition),
        row.received_on,
        row.decided_on,
        _text(found),
        f"{said.page}:{said.line}" if said else "",
        _address(found),
    )


def plain(found: public.Hit, base: str) -> dict[str, Any]:
    """What was found for programs; addresses begin with ``base``, days are ISO."""
    row = found.dispute
    return {
        "key": _address(found).strip("/"),
        "code": row.code,
        "register": row.register,
        "title": _title(row),
        "commission": row.commission_code,
        "subject": row.subject,
        "phase": row.phase,
        "disposition": row.disposition,
        "received_on": row.received_on,
        "decided_on": row.decided_on,
        "last_event_on": row.last_event_on,
        "text": _text(found) or row.subject,
        "spoken": [_turn(one, base) for one in (found.turn and (found.turn,)) or found.spoken],
        "address": f"{base}{_address(found)}",
    }


def _turn(said: PublicUtterance, base: str) -> dict[str, Any]:
    return {
        "text": said.text,
        "speaker": said.speaker,
        "place": f"{said.page}:{said.line}",
        "address": f"{base}{_spot(said)}",
    }


def _title(row: PublicDispute) -> str:
    applicant = row.applicant_short or row.applicant
    return f"{applicant} v. {row.respondent_short or row.respondent}"


def _page(row: PublicDispute) -> str:
    return f"/perkara/{row.commission_code}/{row.slug}/"


def _spot(said: PublicUtterance) -> str:
    return f"/b/{said.hearing_id}/{said.number}"


def _address(found: public.Hit) -> str:
    if found.turn:
        return _spot(found.turn)
    if found.document:
        return f"/v/{found.document.code}"
    if found.decision:
        return f"{_page(found.dispute)}#putusan"
    if found.admission:
        entry = f"{found.dispute.code}-{found.admission.code}".lower()
        return f"{_page(found.dispute)}#{entry}"
    return _page(found.dispute)


def _text(found: public.Hit) -> str:
    """The words of the thing that was found; of a dispute, of the first turn."""
    if found.turn or found.spoken:
        return (found.turn or found.spoken[0]).text
    if found.admission:
        return in_tongue(found.admission.text, found.admission.text_en)
    if found.decision:
        return _decided(found)
    return paper_name(found.document.title, found.document.kind) if found.document else ""


def _decided(found: public.Hit) -> str:
    row = found.decision
    if row is None:
        return ""
    result = outcome(row.result, row.disposition)
    told = (word("decision_kind", row.kind), row.number, result)
    return ", ".join(part for part in told if part)


def _thing(found: public.Hit, asked: Asked) -> dict[str, Any] | None:
    """An admission, a decision or a paper where that is what is listed."""
    if not (found.admission or found.decision or found.document):
        return None
    on = None
    if found.admission:
        on = found.admission.made_on
    elif found.decision:
        on = found.decision.pronounced_on
    elif found.document:
        on = found.document.made_on
    return {
        "text": _marked(excerpt(_text(found), asked)),
        "address": _address(found),
        "on": on,
        "is_admission": found.admission is not None,
    }


def _dated(row: PublicDispute) -> list[str]:
    if row.decided_on:
        day = wording.short_date(row.decided_on, tongue())
        return [_("putusan %(day)s") % {"day": day}]
    if row.received_on:
        day = wording.short_date(row.received_on, tongue())
        return [_("masuk %(day)s") % {"day": day}]
    return []


def _spoken(said: PublicUtterance | None, asked: Asked) -> dict[str, Any] | None:
    if said is None:
        return None
    return {
        "text": _marked(excerpt(said.text, asked)),
        "place": {
            "page": said.page,
            "line": said.line,
            "to_page": said.last_page,
            "to_line": said.last_line,
        },
        "label": said.speaker or word("spoken_role", said.role),
        "address": _spot(said),
    }


def _marked(pieces: Sequence[tuple[str, bool]]) -> SafeString:
    """Pieces of a text, what was looked for in ``<mark>``."""
    runs = (
        (is_meant, "".join(piece for piece, _is_meant in run))
        for is_meant, run in groupby(pieces, key=itemgetter(1))
    )
    told = (
        (format_html("<mark>{}</mark>", text) if is_meant else text,) for is_meant, text in runs
    )
    return format_html_join("", "{}", told)
