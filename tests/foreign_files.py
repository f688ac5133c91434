"""Files as strangers bring them: honest ones, and ones made to do harm. All are made here."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pikepdf
import pypdfium2
from PIL import Image, ImageDraw, ImageFont

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
ODT = "application/vnd.oasis.opendocument.text"
LETTERS = b"BT /F1 24 Tf 72 700 Td (Surat keberatan kepada atasan PPID) Tj ET"


def pdf(*, pages=1, text=LETTERS, change=None, **how) -> bytes:
    """A PDF with words on each page; ``change`` may do to it what it likes."""
    document = pikepdf.new()
    font = document.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
    )
    for _no in range(pages):
        page = document.add_blank_page()
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = document.make_stream(text)
    if change:
        change(document)
    held = io.BytesIO()
    document.save(held, **how)
    return held.getvalue()


def scan(pages=1) -> bytes:
    """A PDF that holds only pictures, as a scanner makes it."""
    held = io.BytesIO()
    page = Image.new("RGB", (200, 280), "white")
    page.save(held, "PDF", save_all=True, append_images=[page] * (pages - 1))
    return held.getvalue()


def armed(document) -> None:
    """Everything in a PDF that starts something, carries something, or calls somewhere."""
    name, string, dictionary = pikepdf.Name, pikepdf.String, pikepdf.Dictionary
    script = dictionary(S=name.JavaScript, JS=string("app.alert('CANARY')"))
    document.Root.OpenAction = script
    document.Root.AA = dictionary(WC=dictionary(S=name.JavaScript, JS=string("CANARY")))
    document.Root.Names = dictionary(
        JavaScript=dictionary(
            Names=pikepdf.Array([string("a"), document.make_indirect(script)])
        )
    )
    document.attachments["CANARY.exe"] = b"MZ CANARY inside"
    launch = dictionary(S=name.Launch, F=string("CANARY-cmd.exe"))
    chained = dictionary(S=name.URI, URI=string("https://example.org"), Next=launch)
    link = dictionary(Type=name.Annot, Subtype=name.Link, Rect=[0, 0, 9, 9], A=chained)
    sound = dictionary(Type=name.Annot, Subtype=name.Sound, Rect=[0, 0, 9, 9])
    page = document.pages[0]
    page.obj["/AA"] = dictionary(O=dictionary(S=name.JavaScript, JS=string("CANARY")))
    page.obj["/Annots"] = pikepdf.Array([document.make_indirect(link), sound])


def double_flate_bomb() -> bytes:
    """A PDF whose page is small in its first layer and two gigabytes in its second."""
    inner = zlib.compress(b"\0" * (64 * 1024 * 1024), 9)
    outer = zlib.compress(inner * 40, 9)

    def change(document):
        stream = pikepdf.Stream(document, outer)
        stream.write(
            outer, filter=pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode])
        )
        document.pages[0].Contents = stream

    return pdf(change=change, stream_decode_level=pikepdf.StreamDecodeLevel.none,
               compress_streams=False)  # fmt: skip


def picture(kind="JPEG", *, size=(64, 48), turned=False, gps=False, mode="RGB") -> bytes:
    """A picture whose left half is red, with what a camera writes beside the pixels."""
    image = Image.new("RGB", size, "white")
    image.paste((255, 0, 0), (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    if turned:
        exif[0x0112] = 6  # to be turned a quarter clockwise
    if gps:
        exif[0x010F] = "CANARY-Kamera"
        exif[0x8825] = {1: "S", 2: (6.0, 10.0, 30.0), 3: "E", 4: (106.0, 49.0, 0.0)}
    held = io.BytesIO()
    more = {"exif": exif.tobytes()} if turned or gps else {}
    image.convert(mode).save(held, kind, **more)
    return held.getvalue()


def png_head(width, height) -> bytes:
    """A PNG that says how large it is and holds next to nothing."""

    def chunk(name, content):
        return struct.pack("!I", len(content)) + name + content + struct.pack(
            "!I", zlib.crc32(name + content)
        )  # fmt: skip

    head = struct.pack("!IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 1000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
    )


def archive(parts, *, stored=()) -> bytes:
    """A zip of these parts, in their order."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            how = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            packed.writestr(name, content, compress_type=how)
    return held.getvalue()


def office(part="word/document.xml", content_type=WORD_TYPE, **more) -> bytes:
    """The least that is a DOCX or an XLSX, with whatever else is put in."""
    types = f'<Types><Override PartName="/{part}" ContentType="{content_type}"/></Types>'
    parts = {"[Content_Types].xml": types, part: "<document>Permohonan</document>"}
    return archive(parts | more)


