"""What is open in a department, as its hand-over sheet has it."""

from queueing import commands as c
from queueing.open_work import find_open_work
from tests.queueing.centre import Desk


def test_everybody_of_the_department_who_is_not_done_is_in_one_list_and_lacking_papers_too():
    desk = Desk()
    desk.open("1", "2")
    names = [desk.issue(service).number for service in "AABBAAB"]
    desk.do(c.CallNext("1"))
    desk.do(c.FinishService("1", "supplement"), 60)
    desk.do(c.CallNext("1"), 5)
    desk.do(c.ParkTicket("1", "sao chụp"), 60)
    desk.do(c.CallNext("1"), 5)
    desk.do(c.RecordNoShow("1"), 200)
    desk.do(c.CallNext("2"), 5)
    desk.do(c.CallNext("1"), 5)
    desk.do(c.HandOver("1"), 5)
    work = find_open_work(desk.hall, "XD", desk.now)
    listed = [[ticket.number for ticket in each] for each in (
        work.supplements, work.parked, work.missed, work.at_counters, work.waiting,
    )]  # fmt: skip
    assert sorted(number for each in listed for number in each) == sorted(names)
    assert [len(each) for each in listed] == [1, 1, 1, 2, 2]
    assert [ticket.counter for ticket in work.at_counters] == ["1", "2"]
    assert work.parked[0].parked_for == "sao chụp"
    desk.do(c.OpenCounter("1", "user:minh"))
    desk.do(c.FinishService("1"))
    desk.do(c.ResumeTicket("1", work.parked[0].id))
    after = find_open_work(desk.hall, "XD", desk.now)
    assert (after.parked, after.at_counters[0].parked_for) == ((), None)
    assert find_open_work(desk.hall, "none", desk.now).waiting == ()


def test_who_lacks_papers_longest_comes_first():
    desk = Desk()
    desk.open("1", "2")
    first, second = desk.issue("A"), desk.issue("A")
    desk.do(c.CallNext("1"))
    desk.do(c.CallNext("2"))
    desk.do(c.FinishService("2", "supplement"), 60)
    desk.do(c.FinishService("1", "supplement"), 60)
    work = find_open_work(desk.hall, "XD", desk.now)
    assert [each.number for each in work.supplements] == [second.number, first.number]
    missed, late = desk.issue("A"), desk.issue("A")
    desk.do(c.CallNext("1"))
    desk.do(c.CallNext("2"))
    desk.do(c.RecordNoShow("2"), 300)
    desk.do(c.RecordNoShow("1"), 60)
    work = find_open_work(desk.hall, "XD", desk.now)
    assert [each.number for each in work.missed] == [late.number, missed.number]
