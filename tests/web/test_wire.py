"""What eventlet's WebSockets read through: in bulk, and unmasked piece by piece."""

import socket
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.wire import READ_BYTES, Buffered, heard, unmasked

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


def frame(head, payload, mask=b"abcd"):
    length = (
        bytes([0x80 | len(payload)])
        if len(payload) < 126
        else b"\xfe" + len(payload).to_bytes(2, "big")
    )
    body = bytes(byte ^ mask[n % 4] for n, byte in enumerate(payload))
    return bytes([head]) + length + mask + body


@given(st.lists(st.text(max_size=30), min_size=1, max_size=5), st.integers(1, 40))
def test_short_texts_are_read_as_they_were_sent_in_whatever_pieces(texts, size):
    near, far = socket.socketpair()
    with near, far:
        sent = b"".join(frame(0x81, text.encode()) for text in texts)
        far.sendall(sent)
        far.shutdown(socket.SHUT_WR)
        read = Buffered(Pieces(near, size))
        heard, rest = [], b""
        while (text := read.short_text()) is not None:
            heard.append(text)
        while piece := read.recv(9):
            rest += piece
        assert heard == texts[: len(heard)]
        assert b"".join(frame(0x81, text.encode()) for text in heard) + rest == sent
        assert size < len(sent) or heard == texts


class Pieces:
    """A connection that gives at most so many bytes at once."""

    def __init__(self, connection, size):
        self._connection, self._size = connection, size

    def recv(self, size):
        return self._connection.recv(min(size, self._size))


@pytest.mark.parametrize(
    "sent",
    [
        frame(0x01, b"first piece"),
        frame(0x82, b"bytes"),
        frame(0x89, b"ping"),
        frame(0xC1, b"compressed"),
        frame(0x81, bytes(126)),
        frame(0x81, b"\xff"),
        b"\x81\x05plain",
        frame(0x81, b"half")[:-1],
        b"",
    ],
)
def test_every_other_frame_is_left_to_the_library(sent):
    near, far = socket.socketpair()
    with near, far:
        far.sendall(sent)
        far.shutdown(socket.SHUT_WR)
        read = Buffered(near)
        assert read.short_text() is None
        assert b"".join(iter(lambda: read.recv(3), b"")) == sent


def client(**parts):
    return SimpleNamespace(**parts)


def test_answers_and_pongs_are_taken_and_everything_else_is_not():
    taken, pongs = [], []
    phone = client(seen={"/phone": taken.append}, pong=pongs.append)
    assert heard(phone, '42/phone,["seen",{"seq":17}]')
    assert heard(phone, "3")
    assert (taken, pongs) == ([17], [phone])
    for other in (
        None, b"3", "", "3probe", "2", '42/phone,["seen",{"seq":-1}]', '42["seen",{"seq":1}]',
        '42/phone,["seen",{"seq":1.5}]', '42/phone,["seen",{"seq":17},2]',
        '42/display,["seen",{"seq":17}]', '421/phone,["seen",{"seq":17}]',
        '42/phone,["seen",{"seq":1234567890123456}]', '42/phone,["seen",{"seq":١}]',
    ):  # fmt: skip
        assert not heard(phone, other)
    assert not heard(client(), "3")
    assert not heard(client(), '42/phone,["seen",{"seq":17}]')
    assert (taken, pongs) == ([17], [phone])
