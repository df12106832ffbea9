"""Work beside the requests: it goes on after a failure, says so once, and ends with the server."""

import logging
from functools import partial
from threading import Event

import pytest

from queueing.errors import CannotStore
from web.background import Background
from web.runtime import runtime


@pytest.mark.parametrize("fault", [CannotStore("the disk is full"), ValueError("odd")])
def test_work_that_fails_is_done_again_and_its_failure_is_said_once(caplog, fault):
    turns, done = [], Event()

    def work():
        turns.append(1)
        if len(turns) <= 3:
            raise fault
        done.set()

    background = Background(runtime("threading"))
    with caplog.at_level(logging.INFO, "xinmoi.background"):
        background.every(0.01, work, "counting")
        assert done.wait(10)
        background.stop()
    said = [record.getMessage() for record in caplog.records]
    assert [line for line in said if "works again" not in line] == [
        "counting: the disk is full" if isinstance(fault, CannotStore) else "counting failed"
    ]


def test_what_keeps_all_from_storing_is_said_once_and_once_that_it_is_over(caplog):
    away, done = Event(), {name: Event() for name in ("telling", "erasing", "sweeping")}
    failed = {name: Event() for name in done}

    def work(name):
        if away.is_set():
            done[name].set()
        else:
            failed[name].set()
            raise CannotStore("the database is away")

    background = Background(runtime("threading"))
    with caplog.at_level(logging.INFO, "xinmoi.background"):
        for name in done:
            background.every(0.01, partial(work, name), name)
        assert all(each.wait(30) for each in failed.values())
        away.set()
        assert all(each.wait(30) for each in done.values())
        background.stop()
    said = [record.getMessage().partition(": ")[::2] for record in caplog.records]
    # What another test has left behind may still end, and say so
    own = [what for name, what in said if name in done]
    assert own == ["the database is away", "it works again"]


def test_no_work_begins_after_the_stop():
    turns, first = [], Event()

    def work():
        turns.append(1)
        first.set()

    threads = runtime("threading")
    background = Background(threads)
    background.every(0.02, work, "counting")
    assert first.wait(10)
    background.stop()
    threads.sleep(0.05)  # a turn that had begun may still end
    before = len(turns)
    threads.sleep(0.1)
    assert len(turns) == before


def test_work_is_done_each_time_the_wait_is_over_and_not_before():
    waiting, asked, done = Event(), Event(), Event()

    def wait():
        waiting.set()
        asked.wait()
        asked.clear()

    background = Background(runtime("threading"))
    background.whenever(wait, done.set, "answering")
    for _ in range(2):
        assert waiting.wait(10)
        assert not done.is_set()
        waiting.clear()
        asked.set()
        assert done.wait(10)
        done.clear()
    background.stop()
