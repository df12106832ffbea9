"""What a socket may be sent by somebody who means no good: false at each of its four levels."""

import json
import os
import struct

from hypothesis import strategies as st

from tests.corpora.asking import WILD

NAMESPACES = ("/", "/display", "/kiosk", "/counters", "/guide", "/reports", "/printers", "/nowhere",
              "", "/display/", "//", "/display?zone=tret")  # fmt: skip
EVENTS = ("seen", "beat", "view", "connect", "disconnect", "connect_error", "message", "error", "")
TEXT, BINARY, CONTINUATION = 1, 2, 0
FINAL = 0x80
KINDS = (
    FINAL | TEXT, FINAL | BINARY, TEXT, BINARY, CONTINUATION, FINAL | CONTINUATION,
    0x88, 0x89, 0x8A, 0x08, 0x09, 0xC1, 0xF1,
)  # fmt: skip
"""First bytes of frames that a client may send, and that it may not."""
LARGEST = 70_000
"""Bytes: more than any message may have."""

SEEN = st.fixed_dictionaries({}, optional={"seq": st.integers() | st.floats() | WILD})
"""What a page says of the view that it shows, and what it might say."""
ARGUMENTS = st.lists(SEEN | WILD, max_size=3)
EVENT = st.builds(
    lambda name, said: json.dumps([name, *said]),
    st.sampled_from(EVENTS) | st.text(max_size=8) | WILD,
    ARGUMENTS,
)
"""The content of an event: a name and what goes with it."""
CONTENT = (
    EVENT | WILD.map(json.dumps) | st.text(max_size=30) | st.integers(1, 9000).map("[".__mul__)
)


def _packet(kind, attachments, namespace, number, content):
    """A packet of Socket.IO, each part of which may be missing."""
    return f"4{kind}{attachments}{namespace}{',' if namespace else ''}{number}{content}"


PACKETS = st.builds(
    _packet,
    st.sampled_from("0123456789") | st.text(max_size=2),
    st.sampled_from(("", "", "", "1-", "0-", "-", "99-", "9999999999-", "x-")),
    st.sampled_from(NAMESPACES) | st.text(max_size=12).map(lambda name: f"/{name}"),
    st.sampled_from(("", "", "", "0", "17", "-1", "9" * 40)),
    CONTENT,
)
MESSAGES = st.one_of(
    PACKETS,
    PACKETS,
    st.builds("{}{}".format, st.sampled_from("0123456789b"), st.text(max_size=40)),
    st.text(max_size=60),
    st.just("x" * LARGEST),
)
"""Messages of Engine.IO: whole packets of Socket.IO, other kinds, and no packets at all."""


def make_frame(first, content, said=None, width=1, masked=True):
    """A frame of WebSocket. `said`: how long it says it is; `width`: bytes for that, at least."""
    size = len(content) if said is None else said
    mask, bit = (os.urandom(4), 0x80) if masked else (bytes(4), 0)
    if width == 8 or size > 0xFFFF:
        head = struct.pack(">BBQ", first, bit | 127, size)
    elif width == 2 or size > 125:
        head = struct.pack(">BBH", first, bit | 126, size)
    else:
        head = struct.pack(">BB", first, bit | size)
    stretched = (mask * (len(content) // 4 + 1))[: len(content)]
    turned = int.from_bytes(content, "big") ^ int.from_bytes(stretched, "big")
    return head + (mask if masked else b"") + turned.to_bytes(len(content), "big")


def make_text_frame(message):
    """A frame as a browser sends it."""
    return make_frame(FINAL | TEXT, message.encode("utf-8", "surrogatepass"))


FRAMES = st.builds(
    make_frame,
    st.integers(0, 255) | st.sampled_from(KINDS),
    st.binary(max_size=130) | MESSAGES.map(lambda text: text[:200].encode("utf-8", "replace")),
    st.none() | st.none() | st.sampled_from((0, 1, 125, 126, 0xFFFF, 2**31, 2**63, 2**64 - 1)),
    st.sampled_from((1, 2, 8)),
    st.booleans() | st.just(True),
)
"""Frames of WebSocket: of all kinds, with false lengths, without a mask, cut short."""
POLLED = st.lists(MESSAGES, max_size=4).map("\x1e".join) | st.text(max_size=80)
"""What may be posted where there is no WebSocket."""
BY_BROWSER = MESSAGES.map(make_text_frame)
SENT = st.one_of(BY_BROWSER, BY_BROWSER, FRAMES, st.binary(max_size=60))
"""Bytes on a connection that is a WebSocket."""
