"""Private parts of other people's objects are found, our own are left alone."""

import pytest

from tools.budgets import Source
from tools.private_parts import check


def found(text: str) -> list[str]:
    return [f"{fault.line}: {fault.what}" for fault in check(Source("web/x.py", text))]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("wire._sendlock.acquire()", "wire._sendlock"),
        ("def f(self):\n    return self._wire._sendlock", "self._wire._sendlock"),
        ("engine._async = {}", "engine._async"),
        ("self.server._send_eio_packet(sid, packet)", "self.server._send_eio_packet"),
        ("wire.__class__ = Other", "wire.__class__"),
        ("getattr(websocket, '_sock', None)", "_sock"),
        ("setattr(websocket, '_sock', None)", "_sock"),
        ("from engineio.async_drivers import _websocket_wsgi", "_websocket_wsgi"),
        ("from engineio.async_drivers._websocket_wsgi import SimpleWebSocketWSGI", "_websocket"),
        ("import wsproto._version", "_version"),
        (
            "class Ours(Theirs):\n    def _ask(self):\n        return super()._ask()",
            "super()._ask",
        ),
    ],
)
def test_a_private_part_of_anothers_object_is_named(text: str, named: str) -> None:
    faults = found(text)
    assert len(faults) == 1
    assert named in faults[0]


@pytest.mark.parametrize(
    "text",
    [
        "class A:\n    def __init__(self):\n        self._x = 1\n    def is_as(self, other):\n"
        "        return self._x == other._x",
        "class Stream:\n    _seq: int = 0\ndef newest(streams):\n    return streams[0]._seq",
        "def _helper():\n    return 1\nmodule._helper()",
        "class A:\n    @classmethod\n    def make(cls):\n        return cls._made()",
        "self._anything = 1",
        "thing.__name__",
        "for _ in range(3):\n    pass",
        "os._exit(1)",
    ],
)
def test_our_own_private_names_are_ours(text: str) -> None:
    assert found(text) == []
