"""What is known of a job, for every fault a printer and its cable can have."""

from dataclasses import dataclass, field

import pytest
from PIL import Image

from kiosk.printing.agent.memory import SILENCES, SILENCES_BEFORE_MUTE, Memory
from kiosk.printing.agent.runner import Outcome, check_printer, run_job
from kiosk.printing.device import Condition, PrinterDevice
from kiosk.printing.slip import draw_slip, encode
from kiosk.printing.transports import connect
from queueing.hall.print_jobs import JobState
from tests.kiosk.printing.loopback import FaultyLine, LoopbackPrinter
from tests.kiosk.printing.slips import SLIPS, dots

SLIP = draw_slip(SLIPS["plain"], 576)
JOB = encode(SLIP)
QUESTIONS = 3 * 3  # bytes asked before a job
BEHIND = 3  # bytes asked behind it
LONG_S = 30.0
PRINTED = Outcome(JobState.PRINTED, None, False, len(JOB))


@dataclass
class Desk:
    """Who prints: remembers what was claimed, and allows it or not."""

    printer: PrinterDevice
    allows: bool = True
    claims: list = field(default_factory=list)
    memory: Memory = field(default_factory=Memory)

    def claim(self):
        self.claims.append(True)
        return self.allows

    def print(self, job=JOB, after_unknown=False):
        if after_unknown:
            self.memory.in_doubt = True
        return run_job(self.printer, connect(self.printer), job, self.claim, self.memory)

    def check(self, **more):
        return check_printer(self.printer, connect(self.printer), self.memory, **more)


def at(served, **more):
    """Return the desk of a printer that answers at a port."""
    known = {"answer_s": LONG_S, **more}
    return Desk(PrinterDevice("p1", "network", host="127.0.0.1", port=served.port, **known))


@pytest.fixture
def printer():
    with LoopbackPrinter() as served:
        yield served


def not_started(cause):
    return Outcome(JobState.NOT_STARTED, cause)


def test_a_slip_is_printed_once_dot_by_dot(printer):
    desk = at(printer)
    assert desk.print() == PRINTED
    assert [dots(slip) for slip in printer.mechanism.slips] == [dots(SLIP)]
    assert desk.claims == [True]


def test_the_end_of_the_paper_is_told_before_it_comes(printer):
    printer.mechanism.near_end = True
    assert at(printer).print() == Outcome(JobState.PRINTED, None, True, len(JOB))


@pytest.mark.parametrize("fault", ["paper_out", "cover", "error", "offline"])
def test_a_printer_that_cannot_print_gets_no_byte_of_the_job(printer, fault):
    setattr(printer.mechanism, fault, True)
    desk = at(printer)
    cause = {"cover": "cover_open"}.get(fault, fault)
    assert desk.print() == not_started(cause)
    assert (desk.claims, printer.mechanism.on_paper) == ([], b"")
    setattr(printer.mechanism, fault, False)
    assert desk.print() == PRINTED
    assert len(printer.mechanism.jobs) == 1


@pytest.mark.usefixtures("hasty")
def test_a_mute_printer_that_should_answer_gets_no_job(printer):
    printer.mechanism.mute = True
    desk = at(printer)
    assert desk.print() == not_started("no_reply")
    assert (desk.claims, printer.mechanism.on_paper) == ([], b"")


def test_a_printer_that_is_never_asked_gets_the_job_and_nothing_is_known_of_it(printer):
    printer.mechanism.mute = True
    desk = at(printer, status=False)
    assert desk.print() == Outcome(JobState.UNKNOWN, "no_status", None, len(JOB))
    assert printer.idle.wait(LONG_S)
    assert printer.mechanism.jobs == [JOB]


def test_a_refused_connection_starts_nothing(printer):
    printer.refuse()
    desk = at(printer)
    assert desk.print() == not_started("unreachable")
    assert desk.claims == []


def test_a_slip_that_came_too_late_is_not_printed(printer):
    desk = at(printer)
    desk.allows = False
    assert desk.print() == not_started("late")
    assert printer.mechanism.on_paper == b""


def test_when_the_claim_fails_nothing_is_sent_and_the_printer_is_let_go(printer):
    def claim():
        raise ConnectionError("the server is away")

    desk = at(printer)
    with pytest.raises(ConnectionError, match="the server is away"):
        run_job(desk.printer, connect(desk.printer), JOB, claim, desk.memory)
    assert printer.idle.wait(LONG_S)
    assert printer.mechanism.on_paper == b""


def test_paper_that_ends_in_a_slip_leaves_it_unknown_and_it_comes_out_with_the_new_roll(printer):
    printer.mechanism.paper_ends_after = len(JOB) // 2
    assert at(printer, answer_s=0.2).print() == Outcome(
        JobState.UNKNOWN, "paper_out", None, len(JOB)
    )
    assert printer.mechanism.jobs == []
    printer.mechanism.load_paper()
    assert [dots(slip) for slip in printer.mechanism.slips] == [dots(SLIP)]


