"""Reading scans with OCRmyPDF, where it is installed (the extra ``ocr``)."""

from __future__ import annotations

from pathlib import Path

from cases.domain.uploads import Reason, Refused

LANGUAGES = ["ind"]


def read(scan: Path, folder: Path) -> dict[str, object]:
    """Put the words of every scanned page under its picture.

    Raises:
        Refused: the program gave up.
    """
    import ocrmypdf  # noqa: PLC0415 -- an extra, and slow to import

    try:
        code = ocrmypdf.ocr(
            scan,
            folder / "read.pdf",
            language=LANGUAGES,
            output_type="pdf",
            skip_text=True,
            optimize=0,
            jobs=1,
            progress_bar=False,
            use_threads=True,
            tesseract_timeout=120,
        )
    except ocrmypdf.exceptions.ExitCodeException as gave_up:
        raise Refused(Reason.TOO_HEAVY) from gave_up
    if code != ocrmypdf.ExitCode.ok:
        raise Refused(Reason.TOO_HEAVY)
    return {}
