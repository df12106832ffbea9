"""Random days: presses of any buttons in any order, played through the real rules."""

from hypothesis import strategies as st

from queueing import commands as c
from queueing.delivered import Delivered
from queueing.errors import Refusal
from queueing.events import Entry, SavedBy
from queueing.hall.print_jobs import JobState
from queueing.hall.tickets import LEVELS
from queueing.matters import Matter
from queueing.measures.unsure import TimeAnswer
from tests.queueing.centre import Desk

PAUSES = [0, 1, 3, 4, 7, 9, 40, 75, 400, 1500]
AT_COUNTERS = [
    c.CallNext, c.Recall, c.StartService, c.FinishService, c.FinishAndCallNext, c.RecordNoShow,
    c.ParkTicket, c.ReturnTicket, c.Undo, c.PauseCounter, c.CloseCounter, c.HandOver,
]  # fmt: skip

VISITS = ["A", "B", "C", "A", "B", "C", "AB", "BCA", "CB"]
"""What people come for: one service, or several with one number."""

done = st.builds(
    lambda procedure, count, dossier: Delivered(procedure, 1 if dossier else count, dossier),
    st.sampled_from(["1.001", "1.002"]), st.integers(1, 40), st.sampled_from([None, "d1", "d2"]),
)  # fmt: skip
presses = st.tuples(
    st.sampled_from(PAUSES),
    st.one_of(
        st.tuples(st.just(c.IssueTicket), st.sampled_from(VISITS), st.booleans()),
        st.tuples(st.sampled_from(AT_COUNTERS), st.sampled_from("123")),
        st.tuples(st.just(c.FinishAndCallNext), st.sampled_from("12")),
        st.tuples(st.just(c.ServeWalkIn), st.sampled_from("123"), st.sampled_from("ABC")),
        st.tuples(
            st.just(c.EnterPaper),
            st.sampled_from("AB"),
            st.integers(1, 9),
            st.integers(0, 4),
            st.sampled_from([None, 0, 1]),
        ),
        st.tuples(st.just(c.TakeBackPaper), st.integers(0, 30), st.integers(0, 30)),
        st.tuples(
            st.just(c.FinishService),
            st.sampled_from("123"),
            st.sampled_from(["supplement", None]),
            st.lists(done, max_size=3),
            st.booleans(),
        ),
        st.tuples(st.just(c.Undo), st.just("last")),
        st.tuples(st.just(c.OpenCounter), st.sampled_from("123"), st.sampled_from("xy")),
        st.tuples(st.just(c.TransferTicket), st.sampled_from("123"), st.sampled_from("ABC")),
        st.tuples(st.just(c.CorrectService), st.integers(0, 30), st.sampled_from("ABC")),
        st.tuples(
            st.sampled_from([c.CallTicket, c.ResumeTicket]),
            st.sampled_from("123"),
            st.integers(0, 30),
        ),
        st.tuples(
            st.sampled_from([c.CancelTicket, c.RestoreTicket, c.ReprintTicket]), st.integers(0, 30)
        ),
        st.tuples(
            st.sampled_from([c.CancelRun, c.RestoreRun]), st.integers(0, 30), st.integers(0, 30)
        ),
        st.tuples(
            st.just(c.AnswerServiceTime),
            st.sampled_from("123"),
            st.integers(0, 30),
            st.sampled_from(TimeAnswer),
        ),
        st.tuples(st.sampled_from([c.TakeBackPostpone, c.AskForCall]), st.integers(0, 30)),
        st.tuples(st.just(c.PostponeTicket), st.integers(0, 30), st.integers(-3, 3)),
        st.tuples(st.just(c.ReportPrintJob), st.integers(0, 30), st.sampled_from(JobState)),
        st.tuples(st.just(c.ChangeRoll), st.sampled_from(["in1", "in2"])),
        st.tuples(st.just(c.RateTicket), st.integers(0, 30), st.sampled_from(LEVELS)),
        st.tuples(st.just(c.EndVisit), st.sampled_from(SavedBy), st.sampled_from("ABC")),
        st.tuples(st.just(c.ExplainRating), st.integers(0, 30), st.sampled_from("123")),
        st.tuples(st.just(c.FileComplaint), st.sampled_from("xy"), st.sampled_from(["", "XD"])),
        st.tuples(st.just(c.AssignComplaint), st.sampled_from("xy"), st.sampled_from(["XD", "TP"])),
        st.tuples(st.just(c.AnswerComplaint), st.sampled_from("xy"), st.just("a1")),
        st.tuples(st.just(c.ReopenComplaint), st.sampled_from("xy")),
    ),
)
stretch = st.lists(presses, min_size=20, max_size=60)
days = st.one_of(
    stretch,
    st.builds(
        lambda first, pause, second: [*first, (pause, (c.CloseDay,)), *second],
        stretch,
        st.sampled_from(PAUSES),
        st.lists(presses, max_size=15),
    ),
)


