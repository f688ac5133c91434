"""Routes by which the record leaves the house: cards, news, alerts, open data, site maps."""

from __future__ import annotations

from datetime import date

from django.urls import path, register_converter

from cases.web import alerts, cards, checkpoints, news, oembed, open_data, sitemaps


class IsoDay:
    """A day in an address, as 2026-11-26."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, told: str) -> date:
        """The day; what is none is no address of ours."""
        return date.fromisoformat(told)

    def to_url(self, day: date) -> str:
        """The day as it is written."""
        return day.isoformat()


register_converter(IsoDay, "iso")

urlpatterns = [
    path("perkara/<slug:commission>/<slug:slug>/kartu/", cards.dispute, name="dispute_card"),
    path(
        "perkara/<slug:commission>/<slug:slug>/kartu.png",
        cards.dispute_image,
        name="dispute_card_image",
    ),
    path(
        "perkara/<slug:commission>/<slug:slug>/sidang/<int:seq>/kartu.png",
        cards.hearing_image,
        name="hearing_card_image",
    ),
    path(
        "sidang/<str:code>/risalah/<int:edition>/kartu/",
        cards.transcript,
        name="transcript_card",
    ),
    path(
        "sidang/<str:code>/risalah/<int:edition>/kartu.png",
        cards.transcript_image,
        name="transcript_card_image",
    ),
    path("r/<str:code>/<int:edition>/<str:place>/kartu/", cards.passage, name="passage_card"),
    path(
        "r/<str:code>/<int:edition>/<str:place>/kartu.png",
        cards.passage_image,
        name="passage_card_image",
    ),
    path("umpan/perkara.atom", news.search, name="search_news"),
    path("umpan/perkara/<slug:commission>/<slug:slug>.atom", news.dispute, name="dispute_news"),
    path("umpan/badan/<slug:slug>.atom", news.body, name="public_body_news"),
    path("umpan/pemohon/<slug:slug>.atom", news.organisation, name="organisation_news"),
    path("umpan/komisi/<slug:commission>.atom", news.commission, name="commission_news"),
    path("kartu.png", cards.site_image, name="site_card"),
    path("oembed", oembed.oembed, name="oembed"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:section>-<int:no>.xml", sitemaps.part, name="sitemap_part"),
    path("data/", open_data.index, name="open_data"),
    path("data/<str:name>", open_data.file, name="open_data_file"),
    path("jurnal/", checkpoints.index, name="journal"),
    path("jurnal/kunci.txt", checkpoints.keys, name="journal_keys"),
    path("jurnal/daftar.json", checkpoints.newest, name="journal_newest"),
    path("jurnal/periksa_jurnal.py", checkpoints.script, name="journal_script"),
    path("jurnal/<slug:chain>/", checkpoints.chain, name="journal_chain"),
    path("jurnal/<slug:chain>/daftar.json", checkpoints.listed, name="journal_list"),
    path("jurnal/<slug:chain>/<iso:day>", checkpoints.note, name="journal_note"),
    path(
        "jurnal/<slug:chain>/<iso:older>/<iso:newer>.json",
        checkpoints.consistency,
        name="journal_consistency",
    ),
    path(
        "jurnal/<slug:chain>/entri/<int:seq>/<str:leaf>.json",
        checkpoints.inclusion,
        name="journal_inclusion",
    ),
    path("kabar/baru/", alerts.new, name="alert_new"),
    path("kabar/terkirim/", alerts.sent, name="alert_sent"),
    path("kabar/<str:token>/", alerts.alert, name="alert"),
    path("kabar/<str:token>/berhenti/", alerts.stop, name="alert_stop"),
]
