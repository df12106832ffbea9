"""Turns: how many requests are in hand at once, and who waits for whom."""

from contextlib import suppress
from threading import Thread

import pytest
from flask import Flask
from werkzeug.test import Client

from tests.program import ROOT
from tests.waiting import wait_until
from web.busy_page import make_busy_page
from web.errors import Busy
from web.i18n import Translations
from web.middleware import Middleware
from web.settings import NO_LIMITS
from web.turns import MOST_WAITING, TURN, FewAtOnce, Turns, others_first

STRANGER = {"REMOTE_ADDR": "10.0.0.1"}
OTHER = {"REMOTE_ADDR": "10.0.0.2"}
OFFICER = {"REMOTE_ADDR": "10.0.0.1", "HTTP_COOKIE": "xinmoi=lan"}


class Waiting(Thread):
    """A request that waits for its turn, and then says so."""

    def __init__(self, turn, had):
        super().__init__(daemon=True)
        self._turn, self._had = turn, had
        self.start()

    def run(self):
        with suppress(Busy):
            self._turn.take()
            self._had.append(self._turn)


def make_turns(**limits):
    chosen = NO_LIMITS.model_copy(update=limits)
    return Turns(lambda: chosen)


def taken(turns, environ):
    turn = turns.find(environ)
    turn.take()
    return turn


def learn(turns, environ, caller):
    turns.learn(turns.find(environ), caller)


def test_an_address_has_few_turns_and_hands_them_on_in_order():
    turns, had = make_turns(requests_per_address=2), []
    first, _ = taken(turns, STRANGER), taken(turns, STRANGER)
    waiting = turns.find(STRANGER)
    Waiting(waiting, had)
    taken(turns, OTHER)
    assert had == []
    first.give_back()
    wait_until("the next one has it", lambda: had == [waiting])


def test_officers_and_devices_never_wait_for_strangers():
    turns = make_turns(requests_of_strangers=1, requests_per_address=1, requests_per_caller=2)
    taken(turns, STRANGER)
    learn(turns, OFFICER, "user:lan")
    assert [taken(turns, OFFICER).known for _ in range(2)] == [True, True]


def test_who_says_who_he_is_does_not_stand_behind_those_who_do_not():
    turns = make_turns(requests_per_address=1)
    taken(turns, STRANGER)
    taken(turns, OFFICER)


@pytest.mark.parametrize("caller", ["", None])
def test_a_credential_that_nobody_has_is_a_strangers(caller):
    turns = make_turns(requests_of_strangers=1)
    learn(turns, OFFICER, caller)
    assert not turns.find(OFFICER).known


def test_who_has_signed_out_is_a_stranger_again_and_other_answers_change_nothing():
    turns = make_turns()
    learn(turns, OFFICER, "user:lan")
    learn(turns, OFFICER, None)
    assert turns.find(OFFICER).known
    learn(turns, OFFICER, "")
    assert not turns.find(OFFICER).known


def test_a_turn_that_was_given_back_is_taken_again_and_given_back_once():
    turns = make_turns(requests_per_address=1)
    turn = taken(turns, STRANGER)
    turn.give_back()
    other = taken(turns, STRANGER)
    other.give_back()
    turn.take()
    for _ in range(2):
        turn.give_back()
    taken(turns, STRANGER)


def test_what_is_slow_lets_others_go_first():
    turns = make_turns(requests_per_address=1)
    turn = taken(turns, STRANGER)
    with others_first({TURN: turn}):
        taken(turns, STRANGER).give_back()
    turn.give_back()
    with others_first({}):
        taken(turns, STRANGER)


def test_of_what_is_slow_few_are_under_way_and_fewer_of_one_address():
    few = FewAtOnce(3, 2)
    with few.let_in("a"), few.let_in("a"):
        with pytest.raises(Busy), few.let_in("a"):
            pass
        with few.let_in("b"), pytest.raises(Busy), few.let_in("c"):
            pass
        with few.let_in("c"):
            pass
    with few.let_in("a"):
        pass


@pytest.mark.long
def test_no_more_wait_than_there_is_room_for():
    turns, had = make_turns(requests_per_address=1), []
    first = taken(turns, STRANGER)
    crowd = [Waiting(turns.find(STRANGER), had) for _ in range(MOST_WAITING + 1)]
    wait_until("one is refused", lambda: not all(each.is_alive() for each in crowd))
    first.give_back()
    for _ in range(MOST_WAITING):
        wait_until("one more has it", lambda: had).pop().give_back()


def test_who_opens_a_page_in_a_crowd_comes_again_by_himself_and_a_program_is_told_when():
    def refuse(_environ, _start_response):
        raise Busy

    app = Flask("crowd")
    app.wsgi_app = refuse
    words = Translations([ROOT / "web"])
    client = Client(Middleware(app, busy_page=make_busy_page(words)))
    page = client.get("/t/abc", headers={"Accept": "text/html,*/*"})
    assert (page.status_code, page.mimetype) == (503, "text/html")
    assert 'http-equiv="refresh" content="2"' in page.text
    assert '<p lang="vi">Nhiều người đang cùng mở trang này.' in page.text
    assert '<p lang="en">Many people are opening this page.' in page.text
    asked = client.get("/t/abc/view", headers={"Accept": "*/*"})
    assert (asked.json["error"], asked.headers["Retry-After"]) == ("busy", "2")
