"""What goes out to many clients: an event, encoded once for all of them."""

from dataclasses import dataclass
from typing import Any

from engineio.packet import MESSAGE
from engineio.packet import Packet as EnginePacket
from orjson import Fragment
from socketio.packet import EVENT
from socketio.packet import Packet as SocketPacket
from wsproto.frame_protocol import FrameProtocol

from web.answers import encode


@dataclass(slots=True, eq=False)
class Outgoing:
    """A Socket.IO event whose content is encoded already, for any number of clients."""

    event: str
    content: Fragment
    _frame: bytes = b""

    def frame(self, namespace: str) -> bytes:
        """Return the event as it goes over every WebSocket of the namespace; none compresses."""
        if not self._frame:
            content = [self.event, self.content]
            packet = SocketPacket(EVENT, data=content, namespace=namespace).encode()
            text = EnginePacket(MESSAGE, data=packet).encode()
            self._frame = bytes(FrameProtocol(client=False, extensions=[]).send_data(text))
        return self._frame


def encode_event(event: str, content: dict[str, Any]) -> Outgoing:
    """Return an event, ready to be sent."""
    return Outgoing(event, Fragment(encode(content)))
