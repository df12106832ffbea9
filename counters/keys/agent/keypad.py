"""A USB keypad of its own on Linux, also under Wayland: read whole, so that nobody else gets it."""

import fcntl
import struct
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

EVENT = struct.Struct("llHHi")
"""`struct input_event` of <linux/input.h>: seconds, microseconds, type, code, value."""
EVIOCGRAB = 0x40044590
EV_KEY, PRESSED = 1, 1
"""A value of 0 is a release, of 2 the repetition of a held key."""
CODES = {**{2 + n: str(n + 1) for n in range(9)}, 11: "0"} | dict(
    zip((79, 80, 81, 75, 76, 77, 71, 72, 73, 82), "1234567890", strict=True)
)
"""Codes of digits, above the letters and on the keypad, whatever Num Lock says."""
AGAIN_S = 2.0


def read_presses(events: BinaryIO) -> Iterator[str]:
    """Yield the digit of every press of one, until the events end."""
    while len(read := events.read(EVENT.size)) == EVENT.size:
        _, _, kind, code, value = EVENT.unpack(read)
        if kind == EV_KEY and value == PRESSED and code in CODES:
            yield CODES[code]


def listen(
    device: Path,
    keys: Mapping[str, str],
    press: Callable[[str], None],
    stop: threading.Event,
    say: Callable[[str], None],
) -> None:
    """Call `press` with the action of every digit until `stop` is set; come back after unplugging.

    `say` hears once why the keypad cannot be read.
    """
    said = ""
    while not stop.is_set():
        try:
            with device.open("rb", buffering=0) as events:
                fcntl.ioctl(events, EVIOCGRAB, 1)
                said = ""
                for digit in read_presses(events):
                    if digit in keys:
                        press(keys[digit])
        except OSError as fault:
            if said != str(fault):
                said = str(fault)
                say(f"The keypad {device} cannot be read: {fault.strerror}")
        stop.wait(AGAIN_S)
