"""Slips: what is asked of a printer, what agents report, and the paper that is left."""

from datetime import timedelta

import pytest

from queueing import commands as c
from queueing.decisions.print_jobs import may_send
from queueing.errors import (
    CopiesLimit,
    InvalidField,
    PrintJobLate,
    PrintJobOver,
    TicketOver,
    UnknownPrinter,
    UnknownPrintJob,
)
from queueing.hall.print_jobs import MOVES, SLIPS_KEPT, JobState
from tests.queueing.centre import Desk, small_centre


@pytest.fixture
def desk():
    desk = Desk()
    desk.open()
    return desk


def slip(desk, **fields):
    """Issue a number at the kiosk; return the id of its slip."""
    return f"{desk.issue(kiosk='k1', **fields).id}-p0"


def report(desk, job, state, after_s=0.0, **said):
    desk.do(c.ReportPrintJob(job, state, **said), after_s)
    return desk.hall.job(job)


def test_a_number_from_a_kiosk_with_a_printer_is_a_slip_to_print(desk):
    desk.issue(kiosk="k1")
    ticket = desk.issue(kiosk="k1")
    job = desk.hall.job(f"{ticket.id}-p0")
    assert (job.ticket, job.copy, job.printer, job.state) == (ticket.id, 0, "in1", "intent")
    assert (job.ahead, job.low_min, job.high_min) == (1, ticket.low_min, ticket.high_min)
    assert desk.hall.printer_state("in1").waiting[-1] == job.id


def test_what_the_staff_give_is_printed_only_where_a_printer_is_theirs(desk):
    assert desk.issue(by_staff=True).id + "-p0" not in desk.hall.jobs
    with_printer = Desk(small_centre(printer_at={"k1": "in1", "": "in2"}))
    ticket = with_printer.issue(by_staff=True)
    assert with_printer.hall.job(f"{ticket.id}-p0").printer == "in2"


def test_a_copy_comes_out_where_it_is_asked_for_and_promises_no_new_range():
    desk = Desk(small_centre(printer_at={"k1": "in1", "": "in2"}))
    first, second = desk.issue(kiosk="k1"), desk.issue(kiosk="k1")
    desk.do(c.ReprintTicket(second.id, kiosk="k1"))
    copy = desk.hall.job(f"{second.id}-p1")
    assert (copy.printer, copy.copy, copy.ahead, copy.low_min) == ("in1", 1, 1, None)
    desk.do(c.ReprintTicket(second.id))
    assert desk.hall.job(f"{second.id}-p2").printer == "in2"
    desk.open("1")
    desk.do(c.CallNext("1"))
    desk.do(c.ReprintTicket(first.id))
    assert desk.hall.job(f"{first.id}-p1").ahead is None


def test_a_kiosk_prints_two_copies_of_a_number_and_guides_as_many_as_are_needed():
    desk = Desk(small_centre(printer_at={"k1": "in1", "": "in2"}))
    ticket, other = desk.issue(kiosk="k1"), desk.issue(kiosk="k1")
    for _ in range(2):
        desk.do(c.ReprintTicket(ticket.id, kiosk="k1"))
    with pytest.raises(CopiesLimit) as refusal:
        desk.do(c.ReprintTicket(ticket.id, kiosk="k1"))
    assert refusal.value.fields == {"number": ticket.number, "limit": 2}
    desk.do(c.ReprintTicket(other.id, kiosk="k1"))
    for _ in range(3):
        desk.do(c.ReprintTicket(ticket.id))
    assert desk.hall.ticket(ticket.id).reprints == 5


def test_staff_without_a_printer_copy_at_the_kiosk_that_gave_the_number(desk):
    ticket = desk.issue(kiosk="k1")
    desk.do(c.ReprintTicket(ticket.id))
    assert desk.hall.job(f"{ticket.id}-p1").printer == "in1"


def test_a_slip_that_came_out_is_over_and_its_paper_is_counted(desk):
    job = slip(desk)
    assert report(desk, job, "sending").state is JobState.SENDING
    assert report(desk, job, "printed", near_end=True, length_mm=114).state is JobState.PRINTED
    printer = desk.hall.printer_state("in1")
    assert (printer.waiting, printer.doubtful, printer.used_mm, printer.near_end) == (
        (),
        (),
        114,
        True,
    )


def test_a_slip_that_did_not_start_is_tried_again_also_on_the_spare_printer(desk):
    job = slip(desk)
    kept = report(desk, job, "not_started", cause="paper_out")
    assert (kept.state, kept.cause, kept.tries) == ("not_started", "paper_out", 1)
    report(desk, job, "not_started", cause="cover_open")
    assert desk.hall.job(job).tries == 2
    moved = report(desk, job, "sending", printer="in2")
    assert moved.printer == "in2"
    assert (desk.hall.printer_state("in1").waiting, desk.hall.printer_state("in2").waiting) == (
        (),
        (job,),
    )
    report(desk, job, "printed", printer="in2", length_mm=100)
    assert (desk.hall.printer_state("in1").used_mm, desk.hall.printer_state("in2").used_mm) == (
        0,
        100,
    )


def test_a_slip_in_doubt_is_never_sent_again_and_may_still_prove_printed(desk):
    job = slip(desk)
    report(desk, job, "sending")
    report(desk, job, "unknown", cause="paper_out", length_mm=114)
    assert desk.hall.printer_state("in1").doubtful == (job,)
    for state in ("sending", "not_started", "unknown"):
        with pytest.raises(PrintJobOver):
            desk.do(c.ReportPrintJob(job, state))
    report(desk, job, "printed", length_mm=114)
    printer = desk.hall.printer_state("in1")
    assert (printer.doubtful, printer.used_mm) == ((), 114)


