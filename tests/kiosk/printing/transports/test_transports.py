"""Each way to a printer, by real devices where this machine has some that stand for one."""

import os
import socket
import threading
import tty
from contextlib import suppress
from dataclasses import replace
from importlib import metadata
from typing import get_args

import pytest

from kiosk.printing.agent.memory import Memory
from kiosk.printing.agent.runner import Outcome, check_printer, run_job
from kiosk.printing.device import CONNECTIONS, Condition, Connection, PrinterDevice
from kiosk.printing.slip import draw_slip, encode
from kiosk.printing.transports import BrokenOff, Unreachable, connect
from queueing.hall.print_jobs import JobState
from tests.kiosk.printing.mechanism import Mechanism
from tests.kiosk.printing.slips import SLIPS, dots

SLIP = draw_slip(SLIPS["plain"], 384)
JOB = encode(SLIP)
LONG_S = 30.0
PRINTED = Outcome(JobState.PRINTED, None, False, len(JOB))


def always():
    return True


def printed(printer, job=JOB):
    return run_job(printer, connect(printer), job, always, Memory())


class CableEnd:
    """The far end of a terminal: a mechanism that reads and answers until the cable is pulled."""

    def __init__(self):
        self.mechanism = Mechanism(384)
        self.lag_s = 0.0
        self._end, self._port = os.openpty()
        tty.setraw(self._port)
        self.path = os.ttyname(self._port)
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self):
        with suppress(OSError):
            while data := os.read(self._end, 4096):
                if data == PULL:
                    break
                if data.endswith(b"\x1dr\x01"):
                    threading.Event().wait(self.lag_s)
                os.write(self._end, self.mechanism.take(data))
        os.close(self._end)

    def pull(self):
        """Pull the cable out."""
        if self._thread.is_alive():
            os.write(self._port, PULL)
            self._thread.join()
            os.close(self._port)


PULL = b"\x00pull\x00"


@pytest.fixture
def cable():
    end = CableEnd()
    yield end
    end.pull()


@pytest.mark.parametrize("connection", ["serial", "file"])
class TestOnACable:
    """A serial port, and a device file that answers as /dev/usb/lp0 may: by a real terminal."""

    @pytest.fixture
    def printer(self, connection, cable):
        return PrinterDevice("p1", connection, width=384, device=cable.path, answer_s=LONG_S)

    def test_a_slip_is_printed_dot_by_dot(self, printer, cable):
        assert printed(printer) == PRINTED
        assert [dots(slip) for slip in cable.mechanism.slips] == [dots(SLIP)]

    def test_it_is_asked_before_the_job(self, printer, cable):
        cable.mechanism.cover = True
        assert printed(printer) == Outcome(JobState.NOT_STARTED, "cover_open")
        assert cable.mechanism.on_paper == b""
        cable.mechanism.cover, cable.mechanism.near_end = False, True
        assert check_printer(printer, connect(printer), Memory()) is Condition.NEAR_END

    @pytest.mark.usefixtures("hasty")
    def test_what_waited_in_the_line_is_no_answer(self, printer, cable):
        os.write(cable._end, b"\x12\x7e\x00")
        cable.mechanism.mute = True
        assert printed(printer) == Outcome(JobState.NOT_STARTED, "no_reply")

    def test_a_cable_pulled_out_under_a_job_leaves_it_unknown(self, printer, cable):
        def claim():
            cable.pull()
            return True

        found = run_job(printer, connect(printer), JOB, claim, Memory())
        assert (found.state, found.cause) == (JobState.UNKNOWN, "broken_off")
        assert cable.mechanism.jobs == []

    def test_a_cable_that_is_not_there_is_told(self, printer, cable):
        cable.pull()
        assert printed(printer) == Outcome(JobState.NOT_STARTED, "unreachable")
        with pytest.raises(Unreachable, match=r"/dev/pts/\d+ cannot be opened: .+"):
            connect(printer).open(1)


@pytest.mark.long
def test_the_answer_of_an_old_job_is_not_taken_for_that_of_the_next(cable):
    mechanism = cable.mechanism
    mechanism.paper_ends_after = len(JOB) // 2
    known = PrinterDevice("p1", "file", width=384, device=cable.path, answer_s=0.2)
    assert printed(known).cause == "paper_out"
    mechanism.busy = True  # with the old slip, when there is paper and the next job comes
    mechanism.load_paper()

    def claim():
        mechanism.paper_ends_after = len(JOB) // 2
        return True

    known = replace(known, answer_s=2.0)
    found = run_job(known, connect(known), JOB, claim, Memory(in_doubt=True))
    assert (found.state, found.cause) == (JobState.UNKNOWN, "paper_out")
    assert mechanism.jobs == [JOB]


def test_a_serial_line_is_given_the_time_its_bytes_take(cable):
    cable.lag_s = 0.5
    printer = PrinterDevice("p1", "serial", width=384, device=cable.path, answer_s=0.01)
    assert printed(printer) == PRINTED


class Deaf:
    """A peer that connects and never reads."""

    def __init__(self):
        self._end, self._port = os.openpty()
        tty.setraw(self._port)
        self._door = socket.create_server(("127.0.0.1", 0))
        self._door.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)

    def printer(self, connection):
        device, port = os.ttyname(self._port), self._door.getsockname()[1]
        return PrinterDevice("p1", connection, device=device, host="127.0.0.1", port=port)

    def close(self):
        os.close(self._end)
        os.close(self._port)
        self._door.close()


