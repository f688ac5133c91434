"""The stages of a dispute and the only moves between them, for both regimes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from cases.domain.errors import CaseError


class Stage(StrEnum):
    """Where a dispute stands. The parts of adjudication are stages of their own."""

    REQUEST_SUBMITTED = "request_submitted"
    REQUEST_EXTENDED = "request_extended"
    REQUEST_ANSWERED = "request_answered"
    REQUEST_UNANSWERED = "request_unanswered"
    OBJECTION_FILED = "objection_filed"
    OBJECTION_ANSWERED = "objection_answered"
    OBJECTION_UNANSWERED = "objection_unanswered"
    DISPUTE_FILED = "dispute_filed"
    COMPLETENESS_CHECK = "completeness_check"
    INCOMPLETE_NOTIFIED = "incomplete_notified"
    REGISTERED = "registered"
    PANEL_APPOINTED = "panel_appointed"
    SUMMONED = "summoned"
    PRELIMINARY = "preliminary_examination"
    MEDIATION = "mediation"
    MEDIATION_AGREED = "mediation_agreed"
    MEDIATION_DECISION = "mediation_decision"
    ADJUDICATION = "adjudication"
    CLOSED_EXAMINATION = "closed_examination"
    SITE_EXAMINATION = "site_examination"
    CONSEQUENCE_TEST = "consequence_test_ordered"
    CONCLUSIONS = "conclusions"
    DELIBERATION = "deliberation"
    INTERIM_REJECTED = "interim_rejected"
    LAPSED = "lapsed"
    DECISION_PRONOUNCED = "decision_pronounced"
    COPIES_SERVED = "copies_served"
    PUBLISHED = "published"
    COURT_OBJECTION = "court_objection"
    COURT_DECIDED = "court_decided"
    CASSATION = "cassation"
    FINAL_BINDING = "final_binding"
    EXECUTION_REQUESTED = "execution_requested"
    EXECUTION_ORDERED = "execution_ordered"
    COMPLIED = "complied"
    WITHDRAWN = "withdrawn"
    PROCESS_STOPPED = "process_stopped"
    NOT_REGISTERED = "not_registered"
    STRUCK_OFF = "struck_off"
    CLOSED_SATISFIED = "closed_satisfied"


class Phase(StrEnum):
    """The seven steps a lay reader follows."""

    REQUEST = "request"  # permohonan informasi
    OBJECTION = "objection"  # keberatan
    FILING = "filing"  # permohonan sengketa
    EXAMINATION = "examination"  # pemeriksaan
    DECISION = "decision"  # putusan
    COURT = "court"  # pengadilan
    COMPLIANCE = "compliance"  # pelaksanaan


@dataclass(frozen=True, slots=True)
class Move:
    """One lawful step; ``on`` says what brings it about."""

    start: Stage
    end: Stage
    on: str


class UnlawfulMove(CaseError):
    """No provision leads from the present stage to the one asked for."""

    code = "unlawful_move"


def _from(start: Stage, *ends: tuple[Stage, str]) -> tuple[Move, ...]:
    return tuple(Move(start, end, on) for end, on in ends)


_S = Stage

MOVES: tuple[Move, ...] = (
    *_from(
        _S.REQUEST_SUBMITTED,
        (_S.REQUEST_EXTENDED, "perpanjangan dengan alasan"),
        (_S.REQUEST_ANSWERED, "tanggapan"),
        (_S.REQUEST_UNANSWERED, "jangka waktu habis"),
    ),
    *_from(
        _S.REQUEST_EXTENDED,
        (_S.REQUEST_ANSWERED, "tanggapan"),
        (_S.REQUEST_UNANSWERED, "jangka waktu habis"),
    ),
    *_from(
        _S.REQUEST_ANSWERED,
        (_S.CLOSED_SATISFIED, "pemohon puas"),
        (_S.OBJECTION_FILED, "keberatan, huruf a, b, d, e, f, g"),
    ),
    *_from(_S.REQUEST_UNANSWERED, (_S.OBJECTION_FILED, "keberatan, huruf c")),
    *_from(
        _S.OBJECTION_FILED,
        (_S.OBJECTION_ANSWERED, "tanggapan atasan PPID"),
        (_S.OBJECTION_UNANSWERED, "jangka waktu habis"),
    ),
    *_from(
        _S.OBJECTION_ANSWERED,
        (_S.CLOSED_SATISFIED, "pemohon puas"),
        (_S.DISPUTE_FILED, "permohonan sengketa"),
    ),
    *_from(_S.OBJECTION_UNANSWERED, (_S.DISPUTE_FILED, "permohonan sengketa")),
    # A double entry is struck off before anything was heard; that is what registers show
    # ("Register Dihapus"), no provision was read that speaks of it.
    # Before registration the withdrawal is our reading of Perki 1/2013 Pasal 14 ("at any time
    # before the decision is read"); no source tells of one, and none forbids it.
    *_from(
        _S.DISPUTE_FILED,
        (_S.COMPLETENESS_CHECK, "diterima kepaniteraan"),
        (_S.WITHDRAWN, "dicabut sebelum diregistrasi"),
        (_S.STRUCK_OFF, "pendaftaran ganda"),
    ),
    *_from(
        _S.COMPLETENESS_CHECK,
        (_S.INCOMPLETE_NOTIFIED, "surat ketidaklengkapan"),
        (_S.REGISTERED, "akta registrasi"),
        (_S.PROCESS_STOPPED, "tidak sungguh-sungguh atau beriktikad tidak baik"),
        (_S.WITHDRAWN, "dicabut sebelum diregistrasi"),
        (_S.STRUCK_OFF, "pendaftaran ganda"),
    ),
    *_from(
        _S.INCOMPLETE_NOTIFIED,
        (_S.WITHDRAWN, "dicabut sebelum diregistrasi"),
        (_S.COMPLETENESS_CHECK, "dilengkapi"),
        (_S.NOT_REGISTERED, "identitas tetap tidak ada"),
        (_S.REGISTERED, "hanya bukti permohonan atau keberatan yang kurang"),
        (_S.STRUCK_OFF, "pendaftaran ganda"),
    ),
    *_from(
        _S.REGISTERED,
        (_S.PROCESS_STOPPED, "tidak sungguh-sungguh atau beriktikad tidak baik"),
        (_S.PANEL_APPOINTED, "penetapan majelis"),
        (_S.WITHDRAWN, "dicabut"),
        (_S.STRUCK_OFF, "pendaftaran ganda"),
    ),
    *_from(
        _S.PANEL_APPOINTED,
        (_S.SUMMONED, "panggilan"),
        (_S.WITHDRAWN, "dicabut"),
        (_S.STRUCK_OFF, "pendaftaran ganda"),
    ),
    *_from(
        _S.SUMMONED,
        (_S.PRELIMINARY, "sidang dibuka"),
        (_S.LAPSED, "pemohon dua kali tidak hadir"),
        (_S.WITHDRAWN, "dicabut"),
        (_S.STRUCK_OFF, "pendaftaran ganda"),
    ),
    *_from(
        _S.PRELIMINARY,
        (_S.SUMMONED, "ditunda"),
        (_S.INTERIM_REJECTED, "putusan sela"),
        (_S.MEDIATION, "huruf b sampai g"),
        (_S.ADJUDICATION, "huruf a"),
        (_S.WITHDRAWN, "dicabut"),
    ),
    *_from(
        _S.MEDIATION,
        (_S.MEDIATION_AGREED, "sepakat"),
        (_S.ADJUDICATION, "mediasi gagal"),
        (_S.WITHDRAWN, "dicabut"),
    ),
    *_from(_S.MEDIATION_AGREED, (_S.MEDIATION_DECISION, "putusan mediasi")),
    *_from(
        _S.MEDIATION_DECISION,
        (_S.FINAL_BINDING, "final dan mengikat"),
        (_S.ADJUDICATION, "sisa objek diperiksa"),
    ),
    *_from(
        _S.ADJUDICATION,
        (_S.CLOSED_EXAMINATION, "dokumen dikecualikan"),
        (_S.SITE_EXAMINATION, "pemeriksaan setempat"),
        (_S.CONSEQUENCE_TEST, "perintah uji konsekuensi"),
        (_S.CONCLUSIONS, "kesimpulan"),
        (_S.MEDIATION, "sebagian objek dimediasi"),
        (_S.LAPSED, "pemohon dua kali tidak hadir"),
        (_S.WITHDRAWN, "dicabut"),
    ),
    *_from(_S.CLOSED_EXAMINATION, (_S.ADJUDICATION, "selesai")),
    *_from(_S.SITE_EXAMINATION, (_S.ADJUDICATION, "selesai")),
    *_from(_S.CONSEQUENCE_TEST, (_S.ADJUDICATION, "hasil dinilai")),
    *_from(_S.CONCLUSIONS, (_S.DELIBERATION, "musyawarah"), (_S.WITHDRAWN, "dicabut")),
    *_from(_S.DELIBERATION, (_S.DECISION_PRONOUNCED, "dibacakan"), (_S.WITHDRAWN, "dicabut")),
    *_from(_S.INTERIM_REJECTED, (_S.COPIES_SERVED, "salinan")),
    *_from(_S.LAPSED, (_S.COPIES_SERVED, "salinan")),
    *_from(_S.DECISION_PRONOUNCED, (_S.COPIES_SERVED, "salinan")),
    *_from(_S.COPIES_SERVED, (_S.PUBLISHED, "diumumkan")),
    *_from(
        _S.PUBLISHED,
        (_S.FINAL_BINDING, "tanpa keberatan"),
        (_S.COURT_OBJECTION, "keberatan ke pengadilan"),
    ),
    *_from(_S.COURT_OBJECTION, (_S.COURT_DECIDED, "putusan pengadilan")),
    *_from(_S.COURT_DECIDED, (_S.FINAL_BINDING, "tanpa kasasi"), (_S.CASSATION, "kasasi")),
    *_from(_S.CASSATION, (_S.FINAL_BINDING, "putusan kasasi")),
    *_from(
        _S.FINAL_BINDING,
        (_S.COMPLIED, "dilaksanakan"),
        (_S.EXECUTION_REQUESTED, "tidak dilaksanakan"),
    ),
    *_from(_S.EXECUTION_REQUESTED, (_S.EXECUTION_ORDERED, "penetapan eksekusi")),
    *_from(_S.EXECUTION_ORDERED, (_S.COMPLIED, "dilaksanakan")),
)

_NEXT: dict[Stage, frozenset[Stage]] = {
    stage: frozenset(move.end for move in MOVES if move.start is stage) for stage in Stage
}

_PHASE: dict[Phase, frozenset[Stage]] = {
    Phase.REQUEST: frozenset(
        {
            _S.REQUEST_SUBMITTED,
            _S.REQUEST_EXTENDED,
            _S.REQUEST_ANSWERED,
            _S.REQUEST_UNANSWERED,
            _S.CLOSED_SATISFIED,
        }
    ),
    Phase.OBJECTION: frozenset(
        {_S.OBJECTION_FILED, _S.OBJECTION_ANSWERED, _S.OBJECTION_UNANSWERED}
    ),
    Phase.FILING: frozenset(
        {
            _S.DISPUTE_FILED,
            _S.COMPLETENESS_CHECK,
            _S.INCOMPLETE_NOTIFIED,
            _S.NOT_REGISTERED,
            _S.REGISTERED,
            _S.PROCESS_STOPPED,
            _S.STRUCK_OFF,
        }
    ),
    Phase.DECISION: frozenset(
        {
            _S.MEDIATION_DECISION,
            _S.INTERIM_REJECTED,
            _S.LAPSED,
            _S.DECISION_PRONOUNCED,
            _S.COPIES_SERVED,
            _S.PUBLISHED,
        }
    ),
    Phase.COURT: frozenset({_S.COURT_OBJECTION, _S.COURT_DECIDED, _S.CASSATION}),
    Phase.COMPLIANCE: frozenset(
        {_S.FINAL_BINDING, _S.EXECUTION_REQUESTED, _S.EXECUTION_ORDERED, _S.COMPLIED}
    ),
}


def phase_of(stage: Stage) -> Phase:
    """The step of the lay reader's path on which a stage lies."""
    for phase, stages in _PHASE.items():
        if stage in stages:
            return phase
    return Phase.EXAMINATION


