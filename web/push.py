"""Push: every client of a screen holds one whole, numbered view, and never two it has not seen."""

import logging
from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import datetime
from functools import partial
from threading import Event, Lock
from time import monotonic
from typing import Any, Generic, TypeVar
from urllib.parse import parse_qsl

from engineio.exceptions import EngineIOError
from socketio import Namespace
from socketio.exceptions import ConnectionRefusedError as Refused

from queueing.errors import Refusal
from queueing.events import Entry
from queueing.hall import Hall
from web.errors import RequestRefused
from web.groups import Client, Group, Outgoing, outgoing
from web.sign_in import Caller
from web.site import Site
from web.tickets import utc

Q = TypeVar("Q", bound=Hashable)
FLUSH_S = 0.05
BEAT_S = 5.0
TURN_S = 0.25
SILENCE_S = 10.0
GROUPS_AT_A_TIME = 120
"""Views computed and sent before others get a turn: some milliseconds."""
AT_A_TIME = 120
"""Clients served before others get a turn: some milliseconds."""
CITIZEN = Caller("citizen", "citizen", "")
log = logging.getLogger("xinmoi.push")


class Screen(Namespace, Generic[Q]):  # type: ignore[misc]
    """Sends the views of one namespace.

    Clients with the same query share a view: it is computed and encoded once. A change is sent at
    once when nothing was for 50 ms, else at the next 50 ms; a view that differs in nothing but its
    number follows within a second of the last change. Who has not answered `seen` gets nothing
    more until then, and is cut after `silence_s`. A view that the hour alone may change is looked
    at again every `again_s`, and sent under its old number if it differs.
    """

    def __init__(
        self,
        site: Site,
        namespace: str,
        *,
        roles: tuple[str, ...] | None,
        query: Callable[[Mapping[str, str], Caller], Q],
        view: Callable[[Hall, Q, datetime], dict[str, Any]],
        silence_s: float = SILENCE_S,
        again_s: float | None = None,
    ) -> None:
        """Serve callers with one of `roles`; None: everybody, as an unnamed citizen.

        `query` turns the address's parameters into what the view depends on, or raises a Refusal;
        `view` is pure, takes less than a millisecond, and may raise a Refusal.
        """
        super().__init__(namespace)
        self._site, self._roles, self._query, self._view = site, roles, query, view
        self._silence_s, self._again_s = silence_s, again_s
        self._groups: dict[Q, Group[Q]] = {}
        self._clients: dict[str, Client[Q]] = {}
        self._newcomers: list[Client[Q]] = []
        self._lock, self._wake = Lock(), Event()
        self._dirty = self._elsewhere = False
        self._flush_at = self._elsewhere_at = self._beat_at = self._again_at = 0.0
        site.sockets.register_namespace(self)
        site.office.subscribe(self._stored)
        site.runtime.spawn(self._run)

    def look(self, query: Q, now: datetime | None = None) -> dict[str, Any]:
        """Return the view as a client with this query gets it; raises what the view raises.

        `now`: the office's time, where it was asked for already. A view that is true at an earlier
        number than the hall's brings its own `seq`.
        """
        hall = self._site.office.hall
        view = self._view(hall, query, now or self._site.office.now())
        return {"seq": hall.seq, **view, "catalogue": hall.catalogue.digest}

    def changed(self) -> None:
        """Look at all views again: something else than the hall has changed."""
        self._elsewhere = True
        self._wake.set()

    def trigger_event(self, event: str, *args: Any) -> None:
        """Take what a client sends: connect, disconnect, seen; anything else is ignored."""
        # A client can name its own events `connect` and `disconnect`; only then is it connected.
        connected = self.server.manager.is_connected(args[0], self.namespace)
        match event:
            case "connect" if not connected:
                self._connect(*args)
            case "disconnect" if not connected:
                self._gone(args[0])
            case "seen":
                self._seen(*args)

    def _connect(self, sid: str, environ: dict[str, Any], auth: object = None) -> None:
        try:
            caller = self._caller(environ, auth)
            query = self._query(_parameters(environ, auth), caller)
            with self._lock:
                group = self._groups.setdefault(query, Group(query))
            if group.newest is None:
                self._renew(group)
        except (RequestRefused, Refusal) as refusal:
            raise Refused(refusal.code)
        eio_sid = self.server.manager.eio_sid_from_sid(sid, self.namespace)
        socket = self.server.eio.sockets.get(eio_sid)
        if socket is None:
            raise Refused("hung_up")
        client = Client(sid, eio_sid, socket, group, unseen_since=monotonic())
        with self._lock:
            # An empty group may have been swept while its first view was computed.
            client.group = self._groups.setdefault(query, group)
            client.group.clients[sid] = self._clients[sid] = client
            self._newcomers.append(client)
            has_seen = partial(self._has_seen, client)
            socket.seen = {**getattr(socket, "seen", {}), self.namespace: has_seen}
        self._wake.set()

    def _caller(self, environ: dict[str, Any], auth: object) -> Caller:
        if self._roles is None:
            return CITIZEN
        with self._site.app.request_context(environ):
            return self._site.guard.socket_caller(auth, *self._roles)

    def _gone(self, sid: str) -> None:
        with self._lock:
            client = self._clients.pop(sid, None)
            if client is not None:
                client.socket.seen.pop(self.namespace, None)
                client.group.clients.pop(sid, None)
                if not client.group.clients:
                    self._groups.pop(client.group.query, None)

    def _seen(self, sid: str, payload: object = None, *_: object) -> None:
        client = self._clients.get(sid)
        seq = payload.get("seq") if isinstance(payload, dict) else None
        if client is not None and type(seq) is int:
            self._has_seen(client, seq)

    def _has_seen(self, client: Client[Q], seq: int) -> None:
        if seq >= client.seq:
            client.unseen_since = None
            if client.given is not client.group.newest:
                self._offer([client])

    def _stored(self, _hall: Hall, _entries: tuple[Entry, ...]) -> None:
        self._dirty = True
        if self._clients:
            self._wake.set()

    def _run(self) -> None:
        while True:
            self._wake.wait(self._patience())
            self._wake.clear()
            try:
                self._turn()
            except Exception:
                log.exception("%s: a turn of the push loop failed", self.namespace)

    def _patience(self) -> float:
        if self._newcomers:
            return 0.002
        if not self._clients:
            return BEAT_S
        due = [self._flush_at] if self._dirty else []
        due += [self._elsewhere_at] if self._elsewhere else []
        return min(TURN_S, max(0.0, min(due) - monotonic())) if due else TURN_S

    def _turn(self) -> None:
        self._welcome()
        now = monotonic()
        if self._dirty and now >= self._flush_at:
            self._dirty = False
            self._renew_all(list(self._groups.values()), lazily=True)
            self._flush_at = _next_after(now)
            self._elsewhere_at = now + (self._flush_at - now) / 2
        elif self._elsewhere and now >= self._elsewhere_at:
            # This keeps back nothing that happens in the hall: a call never waits for its sound
            self._elsewhere = False
            self._look_again()
            self._elsewhere_at = _next_after(now)
        self._follow_up()
        if self._again_s is not None and now >= self._again_at:
            self._again_at = now + self._again_s
            self._look_again()
        if now >= self._beat_at:
            self._beat_at = now + BEAT_S
            self._beat()

    def _welcome(self) -> None:
        """Send the first view, after the library has told the client that it is connected."""
        with self._lock:
            newcomers, self._newcomers = self._newcomers, []
        connected = self.server.manager.is_connected
        ready = [client for client in newcomers if connected(client.sid, self.namespace)]
        early = set(newcomers) - set(ready)
        with self._lock:
            self._newcomers.extend(client for client in early if client.sid in self._clients)
        for client in ready:
            client.unseen_since = None
        for group in {client.group for client in ready}:
            if group.seq < self._site.office.hall.seq and self._renew(group, lazily=False):
                self._offer(group.in_turn())
        self._offer(ready)

    def _look_again(self) -> None:
        """Send the views that have changed without any entry of the journal."""
        groups = list(self._groups.values())
        for group in groups:
            group.checked = -1
        self._renew_all(groups, lazily=True)

    def _follow_up(self) -> None:
        """Send bare new numbers where it has become quiet, and cut clients that do not answer."""
        now = monotonic()
        due = [group for group in list(self._groups.values()) if group.number_is_due(now)]
        self._renew_all(due, lazily=False)
        for client in list(self._clients.values()):
            if client.unseen_since is not None and now - client.unseen_since > self._silence_s:
                self._cut(client)

    def _beat(self) -> None:
        office = self._site.office
        beat = outgoing(self.namespace, "beat", {"seq": office.hall.seq, "at": utc(office.now())})
        self._send([(client, beat) for client in list(self._clients.values())])

    def _renew_all(self, groups: Sequence[Group[Q]], *, lazily: bool) -> None:
        """Bring groups up to date and send what is new, a few at a time: others need their turn."""
        for first in range(0, len(groups), GROUPS_AT_A_TIME):
            if first:
                self._site.runtime.sleep(0)
            some, now = groups[first : first + GROUPS_AT_A_TIME], self._site.office.now()
            changed = [group for group in some if self._renew(group, now, lazily=lazily)]
            self._offer([client for group in changed for client in group.in_turn()])

    def _renew(self, group: Group[Q], now: datetime | None = None, *, lazily: bool = True) -> bool:
        """Bring the group's view up to the newest hall; say whether there is something to send."""
        try:
            seq = self._site.office.hall.seq
            return group.renew(self.namespace, self.look, now, seq, lazily)
        except Refusal:
            # The configuration has dropped what these clients ask for: they come back and are told.
            if not group.clients:
                self._groups.pop(group.query, None)
                raise
            for client in list(group.clients.values()):
                self._cut(client)
            return False

    def _offer(self, clients: Sequence[Client[Q]]) -> None:
        """Send their group's view to those of the clients that may have it and have not."""
        now = monotonic()
        letters = []
        with self._lock:
            for client in clients:
                newest = client.group.newest
                if newest and client.unseen_since is None and client.given is not newest:
                    client.seq, client.given, client.unseen_since = client.group.seq, newest, now
                    letters.append((client, newest))
        self._send(letters)

    def _send(self, letters: Sequence[tuple[Client[Q], Outgoing]]) -> None:
        push, later = self._site.runtime.push, self.server._send_eio_packet
        for number, (client, out) in enumerate(letters):
            if number and number % AT_A_TIME == 0:
                self._site.runtime.sleep(0)
            if not push(client.socket, out.frame):
                try:
                    later(client.eio_sid, out.packet)
                except EngineIOError:
                    self._gone(client.sid)

    def _cut(self, client: Client[Q]) -> None:
        """Close the connection, not the namespace alone: browsers then come back by themselves."""
        self._gone(client.sid)
        client.socket.close(wait=False, reason=self.server.eio.reason.PING_TIMEOUT)


def _next_after(began: float) -> float:
    """Return when views may be sent again: one screen takes at most a fifth of everybody's time."""
    ended = monotonic()
    return max(began + FLUSH_S, ended + 4 * (ended - began))


def _parameters(environ: dict[str, Any], auth: object) -> dict[str, str]:
    parameters = dict(parse_qsl(environ.get("QUERY_STRING", "")))
    if isinstance(auth, dict):
        parameters.update({name: text for name, text in auth.items() if isinstance(text, str)})
    for private in ("token", "EIO", "transport", "t", "sid"):
        parameters.pop(private, None)
    return parameters
