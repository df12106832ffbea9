"""A picture or video on its way into a zone's folder, in pieces, under a hidden name."""

import os
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from display.media import Medium
from queueing.errors import CannotStore

LONGEST_NAME = 80
WRITE_BYTES = 2**20
_UNSAFE = re.compile(r"[^\w .()&+-]+")
Offload = Callable[..., Any]
"""Runs what waits for the disk, see Runtime."""


class ComingFile:
    """A file of which nothing stays unless it is finished: use it in a `with` block."""

    def __init__(
        self,
        part: Path,
        offload: Offload,
        accept: Callable[[], Medium],
        leave: Callable[[], None],
    ) -> None:
        """Write the pieces into `part`; `accept` gives the whole file its name or refuses it.

        `leave` is called at the end of the block.
        """
        self._part, self._offload, self._accept, self._leave = part, offload, accept, leave
        self._pieces: list[bytes] = []
        self._bytes = 0
        self._file = offload(part.open, "xb")
        self._fault: OSError | None = None

    def write(self, piece: bytes) -> None:
        """Take the next piece; a full disk is told at the end, when the sender listens."""
        self._pieces.append(piece)
        self._bytes += len(piece)
        if self._bytes >= WRITE_BYTES:
            self._flush()

    def finish(self) -> Medium:
        """Return the file once it is whole, fit and has its name.

        Raises a Refusal that says why boards cannot show it, or CannotStore.
        """
        self._flush()
        try:
            if self._fault is not None:
                raise self._fault
            self._offload(self._sync)
            return self._accept()
        except OSError as fault:
            raise CannotStore(f"a picture or video cannot be written: {fault}")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _fault: BaseException | None,
        _at: TracebackType | None,
    ) -> None:
        try:
            self._offload(self._drop)
        finally:
            self._leave()

    def _flush(self) -> None:
        content, self._pieces, self._bytes = b"".join(self._pieces), [], 0
        if self._fault is None and content:
            try:
                self._offload(self._file.write, content)
            except OSError as fault:
                self._fault = fault

    def _sync(self) -> None:
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()  # else Windows gives it no other name

    def _drop(self) -> None:
        try:
            self._file.close()
        finally:
            self._part.unlink(missing_ok=True)


def make_safe_stem(name: str) -> str:
    """Return what is left of a name, without its ending, as a file may be called; never empty."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    stem, _, ending = last.rpartition(".")
    plain = _UNSAFE.sub("-", stem or ending).strip(" .-")[:LONGEST_NAME].strip(" .-")
    return plain or "media"