def next_stages(stage: Stage) -> frozenset[Stage]:
    """Where a dispute may go from here; empty where its path ends."""
    return _NEXT[stage]


def is_over(stage: Stage) -> bool:
    """Whether the path ends here: nothing in the procedure leads on."""
    return not _NEXT[stage]


def check_move(start: Stage, end: Stage) -> None:
    """Refuse a step that is not in the table.

    Raises:
        UnlawfulMove: naming both stages.
    """
    if end not in _NEXT[start]:
        raise UnlawfulMove(
            f"Dari tahap {start.value} tidak ada langkah ke tahap {end.value} "
            "menurut hukum acara."
        )


def path(start: Stage, end: Stage) -> tuple[Stage, ...]:
    """The shortest lawful way between two stages, without ``start``; a reported history
    names its ends, not each step.

    Raises:
        UnlawfulMove: there is no way.
    """
    waiting: list[tuple[Stage, tuple[Stage, ...]]] = [(start, ())]
    seen = {start}
    while waiting:
        here, steps = waiting.pop(0)
        if here is end:
            return steps
        for following in _in_order(_NEXT[here] - seen):
            seen.add(following)
            waiting.append((following, (*steps, following)))
    raise UnlawfulMove(f"Tidak ada jalan dari tahap {start.value} ke tahap {end.value}.")


