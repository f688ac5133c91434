"""HTML in, PDF out; the only room that knows WeasyPrint.

Every paper is one file that is PDF/A-3a (it keeps) and PDF/UA-1 (everyone can read it), with
the project's own faces and nothing from anywhere else. The same input gives the same bytes:
identifier, dates and fonts are fixed by the paper, never by the machine or the clock.
"""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from cases.adapters import fonts
from cases.domain.documents import file_id
from cases.domain.errors import CaseError
from cases.domain.wording import printable

# Papers name their files by an address that leads nowhere; the fetcher reads static/ for it.
OWN = "http://static.invalid/"
VARIANT, UNTAGGED = "pdf/a-3a", "pdf/a-3b"
_one_at_a_time = threading.Lock()


class PaperRefused(CaseError):
    """The paper cannot be made: a letter without a face, or a file that is not ours."""

    code = "paper_refused"


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that travels inside the paper."""

    name: str
    content: bytes
    description: str
    relationship: str  # Source | Data | Alternative | Supplement


def render(
    template: str,
    context: Mapping[str, Any],
    *,
    identity: str,
    made_at: datetime,
    attachments: Sequence[Attached] = (),
    is_tagged: bool = True,
) -> bytes:
    """Render a template of ``templates/pdf`` to one archival and accessible PDF.

    ``identity`` names the paper for ever (its code and edition); ``made_at`` is the instant
    written into it, which belongs to the record and not to this run. Only what becomes the
    furniture of other pages, and says nothing, is not tagged.

    Raises:
        PaperRefused: a letter that no shipped face has, or a file outside the project's own.
    """
    with translation.override("id"):
        html = printable(render_to_string(template, dict(context)))
    with _one_at_a_time, _fixed_time(made_at), _own_fonts(), _complaints() as complaints:
        content = _write(html, identity, made_at, attachments, is_tagged=is_tagged)
    if complaints:
        raise PaperRefused(
            "Surat tidak dapat dibuat: ada huruf yang tidak dimiliki jenis huruf kami "
            f"({'; '.join(complaints[:3])})."
        )
    return content


def _write(
    html: str,
    identity: str,
    made_at: datetime,
    attachments: Sequence[Attached],
    *,
    is_tagged: bool,
) -> bytes:
    from weasyprint import HTML  # noqa: PLC0415 -- slow import
    from weasyprint.urls import FatalURLFetchingError  # noqa: PLC0415 -- slow import

    variant = VARIANT if is_tagged else UNTAGGED
    try:
        document = HTML(
            string=html, base_url=OWN, url_fetcher=_fetcher(), media_type="print"
        ).render(pdf_variant=variant, pdf_tags=is_tagged)
    except FatalURLFetchingError as reached:
        raise PaperRefused(
            f"Surat tidak dapat dibuat: berkas ini bukan milik kami ({reached})."
        ) from None
    _dress(document, made_at, attachments)
    result: bytes = document.write_pdf(
        pdf_variant=variant,
        pdf_tags=is_tagged,
        pdf_identifier=file_id(identity),
    )
    return result


def _dress(document: Any, made_at: datetime, attachments: Sequence[Attached]) -> None:
    """Dates, the files that travel inside, and both declarations."""
    from weasyprint import Attachment  # noqa: PLC0415 -- slow import

    document.metadata.attachments = [
        Attachment(
            string=file.content,
            name=file.name,
            description=file.description,
            relationship=file.relationship,
            created=made_at,
            modified=made_at,
        )
        for file in attachments
    ]
    instant = made_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    document.metadata.created = document.metadata.modified = instant
    _declare_accessible(document)


def _fetcher() -> Any:
    """A fetcher that knows one folder: whatever else is asked for fails the paper."""
    from weasyprint.urls import (  # noqa: PLC0415 -- slow import
        FatalURLFetchingError,
        URLFetcher,
        URLFetcherResponse,
    )

    root = (Path(settings.BASE_DIR) / "static").resolve()

    class OwnFiles(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ARG002 -- its signature
            file = (root / unquote(urlsplit(url).path).lstrip("/")).resolve()
            if not (url.startswith(OWN) and file.is_relative_to(root) and file.is_file()):
                raise FatalURLFetchingError(url)
            return URLFetcherResponse(url, body=_content(file), headers=_headers(file))

    return OwnFiles()


def _content(file: Path) -> bytes:
    return fonts.unpacked(file) if file.suffix == ".woff2" else file.read_bytes()


def _headers(file: Path) -> dict[str, str]:
    kinds = {".css": "text/css", ".woff2": "font/otf", ".svg": "image/svg+xml"}
    return {"Content-Type": kinds.get(file.suffix, "application/octet-stream")}


_UA = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" \
pdfuaid:part="1"/><rdf:Description rdf:about="" \
xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>\
<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA Universal Accessibility Schema\
</pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/\
</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property>\
<rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal\
</pdfaProperty:category><pdfaProperty:description>PDF/UA version</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>\
</rdf:Description></rdf:RDF>"""


def _declare_accessible(document: Any) -> None:
    """Say PDF/UA-1 in the same metadata packet that says PDF/A-3a; both are then true."""
    told = document.metadata.generate_rdf_metadata
    document.metadata.generate_rdf_metadata = lambda *given: told(*given).replace(
        b"</rdf:RDF>", _UA
    )


@contextmanager
def _fixed_time(made_at: datetime) -> Iterator[None]:
    """Subsetted fonts carry a date; it is the paper's, not this moment's."""
    with _told("SOURCE_DATE_EPOCH", str(int(made_at.timestamp()))):
        yield


@contextmanager
def _own_fonts() -> Iterator[None]:
    """Show Fontconfig our folder and nothing of the machine."""
    of_this_copy = hashlib.sha256(str(fonts.PAPER).encode()).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"sidang-fonts-{os.getuid()}-{of_this_copy}"
    folder.mkdir(mode=0o700, exist_ok=True)
    file = folder / "fonts.conf"
    if not file.exists():
        written = folder / f"{os.getpid()}.part"
        written.write_text(
            '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
            f"<dir>{fonts.PAPER}</dir><cachedir>{folder}/cache</cachedir></fontconfig>",
            encoding="utf-8",
        )
        written.replace(file)
    with _told("FONTCONFIG_FILE", str(file)):
        yield


@contextmanager
def _told(name: str, value: str) -> Iterator[None]:
    """Tell the libraries something through the environment, and take it back."""
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """Collect what WeasyPrint complains of that must not pass: missing letters and files."""
    heard: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            message = record.getMessage()
            if ".notdef" in message or record.levelno >= logging.ERROR:
                heard.append(message)

    listener = Listener(level=logging.WARNING)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(listener)
    try:
        yield heard
    finally:
        logger.removeHandler(listener)
