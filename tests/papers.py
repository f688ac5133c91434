"""A record that resembles 13 March 2024, laid out as the program does it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cases.adapters import fonts
from cases.domain import transcripts as t

Q, A, S = t.UtteranceKind.QUESTION, t.UtteranceKind.ANSWER, t.UtteranceKind.SPEECH
SAID, TOLD, NOTE = t.Rendering.QUOTED, t.Rendering.PARAPHRASE, t.Rendering.NOTE
CHAIR = ("Syawaludin", "Ketua Majelis")
AGENCY = ("Luqman Hakim", "Termohon")

TURNS = (
    t.Turn(
        1, S, TOLD, *AGENCY, "KPU menguasai data real count dan dapat memberikannya setelah "
        "disahkan.", section="Register 001: data real count", admissions=("P-2",),
    ),
    t.Turn(
        2, Q, SAID, *CHAIR, "Ini berkaitan dengan pengadaan apa sih sebenarnya?",
        section="Register 002: pengadaan cloud Sirekap",
    ),
    t.Turn(3, A, SAID, *AGENCY, "Cloud Sirekap", replies_to=2),
    t.Turn(4, Q, SAID, *CHAIR, "Pengadaan cloud Sirekap KPU bekerja sama dengan Alibaba?"),
    t.Turn(5, A, SAID, *AGENCY, "Iya", replies_to=4, admissions=("P-1",)),
    t.Turn(6, S, NOTE, "", "", "Sumber melaporkan dua tanya jawab; urutannya tidak diketahui."),
)  # fmt: skip


def record(turns=TURNS, *, kind=t.EditionKind.RECONSTRUCTION) -> t.TranscriptRecord:
    lines = t.lay_out(turns, measure=fonts.measure)
    return t.TranscriptRecord(
        hearing_code="BCDFGHJK",
        verification_code="MPQRTVWX",
        edition=None if kind is t.EditionKind.DRAFT else 1,
        kind=kind,
        commission="Komisi Informasi Pusat",
        time_zone="Asia/Jakarta",
        registers=("001/KIP-PSIP/II/2024", "002/KIP-PSIP/II/2024"),
        title="YAKIN v. KPU",
        agenda="Pokok sengketa, pengecualian dan uji konsekuensi",
        held_on=date(2024, 3, 13),
        ordinal=2,
        is_public=True,
        applicant="Yayasan Advokasi Hak Konstitusional Indonesia",
        respondent="Komisi Pemilihan Umum Republik Indonesia",
        panel=(CHAIR, ("Rospita Vici Paulyn", "Anggota Majelis")),
        registrar="Reyhan Pradipta",
        appearances=(t.Appearance("Luqman Hakim", "Termohon", "Tenaga Ahli KPU RI", "hadir"),),
        place="Ruang sidang utama, Jakarta",
        times="dijadwalkan 09.00 WIB; jam mulai tidak dilaporkan",
        procedure="Perki 1/2019",
        turns=tuple(turns),
        lines=lines,
        threads=_threads(turns),
        propositions=_propositions(turns),
        orders=(t.OrderRef("Menghadirkan dokumen", "Rospita", date(2024, 3, 18), None),),
        open_questions=("Nilai kontrak",),
        sources=(t.SourceRef("seed", "Medcom.id", "(tanpa judul)", "15 Maret 2024", "press"),),
        discrepancies=("Siapa yang bertanya: ketua, atau anggota Arya.",),
        content_sha256=t.content_digest(lines),
        frozen_on=date(2026, 11, 24),
        certified_by="",
        base_url="https://sidang.example",
    )


def long_record(count: int) -> t.TranscriptRecord:
    """``count`` questions and answers of varying length."""
    words = (
        "Mohon dijelaskan dokumen pengadaan yang dimaksud, siapa yang menyusunnya, dan kapan. "
    )
    turns = []
    for number in range(1, count + 1):
        if number % 2:
            turns.append(t.Turn(number, Q, SAID, *CHAIR, words * (1 + number % 4)))
        else:
            text = "Akan kami sampaikan secara tertulis pada sidang berikutnya."
            turns.append(t.Turn(number, A, SAID, *AGENCY, text, replies_to=number - 1))
    return record(tuple(turns))


def _threads(turns):
    return tuple(
        t.Thread(
            q.number, tuple(a.number for a in turns if a.replies_to == q.number), "direct", ""
        )
        for q in turns
        if q.kind is Q
    )


def _propositions(turns):
    codes = dict.fromkeys(code for turn in turns for code in turn.admissions)
    return tuple(
        t.PropositionRef(
            code, f"Proposisi {code}", ("002-h",),
            tuple(turn.number for turn in turns if code in turn.admissions),
        )
        for code in codes
    )  # fmt: skip


def sealed(base: t.TranscriptRecord, number: int) -> t.TranscriptRecord:
    turns = tuple(
        replace(turn, is_closed=True) if turn.number == number else turn for turn in base.turns
    )
    return record(turns)