@pytest.mark.usefixtures("hasty")
def test_lost_answers_leave_a_job_not_started(printer):
    with FaultyLine(printer, deaf=True) as line:
        assert at(line).print() == not_started("no_reply")


@pytest.mark.long
def test_a_slow_line_prints(printer):
    with FaultyLine(printer, rate=20_000) as line:
        assert at(line).print() == PRINTED
    assert printer.mechanism.jobs == [JOB]


@pytest.mark.long
@pytest.mark.usefixtures("growing_patience")
@pytest.mark.parametrize("known", [False, True], ids=["new", "quick before"])
def test_a_printer_whose_answers_are_late_prints_each_slip_once(printer, known):
    with FaultyLine(printer) as line:
        desk = at(line)
        assert not known or desk.check() is Condition.READY
        line.late_s = 1.5
        found = [desk.print() for _ in range(4)]
    assert found == [not_started("no_reply")] * 2 + [PRINTED] * 2
    assert printer.mechanism.jobs == [JOB, JOB]
    assert len(desk.claims) == 2


@pytest.mark.long
@pytest.mark.usefixtures("growing_patience")
def test_the_proof_behind_a_slip_may_be_as_late_as_the_answers(printer):
    with FaultyLine(printer, late_s=0.7) as line:
        desk = at(line, answer_s=0.2)
        desk.memory.slow_s = LONG_S
        assert desk.print() == PRINTED


@pytest.mark.usefixtures("hasty")
def test_a_printer_that_falls_silent_behind_the_job_leaves_it_unknown(printer):
    desk = at(printer, answer_s=0.2)

    def claim():
        printer.mechanism.mute = True
        return True

    found = run_job(desk.printer, connect(desk.printer), JOB, claim, desk.memory)
    assert found == Outcome(JobState.UNKNOWN, "no_reply", None, len(JOB))


def test_what_a_printer_says_by_itself_proves_nothing(printer):
    report = b"\x14\x00\x00\x0f"
    printer.mechanism.by_itself = report
    assert at(printer).check() is Condition.READY
    desk = at(printer, answer_s=0.2)

    def claim():
        printer.mechanism.by_itself, printer.mechanism.paper_ends_after = report, 10
        return True

    # The report comes with the first of the questions that follow the silence
    found = run_job(desk.printer, connect(desk.printer), JOB, claim, desk.memory)
    assert found == Outcome(JobState.UNKNOWN, "paper_out", None, len(JOB))


def test_a_report_in_the_place_of_the_proof_is_not_taken_for_it(printer):
    desk = at(printer)

    def claim():
        printer.mechanism.by_itself = b"\x10\x00\x00\x00\x13\x16"
        printer.mechanism.near_end = True
        return True

    found = run_job(desk.printer, connect(desk.printer), JOB, claim, desk.memory)
    assert found == Outcome(JobState.PRINTED, None, True, len(JOB))


def test_a_connection_cut_after_ten_thousand_bytes_leaves_the_slip_unknown(printer):
    with FaultyLine(printer, ends_after=10_000) as line:
        desk = at(line)
        found = desk.print()
    assert (found.state, found.cause) == (JobState.UNKNOWN, "broken_off")
    assert (desk.claims, printer.mechanism.jobs) == ([True], [])


def test_a_printer_that_waits_for_the_rest_of_a_cut_slip_still_prints_the_next_one_whole(printer):
    printer.mechanism.patient = True
    with FaultyLine(printer, ends_after=10_000) as line:
        assert at(line).print().state is JobState.UNKNOWN
    assert at(printer).print(after_unknown=True) == PRINTED
    (paper,) = printer.mechanism.jobs
    assert paper.endswith(JOB)
    assert at(printer).print() == PRINTED
    assert printer.mechanism.jobs[1:] == [JOB]


@pytest.mark.long
def test_after_an_unknown_job_a_printer_that_proves_nothing_gets_no_other(printer):
    printer.mechanism.patient = True
    with FaultyLine(printer, ends_after=10_000) as line:
        assert at(line).print().state is JobState.UNKNOWN
    printer.mechanism.paper_ends_after = 12_000
    desk = at(printer, answer_s=1.0)
    assert desk.print(after_unknown=True) == not_started("paper_out")
    assert desk.claims == []
    assert desk.memory.confirms, "that it has no paper is no proof that it never confirms"


def short():
    """Return a job of some forty bytes."""
    image = Image.new("1", (576, 3), 1)
    image.putpixel((40, 1), 0)
    return encode(image)


@pytest.mark.parametrize("passed", range(QUESTIONS + len(short()) + BEHIND + 1))
def test_a_cable_cut_at_any_byte_never_lies_and_never_prints_twice(printer, passed):
    job = short()
    with FaultyLine(printer, ends_after=passed) as line:
        desk = at(line)
        found = desk.print(job)
        assert len(desk.claims) == (passed >= QUESTIONS)
        if passed < QUESTIONS:
            assert found == not_started("unreachable")
            line.ends_after = None
            assert desk.print(job).state is JobState.PRINTED
        elif passed < QUESTIONS + len(job) + BEHIND:
            assert (found.state, found.cause) == (JobState.UNKNOWN, "broken_off")
        else:
            assert found == Outcome(JobState.PRINTED, None, False, len(job))
    whole = passed < QUESTIONS or passed >= QUESTIONS + len(job)
    assert printer.mechanism.jobs == ([job] if whole else [])


