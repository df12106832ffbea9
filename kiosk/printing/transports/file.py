"""Printers that are a file: a device like /dev/usb/lp0, or a plain file that collects all jobs."""

import os
import select
import stat
import time
from io import FileIO

from escpos.printer import File

from kiosk.printing.device import PrinterDevice
from kiosk.printing.transports.transport import BrokenOff, Unreachable, describe_fault

POLL_S = 0.01
DEVICES = "/dev/"  # where a printer that is switched off must not become a plain file


class _Device(File):
    """Opens a device for reading too; never empties a plain file."""

    def open(self, raise_not_found: bool = True) -> None:
        flags = os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK
        if not _is_device(self.devfile):
            flags = os.O_WRONLY | os.O_APPEND | os.O_NONBLOCK
            if not self.devfile.startswith(DEVICES):
                flags |= os.O_CREAT
        self.device = FileIO(os.open(self.devfile, flags, 0o640), "r+")


class FileTransport:
    """A device answers if the system lets it; a plain file is mute."""

    def __init__(self, printer: PrinterDevice) -> None:
        self._printer = printer
        self._line: _Device | None = None
        self.mute = not _is_device(printer.device)

    def open(self, timeout_s: float) -> None:
        """Open the file; raise Unreachable."""
        self.close()
        path = self._printer.device
        self.mute = not _is_device(path)
        line = _Device(path)
        try:
            line.open()
        except OSError as fault:
            raise Unreachable(f"{path} cannot be opened: {describe_fault(fault)}")
        self._line = line

    def write(self, data: bytes, timeout_s: float) -> None:
        """Hand over all bytes; raise BrokenOff."""
        file, end, sent = self._get_file(), time.monotonic() + timeout_s, 0
        try:
            while sent < len(data):
                if not _wait_until_ready(file, end - time.monotonic(), to_write=True):
                    raise BrokenOff(sent)
                sent += os.write(file, data[sent:])
        except OSError:
            raise BrokenOff(sent)

    def read_byte(self, timeout_s: float) -> int | None:
        """Return the next byte, None when none came in time; raise BrokenOff."""
        file, end = self._get_file(), time.monotonic() + timeout_s
        if self.mute:
            return None
        while _wait_until_ready(file, max(0.0, end - time.monotonic()), to_write=False):
            try:
                found = os.read(file, 1)
            except BlockingIOError:
                found = b""
            except OSError:
                raise BrokenOff
            if found:
                return found[0]
            if time.monotonic() >= end:
                break
            time.sleep(POLL_S)  # usblp says that there is something when there is nothing
        return None

    def close(self) -> None:
        """Let go of the file."""
        line, self._line = self._line, None
        if line is not None:
            line.close()

    def _get_file(self) -> int:
        if self._line is None:
            raise BrokenOff
        number: int = self._line.device.fileno()
        return number


def _is_device(path: str) -> bool:
    try:
        return stat.S_ISCHR(os.stat(path).st_mode)
    except OSError:
        return False


def _wait_until_ready(file: int, within_s: float, to_write: bool) -> bool:
    readers, writers = ([], [file]) if to_write else ([file], [])
    found = select.select(readers, writers, [], max(0.0, within_s))
    return bool(found[0] or found[1])
