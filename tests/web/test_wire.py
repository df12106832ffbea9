"""What eventlet's WebSockets read through: in bulk, and unmasked piece by piece."""

import socket

from hypothesis import given
from hypothesis import strategies as st

from web.wire import READ_BYTES, Buffered, unmasked

masks = st.binary(min_size=4, max_size=4)


@given(st.binary(max_size=200), masks, st.integers(0, 200))
def test_a_payload_in_two_pieces_is_what_was_masked_byte_by_byte(payload, mask, cut):
    masked = bytes(byte ^ mask[n % 4] for n, byte in enumerate(payload))
    first, second = masked[:cut], masked[cut:]
    plain = unmasked(first, tuple(mask), len(first), 0)
    plain += unmasked(second, tuple(mask), len(second), len(first))
    assert plain == payload


def test_what_came_at_once_is_given_in_the_pieces_that_are_asked_for():
    near, far = socket.socketpair()
    with near, far:
        far.sendall(b"abcdef" + bytes(READ_BYTES))
        read = Buffered(near)
        assert read.recv(2) == b"ab"
        assert read.recv(4) == b"cdef"
        rest = b""
        while len(rest) < READ_BYTES:
            rest += read.recv(READ_BYTES)
        assert rest == bytes(READ_BYTES)
        far.shutdown(socket.SHUT_WR)
        assert read.recv(1) == b""
        assert read.fileno() == near.fileno()
