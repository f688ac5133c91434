"""What somebody has to do in a dispute, what they may do, and how long they have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.domain import completeness as completing
from cases.domain import endings, wording
from cases.domain.deadlines import RULES
from cases.domain.notices import PARTIES, Side, bound_by
from cases.domain.stages import Stage
from cases.models import (
    Deadline,
    Dispute,
    User,
)
from cases.queries import (
    access,
    answers,
    capture,
    certifying,
    completeness,
    correcting,
    drafts_shown,
    mediation,
    notices,
    threads,
    withdrawals,
)
from cases.queries.accounts import House
from cases.web import absences, summons_parts
from cases.web.words import rule_basis, rule_name, tongue, word


def tasks(
    user: User,
    dispute: Dispute,
    sides: Sequence[Side],
    writes: Mapping[Side, House],
    running: Sequence[Deadline],
    today: date,
) -> list[dict[str, Any]]:
    """What the reader has to do now: acts first that have a door here, then other clocks."""
    found = [
        *_completing(dispute, writes, running, today),
        *_checking(dispute, writes),
        *_noting(dispute, writes),
        *_mediating(user, dispute),
        *_approving(user, dispute),
        *_summoned(user, dispute),
        *_absent(dispute, writes),
        *_promised(dispute, sides, today),
        *_drafted(dispute, sides, writes, today),
        *_asking(dispute, sides),
    ]
    own = {task["rule"] for task in found}
    found += [
        _task(rule_name(row.rule), rule=row.rule, due_on=row.due_on, today=today)
        for row in running
        if row.rule not in own and set(bound_by(RULES[row.rule])) & set(sides)
    ]
    return found


def _completing(
    dispute: Dispute,
    writes: Mapping[Side, House],
    running: Sequence[Deadline],
    today: date,
) -> list[dict[str, Any]]:
    if Side.APPLICANT not in writes or (notice := completeness.awaited(dispute)) is None:
        return []
    rule = completing.COMPLETE.get(dispute.regime, "")
    clock = next((row for row in running if row.rule == rule), None)
    places = "; ".join(word("enclosure", place) for place in notice.missing)
    text = _("Belum lengkap: %(places)s.") % {"places": places}
    if clock is None:
        text += " " + _("Batas harinya belum dapat dipastikan untuk jalur ini.")
    return [
        _task(
            _("Lengkapi dokumen"),
            text=text,
            rule=rule,
            due_on=clock.due_on if clock else None,
            today=today,
            address=reverse("case_complete", args=[dispute.code]),
            act=_("Lengkapi"),
        )
    ]


def _checking(dispute: Dispute, writes: Mapping[Side, House]) -> list[dict[str, Any]]:
    is_checked = dispute.stage in completing.CHECKED_IN
    if Side.COMMISSION not in writes or not is_checked:
        return []
    if completeness.application_of(dispute) is None:
        return []
    return [
        _task(
            _("Periksa kelengkapan"),
            text=_(
                "Bila ada yang kurang, beri tahu Pemohon; bila lengkap, beri nomor register."
            ),
            address=reverse("verification", args=[dispute.code]),
            act=_("Periksa"),
        )
    ]


def _noting(dispute: Dispute, writes: Mapping[Side, House]) -> list[dict[str, Any]]:
    if Side.COMMISSION not in writes or withdrawals.waiting(dispute) is None:
        return []
    return [
        _task(
            _("Catat pencabutan"),
            text=_("Pemohon mencabut permohonan ini. Dengan dicatat, sengketa ini selesai."),
            post=reverse("withdrawal_confirm", args=[dispute.code]),
            act=_("Catat pencabutan"),
        )
    ]


def _mediating(user: User, dispute: Dispute) -> list[dict[str, Any]]:
    """What waits for who leads a mediation, or for the registry in which it is to be read."""
    if dispute.stage == Stage.MEDIATION and mediation.led_by(user).filter(dispute=dispute):
        return [
            _task(
                _("Pimpin mediasi"),
                text=_("Pertemuan, catatan, dan naskah kesepakatan ada di halaman mediasi."),
                address=reverse("mediation_room", args=[dispute.code]),
                act=_("Buka mediasi"),
            )
        ]
    is_read_next = dispute.stage == Stage.MEDIATION_AGREED
    if is_read_next and mediation.kept_by(user).filter(dispute=dispute):
        return [
            _task(
                _("Bacakan putusan mediasi"),
                text=_("Kesepakatan menjadi putusan dengan dibacakan dalam sidang terbuka."),
                address=reverse("mediation", args=[dispute.code]),
                act=_("Buka mediasi"),
            )
        ]
    return []


def _approving(user: User, dispute: Dispute) -> list[dict[str, Any]]:
    """For who led a hearing: its transcript, signed and not approved."""
    if user.person_id is None:
        return []
    return [
        _task(
            _("Setujui risalah sidang"),
            text=wording.weekday_date(one.hearing.held_on, tongue()),
            address=reverse("certify", args=[one.hearing.code]),
            act=_("Baca dan setujui"),
        )
        for one in certifying.to_approve(user).filter(hearing__disputes=dispute)
    ]


def _summoned(user: User, dispute: Dispute) -> list[dict[str, Any]]:
    """For a party: a summons that nobody of it has acknowledged yet."""
    return [
        _task(
            _("Baca panggilan sidang"),
            text=wording.weekday_date(one["hearing"].held_on, tongue()),
            address="#panggilan",
            act=_("Baca"),
        )
        for one in summons_parts.of_room(user, dispute)
        if one["receive"]
    ]


def _absent(dispute: Dispute, writes: Mapping[Side, House]) -> list[dict[str, Any]]:
    """For the registry: what the absences on record suggest to the panel."""
    if Side.COMMISSION not in writes:
        return []
    return [
        _task(
            f"{one['text']} ({one['article']})",
            text=" ".join((f"{one['name']}.", *one["notes"])),
            address=reverse("absences", args=[dispute.code]),
            act=_("Timbang"),
        )
        for one in absences.suggestions(dispute)
    ]


def _promised(dispute: Dispute, sides: Sequence[Side], today: date) -> list[dict[str, Any]]:
    """What the reader's own side promised in a hearing, with its last day."""
    return [
        _task(
            _("Penuhi kesanggupan di sidang"),
            text=row.what,
            due_on=row.due_on,
            today=today,
        )
        for row in threads.owed_by(dispute, sides)
    ]


