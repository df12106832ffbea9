"""What officers may see of who waits."""

import pytest

from queueing import commands as c
from queueing import errors
from queueing.sight import check_refusal, is_hidden, list_hidden, list_seen
from tests.queueing.centre import Desk, small_centre


def waiting(see):
    desk = Desk(small_centre(officers_see=see))
    desk.open()
    desk.issue("A")
    return desk, desk.issue("A").id


@pytest.mark.parametrize(("see", "seen"), [("all", 2), ("next", 1), ("counts", 0)])
def test_who_waits_is_seen_as_the_centre_says(see, seen):
    desk, last = waiting(see)
    listed = list(list_seen(desk.hall, desk.hall.counter("1")))
    assert [each.number for each in listed] == ["A001", "A002"][:seen]
    assert is_hidden(desk.hall, last) == (see != "all")
    assert len(list_hidden(desk.hall)) == (0 if see == "all" else 2)


def test_whoever_was_called_is_everybodys_to_see():
    desk, last = waiting("counts")
    desk.do(c.CallNext("1"))
    assert list_hidden(desk.hall) == (last,)
    assert not is_hidden(desk.hall, "nobody")


@pytest.mark.parametrize("said", [{"number": "A002"}, {"ticket": "261123-A002"}])
def test_no_refusal_tells_of_a_hidden_number(said):
    desk, _ = waiting("counts")
    with pytest.raises(errors.UnknownTicket) as told:
        check_refusal(desk.hall, errors.TicketNotParked(**said))
    assert told.value.fields == {}
    with pytest.raises(errors.UnknownTicket) as told:
        check_refusal(desk.hall, errors.UnknownTicket(ticket="261123-A009"))
    assert told.value.fields == {}, "nor of one that is not there"
    check_refusal(waiting("all")[0].hall, errors.TicketNotParked(**said))
    check_refusal(desk.hall, errors.NobodyWaiting(counter="1"))
    check_refusal(Desk().hall, errors.NobodyWaiting(counter="1"))