# What a hearing of a kind brings about when it is opened, and when it is over. What depends on
# what the panel finds there is moved by whoever writes that down.
_OPENED = {
    (_S.SUMMONED, "pemeriksaan_awal"): _S.PRELIMINARY,
    (_S.ADJUDICATION, "pemeriksaan_tertutup"): _S.CLOSED_EXAMINATION,
    (_S.ADJUDICATION, "pemeriksaan_setempat"): _S.SITE_EXAMINATION,
}
_OVER = {
    (_S.CLOSED_EXAMINATION, "pemeriksaan_tertutup"): _S.ADJUDICATION,
    (_S.SITE_EXAMINATION, "pemeriksaan_setempat"): _S.ADJUDICATION,
    (_S.CONSEQUENCE_TEST, "penilaian_uji_konsekuensi"): _S.ADJUDICATION,
    (_S.ADJUDICATION, "kesimpulan"): _S.CONCLUSIONS,
}


def steps_of_sitting(stage: Stage, kind: str, *, is_over: bool) -> tuple[Stage, ...]:
    """The steps that a hearing takes a dispute by being held: opened, and ``is_over``."""
    opened = _OPENED.get((stage, kind))
    over = _OVER.get((opened or stage, kind)) if is_over else None
    return tuple(step for step in (opened, over) if step is not None)


def diagram() -> str:
    """The table as a Mermaid state diagram, for the architecture page."""
    ends = [stage for stage in Stage if not _NEXT[stage]]
    lines = ["stateDiagram-v2", f"    [*] --> {Stage.REQUEST_SUBMITTED.value}"]
    lines += [f"    {move.start.value} --> {move.end.value}: {move.on}" for move in MOVES]
    lines += [f"    {stage.value} --> [*]" for stage in ends]
    return "\n".join(lines)


def _in_order(stages: Iterable[Stage]) -> list[Stage]:
    order = list(Stage)
    return sorted(stages, key=order.index)
