"""What printers make of the slips and what they answer: one of our own, and emupos as a witness.

emupos, by others, needs Python 3.13. Where there is none our own printer answers alone.
"""

import pytest

from kiosk.printing.agent.memory import Memory
from kiosk.printing.agent.runner import Outcome, check_printer, run_job
from kiosk.printing.device import Condition, PrinterDevice
from kiosk.printing.slip import draw_slip, encode
from kiosk.printing.transports import connect
from queueing.hall.print_jobs import JobState
from tests.kiosk.printing.emulator import LONG_S, READY, Emulator
from tests.kiosk.printing.loopback import FaultyLine, Loopback
from tests.kiosk.printing.slips import SLIPS, dots
from tests.waiting import wait_until

WIDTHS = {"wide": 576, "narrow": 384}
BLOCKING = ["paper-out", "cover-open", "offline"]
PRINTERS = [Loopback, Emulator] if READY.exists() else [Loopback]


@pytest.fixture(scope="module", params=PRINTERS)
def emulator(request, tmp_path_factory):
    with request.param(tmp_path_factory.mktemp("printers")) as running:
        yield running


@pytest.fixture(autouse=True)
def mended(emulator):
    yield
    for fault in [*BLOCKING, "paper-near-end"]:
        emulator.mend("wide", fault)


def printer(emulator, device="wide", **more):
    known = {"answer_s": LONG_S, "port": emulator.ports[device], **more}
    return PrinterDevice(device, "network", host="127.0.0.1", width=WIDTHS[device], **known)


def sent(known, job, claim=lambda: True):
    return run_job(known, connect(known), job, claim, Memory())


def slip_behind(emulator, before, drawn, device="wide"):
    """Return the dots of the one slip that came out since, without what was fed behind it."""
    wait_until("the slip is there", lambda: emulator.count(device) > before)
    assert emulator.count(device) == before + 1
    return dots(emulator.newest(device).crop((0, 0, drawn.width, drawn.height)))


@pytest.mark.parametrize("device", WIDTHS)
@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_comes_out_dot_by_dot(emulator, name, device):
    drawn = draw_slip(SLIPS[name], WIDTHS[device])
    job, before = encode(drawn), emulator.count(device)
    found = sent(printer(emulator, device), job)
    assert found == Outcome(JobState.PRINTED, None, False, len(job))
    assert slip_behind(emulator, before, drawn, device) == dots(drawn)


def test_the_end_of_the_paper_is_told_before_it_comes(emulator):
    job = encode(draw_slip(SLIPS["plain"], 576))
    emulator.fault("wide", "paper-near-end")
    assert (
        check_printer(printer(emulator), connect(printer(emulator)), Memory()) is Condition.NEAR_END
    )
    assert sent(printer(emulator), job) == Outcome(JobState.PRINTED, None, True, len(job))


@pytest.mark.parametrize("fault", BLOCKING)
def test_a_fault_before_the_job_starts_nothing_and_the_next_try_prints_one_slip(emulator, fault):
    drawn, before = draw_slip(SLIPS["plain"], 576), emulator.count("wide")
    job = encode(drawn)
    emulator.fault("wide", fault)
    cause = fault.replace("-", "_")
    assert sent(printer(emulator), job) == Outcome(JobState.NOT_STARTED, cause)
    assert check_printer(printer(emulator), connect(printer(emulator)), Memory()).value == cause
    emulator.mend("wide", fault)
    assert sent(printer(emulator), job).state is JobState.PRINTED
    assert slip_behind(emulator, before, drawn) == dots(drawn)


@pytest.mark.parametrize("fault", BLOCKING)
def test_a_fault_within_the_job_leaves_it_unknown_and_the_slip_comes_when_it_is_mended(
    emulator, fault
):
    drawn, before = draw_slip(SLIPS["plain"], 576), emulator.count("wide")

    def claim():
        emulator.fault("wide", fault)
        return True

    found = sent(printer(emulator, answer_s=0.3), encode(drawn), claim)
    assert (found.state, found.cause) == (JobState.UNKNOWN, fault.replace("-", "_"))
    assert emulator.count("wide") == before
    emulator.mend("wide", fault)
    assert slip_behind(emulator, before, drawn) == dots(drawn)


def test_what_a_cut_slip_left_behind_does_not_spoil_the_next(emulator):
    drawn, job = draw_slip(SLIPS["plain"], 576), encode(draw_slip(SLIPS["plain"], 576))
    known = printer(emulator)
    with FaultyLine(known, ends_after=10_000) as cable:
        assert sent(printer(emulator, port=cable.port), job).state is JobState.UNKNOWN
    before = emulator.count("wide")
    found = run_job(known, connect(known), job, lambda: True, Memory(in_doubt=True))
    assert found == Outcome(JobState.PRINTED, None, False, len(job))
    wait_until("the slip is there", lambda: emulator.count("wide") > before)
    paper = emulator.newest("wide")
    assert drawn.tobytes() in paper.tobytes()


@pytest.mark.parametrize(
    ("line", "state", "cause"),
    [
        ({"rate": 60_000}, JobState.PRINTED, None),
        ({"ends_after": 10_000}, JobState.UNKNOWN, "broken_off"),
    ],
    ids=["slow", "cut"],
)
def test_a_bad_line_to_it_never_lies(emulator, line, state, cause):
    known = printer(emulator)
    with FaultyLine(known, **line) as cable:
        found = sent(printer(emulator, port=cable.port), encode(draw_slip(SLIPS["plain"], 576)))
    assert (found.state, found.cause) == (state, cause)


@pytest.mark.usefixtures("hasty")
def test_when_its_answers_are_lost_nothing_is_started(emulator):
    with FaultyLine(printer(emulator), deaf=True) as cable:
        found = sent(printer(emulator, port=cable.port), encode(draw_slip(SLIPS["plain"], 576)))
    assert found == Outcome(JobState.NOT_STARTED, "no_reply")
