"""Who gets the next thread, where each connection takes one: real sockets, no server."""

import socket
from contextlib import ExitStack
from time import sleep

import pytest

from tests.waiting import LONG_S
from web.arrivals import AT_ONCE, Arrivals
from web.connections import Connections
from web.settings import NO_LIMITS

STRANGER = b"GET / HTTP/1.1\r\nHost: hall\r\n\r\n"
OFFICER = b"POST /api/counters/07/next HTTP/1.1\r\nHost: hall\r\nCookie: xinmoi=lan\r\n\r\n"
DEVICE = b"GET /api/board HTTP/1.1\r\nauthorization: Bearer tv\r\nHost: hall\r\n\r\n"
KNOWN = {"xinmoi=lan", "Bearer tv"}


class Door:
    """Arrivals at a real address, and those who come there."""

    def __init__(self, stack, silent_s=LONG_S):
        self.listener = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        self._stack, self._connections = stack, Connections(lambda: NO_LIMITS, None)
        self._arrivals = Arrivals(self.listener, self._enter, KNOWN.__contains__, silent_s)
        self.take, self.forget = self._arrivals.take, self._arrivals.forget

    def _enter(self, made, address):
        self._stack.callback(made.close)
        return self._connections.enter(made, address)

    def come(self, said=b""):
        made = self._stack.enter_context(socket.create_connection(self.listener.getsockname()))
        made.sendall(said)
        return made


@pytest.fixture
def door():
    with ExitStack() as stack:
        yield Door(stack)


def name_of(client):
    return client.getsockname()


@pytest.mark.parametrize("said", [OFFICER, DEVICE], ids=["cookie", "token"])
def test_officers_and_devices_who_came_last_are_served_first(door, said):
    for _ in range(50):
        door.come(STRANGER)
    known = door.come(said)
    assert door.take().address == name_of(known)


def test_strangers_are_served_in_the_order_in_which_they_came(door):
    came = [name_of(door.come(STRANGER)) for _ in range(AT_ONCE)]
    assert [door.take().address for _ in came] == came


def test_the_next_stranger_waits_until_one_is_served_or_waits_himself(door):
    for _ in range(AT_ONCE + 1):
        door.come(STRANGER)
    taken = [door.take() for _ in range(AT_ONCE)]
    known = door.come(OFFICER)
    assert door.take().address == name_of(known)
    door.forget(taken[0])
    assert door.take().address not in {each.address for each in taken}


def test_a_crowd_that_sends_half_a_head_keeps_nobody_out(door):
    for _ in range(5 * AT_ONCE):
        door.come(STRANGER[:-2])
    last = door.come(STRANGER)
    while door.take().address != name_of(last):
        pass


def test_who_says_nothing_gets_no_thread_until_he_speaks(door):
    silent, other = door.come(), door.come(STRANGER)
    assert door.take().address == name_of(other)
    silent.sendall(OFFICER)
    assert door.take().address == name_of(silent)


def test_who_says_nothing_for_long_is_hung_up_on():
    with ExitStack() as stack:
        door = Door(stack, silent_s=0.2)
        silent = door.come()
        door.come(STRANGER)
        door.take()
        sleep(0.5)
        door.come(STRANGER)
        door.take()
        assert silent.recv(1) == b""


def test_who_has_left_gets_no_thread(door):
    door.come().close()
    door.come(STRANGER[:3]).close()
    came = door.come(STRANGER)
    while (taken := door.take()).address != name_of(came):
        assert taken.socket.recv(9) == STRANGER[:3]
