"""A printer without a cable: takes bytes, answers questions, and stops when its paper ends."""

import re
from time import perf_counter

from tests.kiosk.printing.paper import Bytes, UnknownBytes, bitmap, padded, printed, raster

ASKED_AT_ONCE = re.compile(rb"\x10\x04([\x01-\x04])")
RASTER, CUT, PROCESSED = b"\x1dv", b"\x1dV", b"\x1dr"
SIZES = {b"\x1b@": 2, b"\x1da": 3, b"\x1bd": 3, CUT: 3, PROCESSED: 3, b"\x10\x04": 3}
NOTHING = b"\0"
HEAD = 8  # bytes of a raster before its dots


class Mechanism:
    """Does command after command, and answers at once what is asked so even while it stands.

    `paper_ends_after`: bytes of print data until the roll is empty, None for a long roll.
    `patient`: whether a command that was cut off waits for its rest on the next connection.
    `busy`: whether it does nothing until it is asked for a proof again.
    `proves`: whether it says what it has printed. `answers_in`: what it says instead of an answer.
    `by_itself`: what it says without being asked, before its next answer.
    `began_at`: when the first raster of each slip was printed, by perf_counter.
    `papers`: pictures of what came out up to each cut, whatever jobs it belongs to.
    """

    def __init__(self, width=576):
        self.width = width
        self.near_end = self.cover = self.offline = self.error = self.mute = False
        self.paper_out, self.paper_ends_after = False, None
        self.proves, self.answers_in = True, None
        self.by_itself, self.patient, self.busy = b"", False, False
        self.jobs, self.on_paper = [], b""
        self.papers, self._rows, self.began_at = [], [], []
        self._waiting = b""

    @property
    def stands(self):
        return self.paper_out or self.cover or self.offline or self.error

    @property
    def slips(self):
        """The pictures that were printed and cut off."""
        return [printed(job, self.width).image for job in self.jobs]

    def take(self, data):
        """Take what arrived and return what is answered."""
        answers = b""
        if self.stands or ASKED_AT_ONCE.fullmatch(data):
            answers = b"".join(self._state(int.from_bytes(n)) for n in ASKED_AT_ONCE.findall(data))
            data = ASKED_AT_ONCE.sub(b"", data)
        self._waiting += data
        self.busy = self.busy and not data.startswith(PROCESSED, -3)
        return answers + self.go_on()

    def load_paper(self):
        """Put a new roll in: what was waiting comes out, and what it answers now is returned."""
        self.paper_out, self.paper_ends_after = False, None
        return self.go_on()

    def hang_up(self):
        """Forget a command of which the rest will never come."""
        if not self.stands and not self.patient:
            self._waiting = self.on_paper = b""
            self._rows = []

    def go_on(self):
        """Do what waits, unless it stands; return what is answered."""
        answers = b""
        while not (self.stands or self.busy) and (size := self._size()):
            command, self._waiting = self._waiting[:size], self._waiting[size:]
            if at_once := ASKED_AT_ONCE.fullmatch(command):
                answers += self._state(at_once[1][0])
            elif command == NOTHING:
                continue
            elif command[:2] == PROCESSED:
                answers += self._say(0x03 if self.near_end else 0) if self.proves else b""
            else:
                self._print(command)
        return answers

    def _size(self):
        """Return the size of the next command, 0 while it is incomplete."""
        start = self._waiting[:HEAD]
        if start[:1] == NOTHING:
            return 1
        if start[:2] == RASTER:
            wide, high = (int.from_bytes(start[at : at + 2], "little") for at in (4, 6))
            size = HEAD + wide * high
        elif len(start) < 2 or start[:2] in SIZES:
            size = SIZES.get(start[:2], 2)
        else:
            raise UnknownBytes(f"{start!r}")
        complete = len(self._waiting) >= size and (start[:2] != RASTER or len(start) == HEAD)
        return size if complete else 0

    def _print(self, command):
        self.on_paper += command
        if self.paper_ends_after is not None and len(self.on_paper) >= self.paper_ends_after:
            self.paper_out = True
        if command[:2] == RASTER:
            if not self._rows:
                self.began_at.append(perf_counter())
            wide, _, content = raster(Bytes(command))
            self._rows += padded(wide, content, self.width)
        if command[:2] == CUT:
            self.jobs.append(self.on_paper)
            self.papers.append(bitmap(self._rows, self.width))
            self.on_paper, self._rows = b"", []

    def _state(self, question):
        off = self.offline or self.stands
        ends = 0x0C * (self.near_end or self.paper_out)
        return self._say(
            0x12 | {
                1: 0x08 * off,
                2: 0x04 * self.cover | 0x20 * self.paper_out | 0x40 * self.error,
                3: 0,
                4: ends | 0x60 * self.paper_out,
            }[question]
        )  # fmt: skip

    def _say(self, answer):
        said, self.by_itself = self.by_itself, b""
        if self.mute:
            return b""
        return said + bytes([answer]) if self.answers_in is None else self.answers_in
