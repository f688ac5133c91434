"""The sentences that the script of the hearing room says, in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _


def texts() -> Mapping[str, str]:
    """Each sentence by its name; holes in braces are filled by the script."""
    return {**_line(), **_turns(), **_acts()}


def _line() -> Mapping[str, str]:
    return {
        "saved": _("Tersimpan {time}"),
        "all_sent": _("semua giliran terkirim"),
        "on_device": _("Di perangkat ini"),
        "waiting": _("{n} menunggu dikirim"),
        "offline_since": _("Luring sejak {time}."),
        "go_on": _(
            "Teruskan mencatat. Giliran disimpan di perangkat ini dan dikirim begitu jaringan "
            "kembali; {n} menunggu."
        ),
        "signed_out": _(
            "Sesi Anda berakhir. Catatan tetap di perangkat ini; masuklah kembali, lalu "
            "semuanya dikirim."
        ),
        "sign_in": _("Masuk kembali"),
        "other_user": _(
            "Catatan di perangkat ini milik akun lain; masuklah dengan akun itu agar terkirim."
        ),
        "no_store": _(
            "Peramban ini tidak mengizinkan penyimpanan; giliran dikirim langsung dan hilang "
            "bila jaringan putus."
        ),
        "gone": _("Sidang ini tidak dapat Anda catat lagi. Catatan tetap di perangkat ini."),
        "trouble": _("Perlu diperiksa: {text}"),
        "back": _("Jaringan kembali; {n} giliran terkirim."),
    }


def _turns() -> Mapping[str, str]:
    return {
        "nobody": _("penutur belum dipilih"),
        "unknown_speaker": _("tidak ada penutur nomor {n}"),
        "already": _("sudah ada dalam daftar: nomor {n}"),
        "unknown": _("kunci tidak dikenal"),
        "answers": _("menjawab {q}, “{text}”"),
        "no_question": _("tidak ada pertanyaan terbuka"),
        "asks": _("pertanyaan {q}"),
        "asks_to": _("pertanyaan {q} kepada {name}"),
        "to": _("kepada {name}"),
        "confirms": _("mengukuhkan {mark}: {text}"),
        "nothing_to_confirm": _("tidak ada tanda yang menunggu"),
        "not_the_chair": _("hanya ketua majelis yang mengukuhkan"),
        "mark_on": _("pada giliran terakhir: “{text}”"),
        "no_turn": _("belum ada giliran"),
        "due": _("paling lambat {day}"),
        "section": _("Bagian"),
        "new_speaker": _("Penutur baru"),
        "judge": _("Nilai {q}"),
        "no_such_question": _("tidak ada pertanyaan {q}"),
        "pending": _("menunggu dikirim"),
        "withdrawn": _("ditarik"),
        "closed": _("tertutup"),
        "two_answers": _("dua jawaban dari dua perangkat"),
        "unconfirmed": _("menunggu kata ketua"),
        "kept": _("Tercatat: {text}"),
        "not_kept": _("Belum tersimpan; coba sekali lagi."),
        "taken_back": _("Ditarik: {text}"),
        "held": _("Giliran ini sudah dijawab, dinilai atau dikukuhkan; ia tetap tercatat."),
        "nothing_to_take_back": _("Tidak ada giliran Anda yang dapat ditarik."),
        "none": _("Tidak ada."),
        "carried": _("dibawa dari sidang {day}"),
        "overdue": _("lewat {day}"),
        "recorded_by": _("dicatat {name}"),
    }


def _acts() -> Mapping[str, str]:
    return {
        "recorded": _("Dicatat"),
        "not_public": _("catatan tersegel"),
        "in_recess": _("pencatatan berhenti"),
        "recess_hint": _("Sidang diskors. Tekan F8 untuk melanjutkan."),
        "before_hint": _("Sidang belum dibuka. Tekan F8 untuk membukanya."),
        "over_hint": _("Sidang sudah ditutup."),
        "began": _("mulai {time}"),
        "not_begun": _("belum dibuka"),
        "present": _("hadir"),
        "remote": _("daring"),
        "absent": _("tidak hadir"),
        "not_called": _("belum dipanggil"),
    }