def open_document(mime=ODT, **more) -> bytes:
    """The least that is an ODT or an ODS."""
    parts = {"mimetype": mime, "content.xml": "<office/>", "META-INF/manifest.xml": "<m/>"}
    return archive(parts | more, stored=["mimetype"])


def zip_bomb(layers=1) -> bytes:
    """An office file with a part that unpacks to two gigabytes, in so many layers."""
    part = b"\0" * (32 * 1024 * 1024)
    inside = {f"word/media/{no}.bin": part for no in range(64)}
    bomb = archive(inside) if layers == 1 else b""
    if layers == 1:
        return office(**inside)
    for _layer in range(layers - 1):
        bomb = archive(inside)
        inside = {"word/embeddings/more.docx": bomb}
    return office(**inside)


def written_scan(word) -> bytes:
    """A scanned page with one large word on it."""
    held = io.BytesIO()
    page = Image.new("L", (1240, 600), "white")
    font = ImageFont.load_default(size=120)
    ImageDraw.Draw(page).text((100, 200), word, fill="black", font=font)
    page.save(held, "PDF", resolution=150)
    return held.getvalue()


def words_of(path) -> str:
    """What can be found in a PDF."""
    document = pypdfium2.PdfDocument(path)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def aac(*, frames: int = 20) -> bytes:
    """Frames of AAC without a box, 128 ms each; nothing can be heard in them."""
    return b"\xff\xf1\x6c\x40\x02\x1f\xfc".ljust(16, b"\0") * frames


def m4a(
    *, handler: bytes = b"soun", seconds: int = 3, brand: bytes = b"M4A ", rate: int = 8000
) -> bytes:
    """The head of an MP4 file with one track; without any sound in it."""

    def box(name: bytes, *parts: bytes) -> bytes:
        body = b"".join(parts)
        return struct.pack(">I", len(body) + 8) + name + body

    scale = 8000
    length = struct.pack(">IIII", 0, 0, scale, seconds * scale)
    mdhd = box(b"mdhd", b"\0" * 4, length, b"\0" * 4)
    hdlr = box(b"hdlr", b"\0" * 8, handler, b"\0" * 13)
    decoder = b"\x04\x11\x40\x15\0\0\0" + b"\0" * 4 + struct.pack(">I", 64_000)
    esds = box(b"esds", b"\0" * 4, b"\x03\x16\0\1\0", decoder)
    entry = box(b"mp4a", b"\0" * 6, b"\0\1", b"\0" * 8, struct.pack(">HHHH", 1, 16, 0, 0),
                struct.pack(">I", rate << 16), esds)  # fmt: skip
    stsd = box(b"stsd", b"\0" * 4, struct.pack(">I", 1), entry)
    track = box(b"trak", box(b"mdia", mdhd, hdlr, box(b"minf", box(b"stbl", stsd))))
    mvhd = box(b"mvhd", b"\0" * 4, length, b"\0" * 80)
    return (
        box(b"ftyp", brand + b"\0\0\0\0" + brand)
        + box(b"moov", mvhd, track)
        + box(b"mdat", b"\0" * 64)
    )


def flac(*, seconds: int = 3, rate: int = 8000) -> bytes:
    """The head of a FLAC file that promises so many seconds."""
    packed = (rate << 44) | (0 << 41) | (15 << 36) | (seconds * rate)
    info = struct.pack(">HH", 4096, 4096) + b"\0" * 6 + packed.to_bytes(8, "big") + b"\0" * 16
    return b"fLaC" + b"\x80" + len(info).to_bytes(3, "big") + info + b"\xff\xf8" + b"\0" * 64


def mp3(*, frames: int = 40) -> bytes:
    """Silent frames of 128 kbit/s at 44,100 samples a second, 26 ms each."""
    frame = b"\xff\xfb\x90\x00" + b"\0" * 413
    return frame * frames


def ogg(*, seconds: int = 3, rate: int = 8000) -> bytes:
    """Two pages of Ogg Vorbis: its head, and the last one with the number of samples."""

    def page(kind: int, granule: int, serial: int, body: bytes) -> bytes:
        head = struct.pack("<4sBBqIII", b"OggS", 0, kind, granule, 1, serial, 0)
        return head + bytes([1, len(body)]) + body

    vorbis = b"\x01vorbis" + struct.pack("<IBIiiiBB", 0, 1, rate, 0, 64_000, 0, 0xB8, 1)
    return page(2, 0, 0, vorbis) + page(4, seconds * rate, 1, b"\0" * 60)
