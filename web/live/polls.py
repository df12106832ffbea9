"""What may be posted where a client has no WebSocket: packets of Engine.IO that clients send.

The library ends a session that is posted anything else, and then waits until the client has read
the last word of it. A client that never reads would keep its request, and its turn, for ever.
"""

LARGEST_MESSAGE = 16_384
CLOSE, PONG, MESSAGE, UPGRADE, BINARY = "1", "3", "4", "5", "b"
FROM_CLIENTS = (CLOSE, PONG, MESSAGE, UPGRADE, BINARY)
BETWEEN = "\x1e"


def is_readable(posted: bytes) -> bool:
    """Say whether a body is no longer than a message may be, and holds such packets alone."""
    try:
        packets = posted.decode().split(BETWEEN)
    except UnicodeDecodeError:
        return False
    return len(posted) <= LARGEST_MESSAGE and all(each.startswith(FROM_CLIENTS) for each in packets)