def play(day, catalogue=None):
    """Return the desk after a day; what the rules refuse is left out."""
    desk = Desk(catalogue)
    desk.do(c.OpenCounter("1", "user:x"))
    desk.do(c.OpenCounter("2", "user:y"))
    for service in "AABC":
        desk.issue(service)
    return go_on(desk, day)


def go_on(desk, day):
    """Press on at a desk; return it."""
    last = "1"
    for pause, press in day:
        command = command_for(desk, [last if part == "last" else part for part in press])
        last = getattr(command, "counter", last)
        try:
            desk.do(command, pause)
        except Refusal:
            continue
    return desk


def command_for(desk, press):
    kind, *rest = press
    match kind:
        case c.FinishService if len(rest) > 1:
            at, outcome, delivered, unless = rest
            return c.FinishService(at, outcome, delivered=tuple(delivered), unless_again=unless)
        case c.IssueTicket:
            desk._follow += 1
            priority = "elderly" if rest[1] else "normal"
            first, *others = rest[0]
            also = tuple(Matter(service) for service in others)
            follow, asked = f"f{desk._follow}", "1.001" if rest[1] else None
            return c.IssueTicket(first, follow, priority, kiosk="k1", procedure=asked, also=also)
        case c.ServeWalkIn:
            desk._follow += 1
            return c.ServeWalkIn(*rest, f"f{desk._follow}")
        case c.EnterPaper:
            return enter_paper(desk, *rest)
        case c.TransferTicket:
            return c.TransferTicket(rest[0], service=rest[1])
        case c.CorrectService:
            return c.CorrectService(some_ticket(desk, rest[0]), rest[1])
        case c.OpenCounter:
            return c.OpenCounter(rest[0], f"user:{rest[1]}")
        case c.CallTicket:
            return c.CallTicket(rest[0], some_ticket(desk, rest[1]), "help")
        case c.ResumeTicket:
            return kind(rest[0], some_ticket(desk, rest[1]))
        case c.CancelTicket | c.RestoreTicket | c.ReprintTicket | c.TakeBackPostpone | c.AskForCall:
            return kind(some_ticket(desk, rest[0]))
        case c.CancelRun | c.RestoreRun | c.TakeBackPaper:
            return kind(tuple(some_ticket(desk, index) for index in rest))
        case c.AnswerServiceTime:
            ticket = some_ticket(desk, rest[1])
            return answer_for(desk, rest[0], ticket, rest[2])
        case c.ReportPrintJob:
            return c.ReportPrintJob(f"{some_ticket(desk, rest[0])}-p0", rest[1], length_mm=114)
        case c.PostponeTicket:
            places, minutes = (rest[1], None) if rest[1] > 0 else (None, 1 - rest[1])
            return c.PostponeTicket(some_ticket(desk, rest[0]), places, minutes)
        case c.ExplainRating:
            return c.ExplainRating(some_ticket(desk, rest[0]), rest[1], ("wait",))
        case c.FileComplaint:
            return c.FileComplaint(None, rest[0], rest[1], "lobby")
        case c.RateTicket:
            return c.RateTicket(some_ticket(desk, rest[0]), rest[1])
        case c.EndVisit:
            return c.EndVisit(*rest, "kiosk")
        case _:
            return kind(*rest)


def enter_paper(desk, service, first, more, served=None, **said):
    """Return the command that enters slips from a serial on; `served`: so many after the first."""
    desk._follow += 1
    letter = desk.hall.catalogue.services[service].letter
    first_on, last_on, *rest = (
        f"{letter}9{first + each:03d}" for each in (0, more, *([] if served is None else [served]))
    )
    follows = tuple(f"p{desk._follow}-{each}" for each in range(more + 1))
    served_to = min(rest[0], last_on) if rest else None
    return c.EnterPaper(service, first_on, last_on, follows, served_to=served_to, **said)


def answer_for(desk, counter, ticket, answer):
    """Return the answer to an unsure time; an earlier end is where the service began."""
    known = desk.hall.tickets.get(ticket)
    ended_at = known.served_from if known and answer == TimeAnswer.ENDED else None
    return c.AnswerServiceTime(counter, ticket, answer, ended_at)


def some_ticket(desk, index):
    tickets = list(desk.hall.tickets)
    return tickets[index % len(tickets)] if tickets else "none"


def entries_of(desk):
    """Return the journal of a desk as entries, each caused by the officer of its counter."""
    return [
        Entry(seq, event, f"user:{getattr(event, 'counter', 'guide')}")
        for seq, event in enumerate(desk.journal, start=1)
    ]