@pytest.mark.parametrize("connection", ["network", "serial", "file"])
def test_a_printer_that_takes_no_more_is_left_when_the_time_is_over(connection):
    deaf, much = Deaf(), bytes(20_000_000)
    transport = connect(deaf.printer(connection))
    transport.open(1)
    with pytest.raises(BrokenOff) as broken:
        transport.write(much, 0.2)
    assert broken.value.sent < len(much)
    transport.close()
    deaf.close()


def test_a_plain_file_collects_every_job_and_nothing_is_known_of_paper(tmp_path):
    file = tmp_path / "jobs.bin"
    printer = PrinterDevice("p1", "file", width=384, device=str(file))
    for _ in range(2):
        assert printed(printer) == Outcome(JobState.UNKNOWN, "no_status", None, len(JOB))
    assert file.read_bytes() == JOB * 2
    assert check_printer(printer, connect(printer), Memory()) is Condition.READY
    assert file.read_bytes() == JOB * 2


def test_a_folder_that_is_not_there_is_told(tmp_path):
    transport = connect(PrinterDevice("p1", "file", device=str(tmp_path / "away/jobs.bin")))
    with pytest.raises(Unreachable, match="cannot be opened: no such file or directory"):
        transport.open(1)


def test_a_device_that_is_switched_off_does_not_become_a_file():
    printer = PrinterDevice("p1", "file", device="/dev/no-such-printer")
    assert printed(printer) == Outcome(JobState.NOT_STARTED, "unreachable")
    assert not os.path.lexists(printer.device)


QUEUES = 'echo "quay-a"\n'


@pytest.fixture
def cups(tmp_path, monkeypatch):
    """Programs that stand for those of CUPS; returns what writes one of them anew."""
    programs = tmp_path / "bin"
    programs.mkdir()

    def write(name, script):
        (programs / name).write_text(f"#!/bin/sh\n{script}\n")
        (programs / name).chmod(0o755)

    write("lpstat", QUEUES)
    write("lp", f'echo "$@" >>{tmp_path}/asked\ncat >>{tmp_path}/jobs')
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    return write


def test_a_queue_of_cups_gets_the_job_as_it_is(cups, tmp_path):
    printer = PrinterDevice("p1", "cups", width=384, queue="quay-a")
    assert printed(printer) == Outcome(JobState.UNKNOWN, "no_status", None, len(JOB))
    assert (tmp_path / "jobs").read_bytes() == JOB
    assert (tmp_path / "asked").read_text() == "-d quay-a -t Phiếu -o raw\n"


def test_a_queue_that_cups_does_not_know_gets_nothing(cups, tmp_path):
    printer = PrinterDevice("p1", "cups", queue="quay-b")
    assert printed(printer) == Outcome(JobState.NOT_STARTED, "unreachable")
    with pytest.raises(Unreachable, match="CUPS has no queue named 'quay-b'"):
        connect(printer).open(LONG_S)
    assert not (tmp_path / "jobs").exists()


@pytest.mark.long
@pytest.mark.parametrize("script", ["cat >/dev/null; exit 1", "exit 1", "exec sleep 60"])
def test_a_job_that_cups_does_not_take_is_unknown(cups, script):
    cups("lp", script)
    transport = connect(PrinterDevice("p1", "cups", queue="quay-a"))
    transport.open(LONG_S)
    with pytest.raises(BrokenOff):
        transport.write(JOB, 1)
    transport.close()
    if "sleep" not in script:
        found = printed(PrinterDevice("p1", "cups", queue="quay-a"))
        assert (found.state, found.cause) == (JobState.UNKNOWN, "broken_off")


@pytest.mark.parametrize(
    ("printer", "told"),
    [
        (PrinterDevice("p1", "usb", vendor=0x04B8, product=0x0E28), "libusb is missing|04b8:0e28"),
        (PrinterDevice("p1", "usb"), "needs its vendor and product"),
        (PrinterDevice("p1", "windows", queue="XP-80"), "pywin32 is missing"),
        (
            PrinterDevice("p1", "serial", device="/dev/ttyNONE"),
            "/dev/ttyNONE cannot be opened: no such",
        ),
        (PrinterDevice("p1", "none"), "configured without a printer"),
        (
            PrinterDevice("p1", "network", host="127.0.0.1", port=1),
            "cannot be reached: connection ref",
        ),
    ],
    ids=lambda value: getattr(value, "connection", ""),
)
def test_what_is_missing_is_said_in_one_sentence_and_nothing_is_started(printer, told):
    with pytest.raises(Unreachable, match=told) as missing:
        connect(printer).open(2)
    assert "\n" not in missing.value.cause
    assert printed(printer) == Outcome(JobState.NOT_STARTED, "unreachable")


def test_cups_that_is_not_installed_is_said(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unreachable, match="CUPS is missing"):
        connect(PrinterDevice("p1", "cups", queue="quay-a")).open(LONG_S)


def test_there_is_a_way_for_every_connection_and_for_no_other():
    assert list(CONNECTIONS) == list(get_args(Connection))
    for connection in CONNECTIONS:
        connect(PrinterDevice("p1", connection)).close()
    with pytest.raises(ValueError, match="'bluetooth'"):
        connect(PrinterDevice("p1", "bluetooth"))


@pytest.mark.parametrize("connection", ["network", "usb", "serial", "cups", "windows", "none"])
def test_nothing_is_handed_over_before_the_printer_is_met(connection):
    with pytest.raises(BrokenOff) as broken:
        connect(PrinterDevice("p1", connection)).write(JOB, 1)
    assert broken.value.sent == 0


def test_the_library_is_the_right_one_of_two_with_the_same_name():
    assert metadata.version("python-escpos").startswith("3.")
    with pytest.raises(metadata.PackageNotFoundError):
        metadata.version("escpos")
