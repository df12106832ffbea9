"""A live screen may also show what is not in the hall, and hears of it when it changes."""

from queueing import commands as c
from tests.counters.conftest import Running
from tests.waiting import wait_until
from web.live.screen import Screen
from web.roles import Right
from web.tickets import utc


def test_what_is_not_in_the_hall_is_sent_as_soon_as_the_screen_is_told(tmp_path, connect):
    centre, word = Running(tmp_path), ["one"]

    def view(hall, _query, now):
        return {"seq": hall.seq, "at": utc(now), "word": word[0]}

    screen = Screen(
        centre.site, "/words", right=Right.SEE_BOARD, query=lambda _args, _caller: "", view=view
    )
    client = connect(centre, "/words", token=centre.accounts.create_token("api", "a listener"))
    try:
        centre.office.submit(
            c.IssueTicket("TP", follow="f"), actor="test", reply=lambda _hall, _entries: None
        )
        first = client.view(centre.office.hall.seq)
        word[0] = "two"
        screen.mark_changed()
        wait_until("the other word", lambda: client.views[-1]["word"] == "two")
        assert client.views[-1]["seq"] == first["seq"], "no entry of the journal was needed"
    finally:
        client.close()
        centre.stop()
