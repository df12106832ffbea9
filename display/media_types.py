"""What a picture or video is, by its content: its name says nothing that could be believed.

Only what every browser of the floor shows is taken, and only whole: a file that breaks off on the
way would be a black place on a board.
"""

import os
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from PIL import Image

from queueing.errors import Refusal

LARGEST_PICTURE = 10 * 1024 * 1024
MOST_PIXELS = 50_000_000
"""A board takes four bytes for each; what is larger than a telephone's photograph stays out."""
LONGEST_INDEX = 32 * 1024 * 1024
"""Of a video's table of contents; an hour has about 2 MB."""
CODECS = (b"avc1", b"avc3", b"av01", b"vp09", b"vp08")
EBML, SEGMENT = b"\x1a\x45\xdf\xa3", b"\x18\x53\x80\x67"
UNKNOWN_LENGTH = (1 << 56) - 1


class NotShowable(Refusal):
    """The file is none that boards show."""

    code = "medium_unknown"


class BrokenMedium(Refusal):
    """The file breaks off, or is damaged."""

    code = "medium_broken"


class MediumTooLarge(Refusal):
    """The picture is larger than boards show."""

    code = "medium_too_large"


class WrongCodec(Refusal):
    """The video is compressed in a way that boards do not show."""

    code = "medium_codec"


def find_ending(path: Path) -> str:
    """Return the ending for a file by what it holds, like .jpg.

    Raises NotShowable, BrokenMedium, MediumTooLarge or WrongCodec.
    """
    with path.open("rb") as file:
        head = file.read(64)
        size = file.seek(0, os.SEEK_END)
        if head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (
            head.startswith(b"RIFF") and head[8:12] == b"WEBP"
        ):
            return _examine_picture(path, head, size)
        if head[4:8] == b"ftyp":
            _examine_mp4(file, size)
            return ".mp4"
        if head.startswith(EBML) and b"webm" in head:
            _examine_webm(file, size)
            return ".webm"
    raise NotShowable


def _examine_picture(path: Path, head: bytes, size: int) -> str:
    if size > LARGEST_PICTURE:
        raise MediumTooLarge
    if head.startswith(b"RIFF") and int.from_bytes(head[4:8], "little") + 8 > size:
        raise BrokenMedium
    try:
        with Image.open(path, formats=("JPEG", "PNG", "WEBP")) as picture:
            kind = picture.format
            if picture.width * picture.height > MOST_PIXELS:
                raise MediumTooLarge
            if kind == "PNG":
                picture.verify()
            elif kind == "JPEG":
                picture.draft("RGB", (1, 1))  # read to the end, at an eighth of its size
                picture.load()
    except Image.DecompressionBombError:
        raise MediumTooLarge
    except (OSError, SyntaxError, ValueError, struct.error):
        raise BrokenMedium
    return {"JPEG": ".jpg", "PNG": ".png"}.get(str(kind), ".webp")


def _examine_mp4(file: BinaryIO, size: int) -> None:
    boxes = {kind: (start, length) for kind, start, length in _list_boxes(file, size)}
    if b"moov" not in boxes or b"mdat" not in boxes:
        raise BrokenMedium
    start, length = boxes[b"moov"]
    file.seek(start)
    index = file.read(min(length, LONGEST_INDEX))
    if not any(codec in index for codec in CODECS):
        raise WrongCodec


def _list_boxes(file: BinaryIO, size: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield (kind, start, length) of the parts of an MP4 file; raise BrokenMedium."""
    at = 0
    while at < size:
        file.seek(at)
        head = file.read(16)
        if len(head) < 8:
            raise BrokenMedium
        length, kind = int.from_bytes(head[:4], "big"), head[4:8]
        if length == 1:
            length = int.from_bytes(head[8:16], "big")
        elif length == 0:
            length = size - at
        if length < 8 or at + length > size:
            raise BrokenMedium
        yield kind, at, length
        at += length


def _examine_webm(file: BinaryIO, size: int) -> None:
    file.seek(len(EBML))
    length = _read_length(file)
    file.seek(length, os.SEEK_CUR)
    if file.read(len(SEGMENT)) != SEGMENT:
        raise BrokenMedium
    length = _read_length(file)
    if length != UNKNOWN_LENGTH and file.tell() + length > size:
        raise BrokenMedium


def _read_length(file: BinaryIO) -> int:
    """Return the number that stands here in the way of EBML; UNKNOWN_LENGTH where all is ones."""
    first = file.read(1)
    if not first or first == b"\0":
        raise BrokenMedium
    more = 8 - first[0].bit_length()
    value = int.from_bytes(bytes([first[0] & ((1 << (7 - more)) - 1)]) + file.read(more), "big")
    return UNKNOWN_LENGTH if value == (1 << (7 * (more + 1))) - 1 else value