def test_a_printer_that_never_answers_leaves_no_doubt(desk):
    job = slip(desk)
    report(desk, job, "sending")
    report(desk, job, "unknown", cause="no_status", length_mm=114)
    assert desk.hall.printer_state("in1").doubtful == ()


def test_only_one_agent_gets_leave_to_send_a_slip(desk):
    job = slip(desk)
    report(desk, job, "sending")
    with pytest.raises(PrintJobOver) as refusal:
        desk.do(c.ReportPrintJob(job, "sending"))
    assert refusal.value.fields == {"job": job, "state": "sending"}


def test_no_slip_is_sent_for_somebody_who_has_left(desk):
    job = slip(desk)
    limit = desk.hall.catalogue.limits.slip_within_s
    with pytest.raises(PrintJobLate):
        desk.do(c.ReportPrintJob(job, "sending"), after_s=limit + 1)
    kept = report(desk, job, "not_started", cause="late")
    assert kept.open


def test_no_slip_is_sent_for_a_number_that_was_given_back(desk):
    ticket = desk.issue(kiosk="k1")
    desk.do(c.CancelTicket(ticket.id, by_staff=False))
    job = f"{ticket.id}-p0"
    with pytest.raises(TicketOver):
        desk.do(c.ReportPrintJob(job, "sending"))
    assert not may_send(desk.hall, desk.hall.job(job), desk.now)


def test_a_slip_is_wanted_until_somebody_sends_it_or_its_time_is_over(desk):
    job = slip(desk)
    limit = timedelta(seconds=desk.hall.catalogue.limits.slip_within_s)
    assert may_send(desk.hall, desk.hall.job(job), desk.now + limit)
    assert not may_send(desk.hall, desk.hall.job(job), desk.now + 2 * limit)
    assert not may_send(desk.hall, report(desk, job, "sending"), desk.now)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"job": "nobody-p0", "state": "printed"}, UnknownPrintJob),
        ({"state": "intent"}, InvalidField),
        ({"state": "half"}, InvalidField),
        ({"state": "sending", "printer": "in3"}, InvalidField),
        ({"state": "printed"}, PrintJobOver),
        ({"state": "unknown"}, PrintJobOver),
    ],
)
def test_what_cannot_be_is_refused(desk, said, refusal):
    job = slip(desk)
    before = desk.hall.copy()
    with pytest.raises(refusal):
        desk.do(c.ReportPrintJob(**({"job": job} | said)))
    assert desk.hall == before


def test_a_printer_that_was_taken_away_may_still_report_its_slip(desk):
    job = slip(desk)
    desk.hall.catalogue = small_centre(printers={}, printer_at={})
    assert report(desk, job, "sending").state is JobState.SENDING


def test_a_new_roll_begins_at_nothing(desk):
    job = slip(desk)
    report(desk, job, "sending")
    report(desk, job, "unknown", cause="paper_out", length_mm=60)
    desk.do(c.ChangeRoll("in1"))
    printer = desk.hall.printer_state("in1")
    assert (printer.used_mm, printer.doubtful, printer.near_end) == (0, (), False)
    with pytest.raises(UnknownPrinter):
        desk.do(c.ChangeRoll("in9"))


def test_the_roll_of_yesterday_is_counted_on_and_its_slips_are_over(desk):
    job = slip(desk)
    report(desk, job, "sending")
    report(desk, job, "printed", length_mm=114)
    late = slip(desk)
    desk.do(c.CloseDay())
    assert desk.hall.printer_state("in1").used_mm == 114
    with pytest.raises(UnknownPrintJob):
        desk.do(c.ReportPrintJob(late, "sending"))
    assert desk.replayed().printer_states == desk.hall.printer_states


def test_slips_that_no_agent_takes_do_not_pile_up(desk):
    forgotten = slip(desk)
    desk.now += timedelta(minutes=11)
    newest = slip(desk)
    assert desk.hall.printer_state("in1").waiting == (newest,)
    assert desk.hall.job(forgotten).open


def test_only_the_last_slips_are_kept_in_mind(desk):
    jobs = [slip(desk) for _ in range(SLIPS_KEPT + 1)]
    for job in jobs:
        report(desk, job, "sending")
        report(desk, job, "unknown", cause="broken_off")
    printer = desk.hall.printer_state("in1")
    assert (printer.doubtful, printer.recent) == (tuple(jobs[1:]), tuple(jobs[1:]))


def test_nothing_leads_from_a_sent_slip_back_to_another_try():
    sent = {JobState.SENDING, JobState.PRINTED, JobState.UNKNOWN}
    for state in sent:
        assert MOVES[state] <= sent - {JobState.SENDING}


def test_a_number_that_nobody_saw_ends_unless_its_paper_may_be_out(desk):
    def give_up(ticket):
        desk.do(c.CancelTicket(ticket.id, by_staff=False, unless_on_paper=True))
        return desk.hall.ticket(ticket.id).state

    assert give_up(desk.issue(by_staff=True)) == "cancelled", "there is no printer for it"
    assert give_up(desk.issue(kiosk="k1")) == "cancelled", "its slip has not been sent"
    for states in (["sending"], ["sending", "printed"], ["sending", "unknown"]):
        ticket = desk.issue(kiosk="k1")
        for state in states:
            report(desk, f"{ticket.id}-p0", state)
        assert give_up(ticket) == "waiting"
    without_paper = desk.issue(kiosk="k1")
    report(desk, f"{without_paper.id}-p0", "not_started")
    assert give_up(without_paper) == "cancelled"
