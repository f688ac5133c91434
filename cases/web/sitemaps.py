"""For search engines: every public address with its last change, and where not to look."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import Resolver404, resolve, reverse
from django.views.decorators.http import require_safe

from cases.domain.parties import PartyRole
from cases.queries import public

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
TYPE = "application/xml; charset=utf-8"
ROUTES = {"perkara": "dispute", "sidang": "hearing", "risalah": "transcript"}
PARTIES = {"badan-publik": PartyRole.RESPONDENT, "pemohon": PartyRole.APPLICANT}
# Pages with an address of their own; one that is not there is not announced.
PLACES = (
    *("/", "/perkara/", "/jadwal/", "/pengakuan/", "/pertanyaan/", "/putusan/"),
    *("/kesanggupan/", "/pengecualian/", "/badan-publik/", "/pemohon/", "/bolehkah/"),
    *("/statistik/", "/kalkulator/", "/verifikasi/", "/periksa-kutipan/", "/data/"),
    *("/jurnal/", "/tentang/", "/data-pribadi/", "/api/docs/"),
)
CLOSED = (
    *("/admin/", "/akun/", "/masuk/", "/keluar/", "/meja/", "/kepaniteraan/", "/kalender/"),
    *("/permohonan/", "/permintaan/", "/unggah/", "/berkas-unggahan/", "/pihak/"),
    *("/undangan/", "/berhenti/", "/kabar/", "/umpan/kalender/", "/readyz", "/healthz"),
)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The list of site maps; a part holds as many addresses as the protocol allows."""
    told = [_told("sitemap", _map("halaman", 1), None)]
    for section in public.sections():
        told += [
            _told("sitemap", _map(section.name, part), section.changed_at)
            for part in range(1, section.parts + 1)
        ]
    told += [
        _told("sitemap", _map(name, 1), None) for name in PARTIES if _is_there(f"/{name}/x/")
    ]
    return _xml("sitemapindex", told)


@require_safe
def part(request: HttpRequest, section: str, no: int) -> HttpResponse:
    """One site map."""
    if section == "halaman":
        found = [_told("url", path, None) for path in PLACES if _is_there(path)]
    elif section in PARTIES and _is_there(f"/{section}/x/"):
        rows = public.parties_listed(PARTIES[section])
        found = [_told("url", f"/{section}/{slug}/", changed) for slug, changed in rows]
    elif section in ROUTES and no > 0:
        found = list(_pages(section, no))
    else:
        raise Http404
    if not found or (no > 1 and section not in ROUTES):
        raise Http404
    return _xml("urlset", found)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What is public may be read by every machine; the rest is behind doors anyway."""
    closed = "\n".join(f"Disallow: {path}" for path in CLOSED)
    sitemap = f"{settings.BASE_URL}{reverse('sitemap')}"
    text = f"User-agent: *\n{closed}\nAllow: /\n\nSitemap: {sitemap}\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def _pages(section: str, no: int) -> Iterator[str]:
    for made_of, changed_at in public.addresses(section, no):
        yield _told("url", reverse(ROUTES[section], args=made_of), changed_at)


def _map(section: str, no: int) -> str:
    return reverse("sitemap_part", args=[section, no])


def _told(tag: str, path: str, changed_at: datetime | None) -> str:
    changed = f"<lastmod>{changed_at.isoformat()}</lastmod>" if changed_at else ""
    return f"<{tag}><loc>{escape(settings.BASE_URL + path)}</loc>{changed}</{tag}>"


def _xml(tag: str, told: list[str]) -> HttpResponse:
    body = "\n".join(told)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return HttpResponse(
        f'{head}<{tag} xmlns="{NAMESPACE}">\n{body}\n</{tag}>\n', content_type=TYPE
    )


def _is_there(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True
