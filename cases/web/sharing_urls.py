"""Routes by which the record leaves the house: cards, news, alerts, open data, site maps."""

from __future__ import annotations

from django.urls import path

from cases.web import alerts, cards, news, oembed, open_data, sitemaps

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
    path("kabar/baru/", alerts.new, name="alert_new"),
    path("kabar/terkirim/", alerts.sent, name="alert_sent"),
    path("kabar/<str:token>/", alerts.alert, name="alert"),
    path("kabar/<str:token>/berhenti/", alerts.stop, name="alert_stop"),
]
