"""Sound without a box around it (AAC as ADTS, AMR): counted frame by frame, never decoded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from mmap import ACCESS_READ, mmap
from pathlib import Path

AMR, AMR_WIDE = b"#!AMR\n", b"#!AMR-WB\n"
AMR_FRAME_MS = 20
# Bytes after the first of a frame, by its type; what is not named is no frame.
NARROW = {0: 12, 1: 13, 2: 15, 3: 17, 4: 19, 5: 20, 6: 26, 7: 31, 8: 5, 15: 0}
WIDE = {0: 17, 1: 23, 2: 32, 3: 36, 4: 40, 5: 46, 6: 50, 7: 58, 8: 60, 9: 5, 14: 0, 15: 0}
PADDING = 0x83  # the bits of the first byte of an AMR frame that are always nought
RATES = (
    96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000,
    22_050, 16_000, 12_000, 11_025, 8_000, 7_350,
)  # fmt: skip
SAMPLES_A_BLOCK = 1024
HEADER, HEADER_OF_ID3, OLD_TAG = 7, 10, 128


@dataclass(frozen=True, slots=True)
class Counted:
    """How long the frames last that follow each other from the beginning, in milliseconds.

    ``is_whole``: nothing else stands in the file; a last frame may be cut off.
    """

    duration_ms: int
    is_whole: bool


def begins_as_aac(head: bytes) -> bool:
    """Whether an ADTS frame stands at the beginning."""
    return _aac_frame(head[:HEADER]) is not None


def past_tag(head: bytes) -> int:
    """Where the sound begins: behind an ID3 tag, if there is one."""
    if not head.startswith(b"ID3") or len(head) < HEADER_OF_ID3:
        return 0
    size = 0
    for part in head[6:10]:
        size = size << 7 | part & 0x7F
    return HEADER_OF_ID3 + size


def count(file: Path) -> Counted:
    """Go from frame to frame until something is none."""
    with file.open("rb") as opened, mmap(opened.fileno(), 0, access=ACCESS_READ) as content:
        if content[: len(AMR_WIDE)] == AMR_WIDE:
            return _walked(content, len(AMR_WIDE), _amr(WIDE))
        if content[: len(AMR)] == AMR:
            return _walked(content, len(AMR), _amr(NARROW))
        return _walked(content, past_tag(content[:HEADER_OF_ID3]), _aac_frame)


Frame = Callable[[bytes], tuple[int, float] | None]
"""How many bytes a frame has that begins so, and how many milliseconds; None: it is none."""


def _walked(content: mmap, place: int, frame: Frame) -> Counted:
    size, lasted = len(content), 0.0
    while place < size:
        found = frame(content[place : place + HEADER])
        if found is None:
            return Counted(round(lasted), _is_rest(content, place))
        length, milliseconds = found
        if place + length > size:
            break
        place, lasted = place + length, lasted + milliseconds
    return Counted(round(lasted), is_whole=True)


def _is_rest(content: mmap, place: int) -> bool:
    """Whether what is left is an old tag, or a frame that was cut off in its header."""
    rest = len(content) - place
    return rest < HEADER or (rest == OLD_TAG and content[place : place + 3] == b"TAG")


def _amr(sizes: dict[int, int]) -> Frame:
    def frame(head: bytes) -> tuple[int, float] | None:
        more = sizes.get(head[0] >> 3 & 15)
        return None if head[0] & PADDING or more is None else (1 + more, AMR_FRAME_MS)

    return frame


def _aac_frame(head: bytes) -> tuple[int, float] | None:
    if len(head) < HEADER or head[0] != 0xFF or head[1] & 0xF6 != 0xF0:
        return None
    rate, length = head[2] >> 2 & 15, (head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5
    if rate >= len(RATES) or length <= HEADER:
        return None
    blocks = (head[6] & 3) + 1
    return length, blocks * SAMPLES_A_BLOCK * 1000 / RATES[rate]
