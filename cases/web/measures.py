"""What each figure is called and what it counts; told beside it and on the methods page."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Measure:
    """``key`` is its place on a page and its name in a table taken away."""

    key: str
    name: str | Promise
    definition: str | Promise


DURATION = Measure(
    "lama",
    _("Lama terhadap batas"),
    _(
        "Hari dari kejadian yang memulai tenggat sampai tindakannya dilakukan, dihitung "
        "dengan kalender yang berlaku waktu itu. Hanya tenggat yang hari selesainya "
        "dilaporkan; yang berjalan dan yang tidak dilaporkan disebut tersendiri. Nilai "
        "tengah: separuh lebih singkat, separuh lebih lama."
    ),
)
BACKLOG = Measure(
    "tunggakan",
    _("Menunggu putusan"),
    _(
        "Sengketa yang belum diputus dan belum berakhir, menurut tahapnya sekarang. Yang "
        "dicabut, dicoret, atau tidak diregistrasi tidak termasuk."
    ),
)
YEARS = Measure(
    "tahun",
    _("Menurut tahun register"),
    _(
        "Sengketa menurut tahun pada nomor registernya, atau tahun masuknya bila tanpa "
        "nomor, dan keadaannya sekarang. Bukan jumlah yang diputus pada tahun itu."
    ),
)
OUTCOMES = Measure(
    "hasil",
    _("Hasil"),
    _(
        "Sengketa yang diputus, menurut amar yang terakhir. Satu sengketa dihitung sekali."
        " Yang amarnya tidak dilaporkan disebut tersendiri."
    ),
)
APPEALS = Measure(
    "pengadilan",
    _("Ke pengadilan"),
    _(
        "Sengketa yang dibawa ke pengadilan, menurut pengadilan dan siapa yang membawanya."
        " Satu sengketa dapat sampai di lebih dari satu pengadilan, jadi barisnya tidak "
        "dijumlahkan."
    ),
)
COMPLIANCE = Measure(
    "pelaksanaan",
    _("Pelaksanaan"),
    _(
        "Tiap perintah dalam amar, dan tiap perintah majelis dan kesanggupan dalam sidang "
        "terbuka. Menunggu berarti belum ada laporan, bukan tidak dilaksanakan; lewat "
        "harinya berarti hari yang ditetapkan sudah lewat tanpa laporan."
    ),
)
EXEMPTIONS = Measure(
    "pengecualian",
    _("Pengecualian yang diklaim"),
    _(
        "Sengketa yang Termohonnya menyatakan informasi dikecualikan, menurut huruf pasal "
        "yang dilaporkan. Hasilnya dibaca dari nasib butir menurut putusan Komisi: "
        "dibatalkan bila semua butir yang dinilai terbuka, dibenarkan bila tidak satu pun."
    ),
)
QUESTIONS = Measure(
    "pertanyaan",
    _("Pertanyaan yang belum dijawab"),
    _(
        "Pertanyaan dalam sidang terbuka yang risalahnya sudah diumumkan, dan yang menurut"
        " penilaian pencatatnya belum dijawab penuh."
    ),
)
ADMISSIONS = Measure(
    "pengakuan",
    _("Pengakuan"),
    _(
        "Dalil yang diakui dalam sidang terbuka dan masih berlaku. Dibaca dua orang "
        "sebelum diumumkan; yang dicabut tidak dihitung."
    ),
)

ALL = (
    DURATION, BACKLOG, YEARS, OUTCOMES, APPEALS, COMPLIANCE, EXEMPTIONS, QUESTIONS, ADMISSIONS,
)  # fmt: skip
