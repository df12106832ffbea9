"""Shared state and duties: the same promises within one process and between several."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from storage.database import open_database
from storage.place import write_mark
from tests.waiting import wait_until
from web.processes.shared_state import OwnState


@pytest.fixture(params=["own", pytest.param("postgres", marks=pytest.mark.processes)])
def two(request, tmp_path):
    """The shared state of two processes, or twice that of one; and what brings news to both."""
    if request.param == "own":
        state = OwnState()
        yield state, state, lambda: None
        return
    write_mark(tmp_path, request.getfixturevalue("postgres"))
    with ExitStack() as stack:
        others = [stack.enter_context(open_database(tmp_path)).join_others() for _ in range(2)]
        yield others[0].shared, others[1].shared, lambda: [each.wait() for each in others]


def put(value):
    return lambda _before, _now: value


def test_what_one_has_put_another_reads_until_its_time_is_over(two):
    one, other, _ = two
    assert one.change("codes", "a", put({"n": 1}), keep_s=60) == {"n": 1}
    one.change("codes", "b", put({"n": 2}), keep_s=-1)
    one.change("other room", "a", put({"n": 3}), keep_s=60)
    assert other.read("codes") == {"a": {"n": 1}}
    assert other.change("codes", "b", lambda before, _: before, keep_s=60) is None
    assert other.change("codes", "a", put(None), keep_s=60) is None
    assert one.read("codes") == {}


def test_everybody_counts_from_what_the_others_have_counted(two):
    def count(before, _now):
        return {"n": 1 + (before["n"] if before else 0)}

    with ThreadPoolExecutor(8) as callers:
        list(callers.map(lambda n: two[n % 2].change("counts", "a", count, keep_s=60), range(60)))
    assert two[0].read("counts") == {"a": {"n": 60}}


def test_what_a_step_raises_is_passed_on_and_nothing_has_changed(two):
    one, other, _ = two
    one.change("codes", "a", put({"n": 1}), keep_s=60)

    def refuse(before, _now):
        raise ZeroDivisionError(before["n"])

    with pytest.raises(ZeroDivisionError, match="1"):
        other.change("codes", "a", refuse, keep_s=60)
    assert one.read("codes") == {"a": {"n": 1}}


def test_who_listens_hears_of_changes_and_looks_without_asking(two):
    one, other, bring_news = two
    heard = []
    other.subscribe("leases", lambda: heard.append(1))
    one.subscribe("leases", lambda: None)
    assert other.look("leases") == {}
    one.change("leases", "hall", put({"leader": "x"}), keep_s=60)

    def sees():
        bring_news()
        return other.look("leases") == {"hall": {"leader": "x"}}

    wait_until("the other process sees the lease", sees)
    assert heard
    one.change("leases", "hall", put(None), keep_s=60)
    wait_until("the lease is gone", lambda: bring_news() or other.look("leases") == {})


def test_their_seconds_run_alike(two):
    one, other, _ = two
    assert abs(one.now_s() - other.now_s()) < 5


@pytest.mark.processes
def test_a_duty_is_one_process_s_until_that_is_gone(tmp_path, postgres):
    write_mark(tmp_path, postgres)
    with open_database(tmp_path) as first, open_database(tmp_path) as second:
        one, other = first.join_others(), second.join_others()
        assert not one.duties.has("erasing")
        one.wait()
        assert one.duties.has("erasing")
        other.duties.has("erasing")
        other.wait()
        assert not other.duties.has("erasing")
        assert one.are_several() or one.wait() or one.are_several()
        first.close()
        other.wait()
        assert other.duties.has("erasing")
        assert not other.are_several()


@pytest.mark.processes
def test_a_text_is_kept_once_for_all(tmp_path, postgres):
    write_mark(tmp_path, postgres)
    with open_database(tmp_path) as first, open_database(tmp_path) as second:
        one, other = first.join_others(), second.join_others()
        assert one.find_text("session key", "1") is None
        assert one.keep_text("session key", "1", "ours") == "ours"
        assert other.keep_text("session key", "1", "theirs") == "ours"
