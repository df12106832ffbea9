"""The Socket.IO library's list of clients, in which leaving costs the same however many stay."""

from socketio import Manager


class Clients(Manager):  # type: ignore[misc]
    """Looks for a client that leaves where it is, not in every room.

    The library gives each client a room of its own, and searches all of them for whoever leaves:
    5,000 phones that lose the network together held the event loop for ten seconds.
    """

    def basic_disconnect(self, sid: str, namespace: str, **_: object) -> None:
        """Forget a client; we put nobody into rooms beyond the two that everybody is in."""
        for room in (None, sid):
            self.basic_leave_room(sid, namespace, room)
        self.callbacks.pop(sid, None)
        for pending in (self.pending_connect, self.pending_disconnect):
            if sid in pending.get(namespace, ()):
                pending[namespace].remove(sid)
