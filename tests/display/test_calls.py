"""Which call is shown when: the rules of the page, asked one by one in the browser."""

import pytest

PACE = {"hold": 6000, "least": 1500, "rush": 20000, "fresh": 20000}


def call(seq, number=None, state="called"):
    return {"seq": seq, "number": number or f"A{seq:03d}", "state": state}


def view(*calls, since=0, unsaid=None, **loudspeakers):
    """A board's calls, newest first; `unsaid`: the numbers of those that are still to be said."""
    speakers = {"leader": "a", "silent": False} | loudspeakers
    return {
        "seq": calls[0]["seq"] if calls else 0,
        "calls": list(calls),
        "calls_since": since,
        "announcements": [{"call_seq": seq} for seq in unsaid or ()],
        "loudspeakers": None if unsaid is None else speakers,
    }


@pytest.fixture
def lobby_page(display, lobby):
    page = display(lobby)
    page.evaluate("""async () => {
      const base = JSON.parse(document.getElementById("page").textContent).asset_base;
      window.calls = await import(`${base}/display/calls.js`);
    }""")
    return page


@pytest.fixture
def play(lobby_page):
    """Open the page on a view, then go through steps (ms, view or None): what is large."""

    def run(first, *steps):
        return lobby_page.evaluate(
            """([first, steps, pace]) => {
              let state = window.calls.opened(first);
              return steps.map(([now, view]) => {
                if (view !== null) state = window.calls.received(state, view);
                state = window.calls.advanced(state, now, pace);
                const {call, fresh, list} = window.calls.picture(state, now, pace);
                return [call && call.number, fresh, list.map((each) => each.number)];
              });
            }""",
            [first, [list(step) for step in steps], PACE],
        )

    return run


def test_what_was_called_before_the_page_was_opened_stands_there_calmly(play):
    old = view(call(2), call(1))
    assert play(old, (0, None), (9000, old)) == [["A002", False, ["A001"]]] * 2


def test_a_new_call_is_large_at_once_and_yellow_for_twenty_seconds(play):
    steps = play(view(call(1)), (5000, view(call(2), call(1))), (24999, None), (25000, None))
    assert steps == [["A002", True, ["A001"]], ["A002", True, ["A001"]], ["A002", False, ["A001"]]]


def test_a_call_stays_large_for_six_seconds_then_the_next_has_its_turn(play):
    both = view(call(3), call(2), call(1))
    large = play(view(call(1)), (0, both), (5999, both), (6000, both))
    assert [step[0] for step in large] == ["A002", "A002", "A003"]
    assert large[-1][2] == ["A002", "A001"]


def test_where_calls_are_heard_each_stays_large_until_it_was_said_and_the_next_are_listed(play):
    both = [call(3), call(2), call(1)]
    steps = play(
        view(call(1), unsaid=[]),
        (0, view(*both, unsaid=[2, 3])),
        (13_000, None),
        (13_100, view(*both, unsaid=[3])),
        (19_200, view(*both, unsaid=[])),
    )
    assert [(large, listed) for large, _, listed in steps] == [
        ("A002", ["A003", "A001"]),
        ("A002", ["A003", "A001"]),
        ("A003", ["A002", "A001"]),
        ("A003", ["A002", "A001"]),
    ]


def test_a_recall_of_the_large_number_has_no_row_of_its_own_while_it_waits(play):
    both = (call(2), call(1))
    again = view(call(3, "A002"), *both, unsaid=[2, 3])
    steps = play(view(call(1), unsaid=[]), (0, view(*both, unsaid=[2])), (7000, again))
    assert [(step[0], step[2]) for step in steps] == [("A002", ["A001"])] * 2


def test_a_call_that_was_said_quickly_is_large_for_its_six_seconds(play):
    both = [call(3), call(2), call(1)]
    steps = play(
        view(call(1), unsaid=[]), (0, view(*both, unsaid=[2, 3])), (3000, view(*both, unsaid=[3]))
    )
    assert [step[0] for step in steps] == ["A002", "A002"]


@pytest.mark.parametrize("nobody", [{"leader": None}, {"silent": True}])
def test_where_nobody_is_heard_the_next_has_its_turn_though_nothing_was_said(play, nobody):
    both = view(call(3), call(2), call(1), unsaid=[2, 3], **nobody)
    steps = play(view(call(1), unsaid=[], **nobody), (0, both), (6000, None))
    assert [(step[0], step[2]) for step in steps] == [
        ("A002", ["A001"]),
        ("A003", ["A002", "A001"]),
    ]


def test_many_calls_at_once_are_each_shown_in_order_and_faster(play):
    burst = view(*(call(seq) for seq in range(21, 0, -1)))
    steps = play(view(call(1)), (0, burst), *((now, None) for now in range(100, 70_000, 100)))
    order = list(dict.fromkeys(step[0] for step in steps))
    assert order == [f"A{seq:03d}" for seq in range(2, 22)]
    first_second = [step[0] for step in steps].index("A003")
    assert first_second * 100 == 1500


def test_a_recall_is_shown_again_and_has_one_row(play):
    again = view(call(3, "A001"), call(2))
    assert play(view(call(2), call(1)), (0, again)) == [["A001", True, ["A002"]]]


def test_a_call_that_is_recalled_before_its_turn_is_shown_once(play):
    first, second = call(2), call(3)
    steps = play(
        view(call(1)),
        (0, view(first, call(1))),
        (1000, view(second, first, call(1))),
        (2000, view(call(4, "A003"), first, call(1))),
        (6000, None),
        (30_000, None),
    )
    assert [step[0] for step in steps] == ["A002", "A002", "A002", "A003", "A003"]


@pytest.mark.parametrize("gone", [None, "waiting", "cancelled", "expired"])
def test_a_call_that_is_taken_back_before_its_turn_is_skipped(play, gone):
    rest = [call(2), call(1)]
    taken_back = [call(3, state=gone)] if gone else []
    steps = play(
        view(call(1)),
        (0, view(call(4), call(3), *rest)),
        (1000, view(call(4), *taken_back, *rest)),
        (6000, None),
    )
    assert [step[0] for step in steps] == ["A002", "A002", "A004"]
    assert "A003" not in steps[-1][2]


def test_a_citizen_who_is_already_at_the_counter_was_still_called(play):
    served = view(call(3, state="serving"), call(2, state="served"), call(1))
    assert [step[0] for step in play(view(call(1)), (0, served), (6000, None))] == ["A002", "A003"]


def test_the_large_call_disappears_when_it_is_undone_and_the_last_one_stands_calmly(play):
    steps = play(view(call(1)), (0, view(call(2), call(1))), (1000, view(call(1))))
    assert steps[-1] == ["A001", False, []]


def test_a_return_that_is_undone_brings_the_row_back_without_calling_again(play):
    steps = play(
        view(call(1)),
        (0, view(call(2), call(1))),
        (7000, view(call(2, state="waiting"), call(1))),
        (8000, view(call(2), call(1))),
    )
    assert [step[0] for step in steps] == ["A002", "A001", "A002"]


def test_a_call_too_old_for_the_list_still_gets_its_turn(play):
    steps = play(
        view(call(1)),
        (0, view(call(3), call(2), call(1))),
        (1000, view(call(4), since=4)),
        (6000, None),
        (12_000, None),
    )
    assert [step[0] for step in steps] == ["A002", "A002", "A003", "A004"]