@pytest.mark.parametrize(
    ("fault", "found"),
    [
        ({}, Condition.READY),
        ({"near_end": True}, Condition.NEAR_END),
        ({"paper_out": True}, Condition.PAPER_OUT),
        ({"cover": True}, Condition.COVER_OPEN),
        ({"error": True}, Condition.ERROR),
        ({"offline": True}, Condition.OFFLINE),
    ],
)
def test_a_printer_can_be_looked_at_without_printing(printer, fault, found):
    for name, value in fault.items():
        setattr(printer.mechanism, name, value)
    assert at(printer).check() is found
    assert printer.mechanism.on_paper == b""


@pytest.mark.usefixtures("hasty")
def test_a_mute_printer_can_be_looked_at_too(printer):
    printer.mechanism.mute = True
    assert at(printer).check() is Condition.NO_REPLY


def test_nobody_there_is_told_as_such(printer):
    printer.refuse()
    assert at(printer).check() is Condition.UNREACHABLE


SENT = Outcome(JobState.UNKNOWN, "no_status", None, len(JOB))


def test_a_printer_that_never_confirms_prints_all_the_same_and_once(printer):
    printer.mechanism.proves = False
    desk = at(printer, answer_s=0.2)
    assert desk.print(after_unknown=True) == SENT
    assert not desk.memory.confirms
    long = at(printer, answer_s=LONG_S)
    long.memory = desk.memory
    assert [long.print(), long.print()] == [SENT, SENT], "nobody waits for it any more"
    assert printer.idle.wait(LONG_S)
    assert [dots(slip) for slip in printer.mechanism.slips] == [dots(SLIP)] * 3


def test_a_printer_that_stops_confirming_is_known_after_two_questions(printer):
    desk = at(printer, answer_s=0.2)
    assert desk.print() == PRINTED
    printer.mechanism.proves = False
    assert desk.print() == Outcome(JobState.UNKNOWN, "no_reply", None, len(JOB))
    assert desk.memory.confirms
    assert desk.check() is Condition.READY
    assert not desk.memory.confirms
    assert desk.print() == SENT


@pytest.mark.long
def test_a_printer_that_does_not_confirm_still_tells_of_its_paper(printer):
    printer.mechanism.proves = False
    desk = at(printer, answer_s=0.2)
    desk.memory = Memory(answered=True, unconfirmed=SILENCES)
    printer.mechanism.paper_out = True
    assert desk.print() == not_started("paper_out")
    printer.mechanism.load_paper()
    printer.mechanism.paper_ends_after = len(JOB) // 2
    assert desk.print().state is JobState.UNKNOWN
    assert desk.print() == not_started("paper_out")
    printer.mechanism.load_paper()
    assert (desk.check(), desk.print()) == (Condition.READY, SENT)
    assert printer.idle.wait(LONG_S)
    assert len(printer.mechanism.slips) == 2


def test_a_printer_that_confirms_again_is_believed_again(printer):
    desk = at(printer)
    desk.memory = Memory(answered=True, unconfirmed=SILENCES)
    assert desk.check() is Condition.READY
    assert desk.print() == SENT, "it is not asked all the time"
    assert desk.check(probe_s=LONG_S) is Condition.READY
    assert desk.print() == PRINTED


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("answers", [None, b"\xff\xff", b"\x00"], ids=["none", "noise", "zeros"])
def test_a_printer_that_has_never_answered_gets_the_slips(printer, answers):
    printer.mechanism.mute, printer.mechanism.answers_in = answers is None, answers
    desk = at(printer)
    found = [desk.check() for _ in range(SILENCES_BEFORE_MUTE)]
    told = (Condition.NO_REPLY, Condition.READY) if answers is None else (Condition.GARBLED,) * 2
    assert found == [told[0], told[0], told[1]]
    assert desk.print(after_unknown=True) == SENT
    assert printer.idle.wait(LONG_S)
    printer.mechanism.mute, printer.mechanism.answers_in = False, None
    assert desk.print() == PRINTED
    assert printer.mechanism.jobs == [JOB, JOB]


@pytest.mark.usefixtures("hasty")
def test_a_printer_that_has_answered_and_falls_silent_gets_nothing(printer):
    desk = at(printer)
    assert desk.check() is Condition.READY
    printer.mechanism.mute = True
    silent = {desk.print() for _ in range(SILENCES_BEFORE_MUTE + 1)}
    assert silent == {not_started("no_reply")}
    printer.mechanism.mute, printer.mechanism.answers_in = False, b"HTTP/1.1 400"
    assert desk.print() == not_started("garbled")
    assert desk.claims == []


def test_printing_says_nothing_on_the_standard_output(printer, capfd):
    assert at(printer).print() == PRINTED
    assert capfd.readouterr().out == ""
