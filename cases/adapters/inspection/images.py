"""Pictures: measured by their head, turned upright, written anew from their pixels alone."""

from __future__ import annotations

import struct
from pathlib import Path

from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from cases.adapters.inspection.found import Found
from cases.domain.uploads import (
    LONGEST_SIDE,
    MOST_PIXELS,
    THUMBNAIL_SIDE,
    Reason,
    Refused,
    Removed,
    Searchable,
)

BROKEN = (OSError, SyntaxError, ValueError, EOFError, struct.error, UnidentifiedImageError)
KEPT_MODES = {"JPEG": {"L", "RGB"}, "PNG": {"1", "L", "LA", "RGB", "RGBA", "I;16"}}


def look(file: Path, folder: Path, kind: str) -> Found:
    """Make the clean copy of a picture: nothing but its pixels.

    Raises:
        Refused: it is broken, or too large to be opened.
    """
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with Image.open(file, formats=[kind]) as whole:
            _measure(whole)
            whole.verify()
        with Image.open(file, formats=[kind]) as image:
            removed = _carried(image)
            upright = ImageOps.exif_transpose(image)
            bare = _bare(upright, kind)
    except Image.DecompressionBombError as bomb:
        raise Refused(Reason.TOO_MANY_PIXELS) from bomb
    except BROKEN as broken:
        raise Refused(Reason.BROKEN) from broken
    how = {"quality": 92, "subsampling": 0} if kind == "JPEG" else {"compress_level": 6}
    bare.save(folder / "copy", kind, **how)
    small = bare.convert("RGB")
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    small.save(folder / "thumbnail.jpg", "JPEG", quality=82)
    return Found(f"image/{kind.lower()}", 1, removed, Searchable.IMAGE)


def _measure(image: Image.Image) -> None:
    width, height = image.size
    if max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS:
        raise Refused(Reason.TOO_MANY_PIXELS)


def _carried(image: Image.Image) -> set[Removed]:
    """What comes with the pixels and does not go on."""
    exif = image.getexif()
    removed = set()
    if exif or "xmp" in image.info or "comment" in image.info:
        removed.add(Removed.EXIF)
    if exif.get_ifd(ExifTags.IFD.GPSInfo):
        removed.add(Removed.LOCATION)
    if getattr(image, "n_frames", 1) > 1:
        removed.add(Removed.FRAMES)
    return removed


def _bare(image: Image.Image, kind: str) -> Image.Image:
    """The same pixels in a picture that carries nothing else."""
    image.load()
    mode = image.mode
    if mode not in KEPT_MODES[kind]:
        is_clear = kind == "PNG" and (mode == "PA" or "transparency" in image.info)
        image = image.convert("RGBA" if is_clear else "RGB")
    elif kind == "PNG" and "transparency" in image.info and mode in {"L", "RGB"}:
        image = image.convert("RGBA")
    bare = image.copy()
    bare.info = {}
    return bare