def _drafted(
    dispute: Dispute, sides: Sequence[Side], writes: Mapping[Side, House], today: date
) -> list[dict[str, Any]]:
    """For a party: drafts of transcripts that it may read and correct for some days."""
    if not set(PARTIES) & set(sides):
        return []
    may_propose = bool(set(PARTIES) & set(writes))
    return [
        _task(
            _("Periksa draf risalah") if may_propose else _("Baca draf risalah"),
            text=_("Sidang %(day)s; panitera menerima usulan koreksi sampai hari terakhir.")
            % {"day": wording.long_date(one.hearing.held_on, tongue())},
            due_on=one.last_on,
            today=today,
            address=reverse("draft_reading", args=[dispute.code, one.hearing.code]),
            act=_("Baca draf"),
        )
        for one in drafts_shown.open_windows(dispute, now=timezone.now())
    ]


def _asking(dispute: Dispute, sides: Sequence[Side]) -> list[dict[str, Any]]:
    """For the registry and the panel: that questions wait, and where they are listed."""
    if Side.COMMISSION not in sides:
        return []
    count = threads.waiting_in(dispute).count()
    if not count:
        return []
    told = ngettext(
        "%(count)s pertanyaan sidang menunggu jawaban",
        "%(count)s pertanyaan sidang menunggu jawaban",
        count,
    )
    return [
        _task(
            told % {"count": count},
            address=reverse("case_threads", args=[dispute.code]),
            act=_("Lihat"),
        )
    ]


def _task(
    title: str,
    *,
    text: str = "",
    rule: str = "",
    due_on: date | None = None,
    today: date | None = None,
    address: str = "",
    post: str = "",
    act: str = "",
) -> dict[str, Any]:
    left = (due_on - today).days if due_on and today else None
    known = RULES.get(rule)
    return {
        "title": title,
        "text": text,
        "rule": rule,
        "due_on": due_on,
        "is_soon": left is not None and left <= 3,
        "left": "" if left is None else days_left(left),
        "basis": rule_basis(known) if known else "",
        "confidence": known.confidence if known else "",
        "address": address,
        "post": post,
        "act": act,
    }


def days_left(days: int) -> str:
    """How many days are left, or since how many it is over."""
    if days < 0:
        return ngettext("lewat %(days)s hari", "lewat %(days)s hari", -days) % {"days": -days}
    if days == 0:
        return _("hari ini hari terakhir")
    return ngettext("%(days)s hari lagi", "%(days)s hari lagi", days) % {"days": days}


def acts(user: User, dispute: Dispute) -> list[tuple[str, str]]:
    """What somebody may do by their part in the dispute at any time: a label, an address."""
    found = []
    if answers.answerable(user, dispute.code):
        found.append((_("Jawaban termohon"), reverse("answer", args=[dispute.code])))
    if access.disputes_kept_by(user).filter(pk=dispute.pk).exists():
        return found + _kept(user, dispute)
    found.append((_("Pengakuan"), reverse("desk_admissions", args=[dispute.code])))
    if mediation.visible_to(user).filter(dispute=dispute).exists():
        found.append((_("Mediasi"), reverse("mediation_room", args=[dispute.code])))
    return found


def _kept(user: User, dispute: Dispute) -> list[tuple[str, str]]:
    """What the registry may do; what needs a register number, only with one."""
    told = [
        (_("Akses termohon"), "accesses"),
        (_("Petugas"), "registry_handler"),
        (_("Data pribadi"), "personal_data"),
    ]
    if notices.register_of(dispute):
        told += [
            (_("Majelis"), "panel"),
            (_("Jadwalkan sidang"), "hearing_new"),
            (_("Mediasi"), "mediation"),
            (_("Ketidakhadiran"), "absences"),
            (_("Pertanyaan sidang"), "case_threads"),
            (_("Pengakuan"), "case_admissions"),
            (_("Pernyataan"), "case_statements"),
            (_("Pemberitaan"), "case_press"),
        ]
    found = [(label, reverse(name, args=[dispute.code])) for label, name in told]
    if notices.register_of(dispute):
        found += _of_hearings(user, dispute)
    if endings.may_strike(Stage(dispute.stage)):
        found.append((_("Coret (ganda)"), reverse("strike", args=[dispute.code])))
    return found


def _of_hearings(user: User, dispute: Dispute) -> list[tuple[str, str]]:
    """The next hearing to record, and the draft of a transcript that waits to be corrected."""
    found = []
    if hearing := capture.next_to_record(user, dispute):
        found.append((_("Ruang sidang"), reverse("hearing_room", args=[hearing.code])))
    if draft := correcting.next_draft(dispute):
        found.append((_("Meja koreksi"), reverse("correcting", args=[draft.code])))
    if held := certifying.next_to_certify(dispute):
        found.append((_("Sahkan risalah"), reverse("certify", args=[held.code])))
    return found
