"""Connections: who is let in, and who makes room for whom."""

import socket
from contextlib import ExitStack

import pytest

from web.connections import Connections
from web.settings import NO_LIMITS


class Hall:
    """Connections by real sockets: `come` makes one of an address."""

    def __init__(self, handles=None, **limits):
        self.limits = NO_LIMITS.model_copy(update=limits)
        self.all = Connections(lambda: self.limits, handles)
        self._stack = ExitStack()

    def come(self, address="10.0.0.1"):
        ours, theirs = socket.socketpair()
        for end in (ours, theirs):
            self._stack.enter_context(end)
            end.settimeout(0)
        entered = self._stack.enter_context(self.all.enter(theirs, address))
        return entered, ours

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._stack.close()


def is_there(client):
    try:
        return client[1].recv(1) != b""
    except BlockingIOError:
        return True


def test_without_limitsall_stay():
    with Hall() as hall:
        assert all(map(is_there, [hall.come() for _ in range(50)]))


def test_who_has_been_silent_longest_makes_room_at_its_own_address():
    with Hall(idle_per_address=3) as hall:
        elsewhere = hall.come("10.0.0.2")
        first, second, third = (hall.come() for _ in range(3))
        first[0].begin()
        first[0].rest(known=False)
        hall.come()
        assert [is_there(each) for each in (first, second, third)] == [True, False, True]
        assert is_there(elsewhere)


def test_officers_and_devices_stay_where_strangers_are():
    with Hall(connections_per_address=3) as hall:
        officer = hall.come()
        officer[0].begin()
        officer[0].rest(known=True)
        crowd = [hall.come() for _ in range(20)]
        assert [is_there(each) for each in crowd] == [False] * 18 + [True] * 2
        assert is_there(officer)


def test_whose_request_is_in_hand_makes_room_for_nobody():
    with Hall(idle_per_address=1) as hall:
        asking = hall.come()
        asking[0].begin()
        assert [is_there(each) for each in [hall.come() for _ in range(3)]] == [False, False, True]
        assert is_there(asking)


def test_streams_and_sockets_make_room_for_nobody():
    with Hall(connections_per_address=2) as hall:
        phones = [hall.come() for _ in range(2)]
        for entered, _ in phones:
            entered.begin()
            entered.hold()
            entered.rest(known=False)
        newcomer = hall.come()
        assert not is_there(newcomer)
        assert all(map(is_there, phones))


@pytest.mark.parametrize("most", [{"handles": 10}, {"connections": 5}])
def test_inall_the_fullest_address_makes_room(most):
    with Hall(**most) as hall:
        crowd = [hall.come("10.0.0.1") for _ in range(4)]
        quiet = hall.come("10.0.0.2")
        newcomer = hall.come("10.0.0.3")
        assert [is_there(each) for each in crowd] == [False, True, True, True]
        assert is_there(quiet)
        assert is_there(newcomer)


def test_all_addresses_of_a_network_of_ipv6_are_one():
    with Hall(idle_per_address=2) as hall:
        elsewhere = hall.come("2001:db8:0:2::1")
        crowd = [hall.come(f"2001:db8:0:1::{host}") for host in range(1, 5)]
        assert [is_there(each) for each in crowd] == [False, False, True, True]
        assert is_there(elsewhere)


def test_who_has_left_takes_no_place():
    with Hall(connections_per_address=1) as hall:
        for _ in range(3):
            with hall.all.enter(None, "10.0.0.1") as entered:
                assert not entered.ended
        assert is_there(hall.come())
