"""Push: every client of a screen holds one whole, numbered view, and never two it has not seen."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from threading import Event, Lock
from time import monotonic
from typing import Any, Generic, TypeVar

from engineio.exceptions import EngineIOError
from flask import request
from socketio import Namespace
from socketio.exceptions import ConnectionRefusedError as Refused

from queueing.errors import Refusal
from queueing.events import Entry
from queueing.hall import Hall
from web.callers import Caller
from web.errors import RequestRefused
from web.live.groups import Client, Group, check_count, few_at_a_time
from web.live.guarded_socket import GUARDED
from web.live.newcomers import welcome
from web.live.outgoing import Outgoing, encode_event
from web.live.pace import BEAT_S, find_next_turn
from web.live.pulse import Pulse
from web.requests import read_socket_parameters
from web.roles import Right
from web.site import Site
from web.turns import TURN

Q = TypeVar("Q", bound=Hashable)
TURN_S = 0.25
SILENCE_S = 10.0
AUTHORITY_EVERY_S = 0.9
"""With what is remembered of accounts for a second: who may no more see a screen is cut in 2 s."""


class Screen(Namespace, Generic[Q]):  # type: ignore[misc]
    """Sends the views of one namespace.

    Clients with the same query share a view: it is computed and encoded once. A change is sent at
    once when nothing was for 50 ms, else at the next 50 ms; a view that differs in nothing but its
    number follows within a second of the last change. Who has not answered `seen` gets nothing
    more until then, and is cut after `silence_s`; who has lost the right to it, within 2 s. A view
    that the hour alone may change is looked at again every `again_s`, and sent under its old number
    if it differs.
    """

    def __init__(
        self,
        site: Site,
        namespace: str,
        *,
        right: Right,
        query: Callable[[Mapping[str, str], Caller], Q],
        view: Callable[[Hall, Q, datetime], Mapping[str, Any]],
        silence_s: float = SILENCE_S,
        again_s: float | None = None,
    ) -> None:
        """Serve callers who have the right.

        `query` turns the address's parameters into what the view depends on, or raises a Refusal;
        `view` is pure, takes less than a millisecond, and may raise a Refusal.
        """
        super().__init__(namespace)
        self._site, self._right, self._query, self._view = site, right, query, view
        self._silence_s, self._again_s = silence_s, again_s
        self._groups: dict[Q, Group[Q]] = {}
        self._clients: dict[str, Client[Q]] = {}
        self._newcomers: list[Client[Q]] = []
        self._lock, self._leaving, self._wake = Lock(), Lock(), Event()
        self._dirty = self._elsewhere = False
        self._flush_at = self._elsewhere_at = self._again_at = 0.0
        self._pulse = Pulse(site)
        site.routes.add_namespace(namespace, right)
        site.sockets.register_namespace(self)
        site.office.subscribe(self._mark_dirty)
        site.background.whenever(self._wait, self._turn, f"a turn of {namespace}")
        site.background.every(
            AUTHORITY_EVERY_S, self._cut_without_authority, f"rights of who follows {namespace}"
        )

    def look(self, query: Q, now: datetime | None = None) -> dict[str, Any]:
        """Return the view as a client with this query gets it; raises what the view raises.

        `now`: the office's time, where it was asked for already. A view that is true at an earlier
        number than the hall's brings its own `seq`.
        """
        hall = self._site.office.hall
        view = self._view(hall, query, now or self._site.office.now())
        return {"seq": hall.seq, **view, "catalogue": hall.catalogue.digest}

    def list_clients(self) -> set[tuple[Caller, Q]]:
        """Return who follows this screen now, and what each of them asks for."""
        with self._lock:
            return {(each.caller, each.group.query) for each in self._clients.values()}

    def mark_changed(self) -> None:
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
                with self._leaving:  # one at a time: the library searches all for who leaves
                    self._site.runtime.sleep(0)
                self._forget(args[0])
            case "seen":
                self._seen(*args)

    def _connect(self, sid: str, environ: dict[str, Any], auth: object = None) -> None:
        try:
            with environ[TURN]:
                caller = self._identify(environ, auth)
                query = self._query(read_socket_parameters(environ, auth), caller)
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
        client = Client(sid, socket, caller, group, unseen_since=monotonic())
        with self._lock:
            # An empty group may have been swept while its first view was computed.
            client.group = self._groups.setdefault(query, group)
            client.group.clients[sid] = self._clients[sid] = client
            self._newcomers.append(client)
        welcome(environ)
        self._wake.set()

    def _identify(self, environ: dict[str, Any], auth: object) -> Caller:
        with self._site.app.request_context(environ):
            guard = self._site.guard
            caller = guard.require_socket_caller(auth, self._right)
            guard.note_page(caller, request.args.get("page", ""))
        check_count(caller, list(self._clients.values()), self._site.limits.sockets_per_caller)
        return caller

    def _forget(self, sid: str) -> None:
        with self._lock:
            client = self._clients.pop(sid, None)
            if client is not None:
                client.group.clients.pop(sid, None)
                if not client.group.clients:
                    self._groups.pop(client.group.query, None)

    def _seen(self, sid: str, payload: object = None, *_: object) -> None:
        client = self._clients.get(sid)
        seq = payload.get("seq") if isinstance(payload, dict) else None
        if client is not None and type(seq) is int and seq == client.seq:
            client.unseen_since = None
            if client.wire is None and self._site.runtime.green:
                client.wire = (self.server.get_environ(sid, self.namespace) or {}).get(GUARDED)
            if client.given is not client.group.newest:
                self._offer([client])

    def _mark_dirty(self, _hall: Hall, _entries: tuple[Entry, ...]) -> None:
        self._dirty = True
        if self._clients:
            self._wake.set()

    def _wait(self) -> None:
        self._wake.wait(self._find_wait())
        self._wake.clear()

    def _find_wait(self) -> float:
        if self._pulse.is_away:
            return TURN_S
        if self._newcomers:
            return 0.002
        if not self._clients:
            return BEAT_S
        due = [self._flush_at] if self._dirty else []
        due += [self._elsewhere_at] if self._elsewhere else []
        return min(TURN_S, max(0.0, min(due) - monotonic())) if due else TURN_S

    def _turn(self) -> None:
        pulse = self._pulse.take()
        if not self._pulse.is_away:
            self._send_news()
        if pulse is not None:
            self._send(encode_event(*pulse), list(self._clients.values()))

    def _send_news(self) -> None:
        self._welcome()
        now = monotonic()
        if self._dirty and now >= self._flush_at:
            self._dirty = False
            self._renew_all(list(self._groups.values()), lazily=True)
            self._flush_at = find_next_turn(now)
            self._elsewhere_at = now + (self._flush_at - now) / 2
        elif self._elsewhere and now >= self._elsewhere_at:
            # This keeps back nothing that happens in the hall: a call never waits for its sound
            self._elsewhere = False
            self._look_again()
            self._elsewhere_at = find_next_turn(now)
        self._follow_up()
        if self._again_s is not None and now >= self._again_at:
            self._again_at = now + self._again_s
            self._look_again()

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
                self._offer(group.order_clients())
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

    def _renew_all(self, groups: Sequence[Group[Q]], *, lazily: bool) -> None:
        """Bring groups up to date and send what is new."""
        for some in few_at_a_time(groups, self._site.runtime):
            now = self._site.office.now()
            changed = [group for group in some if self._renew(group, now, lazily=lazily)]
            self._offer([client for group in changed for client in group.order_clients()])

    def _renew(self, group: Group[Q], now: datetime | None = None, *, lazily: bool = True) -> bool:
        """Bring the group's view up to the newest hall; say whether there is something to send."""
        try:
            seq = self._site.office.hall.seq
            return group.renew(self.look, now, seq, lazily)
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
        due: dict[Outgoing, list[Client[Q]]] = {}
        with self._lock:
            for client in clients:
                newest = client.group.newest
                if newest and client.unseen_since is None and client.given is not newest:
                    client.seq, client.given, client.unseen_since = client.group.seq, newest, now
                    due.setdefault(newest, []).append(client)
        for view, those in due.items():
            self._send(view, those)

    def _send(self, out: Outgoing, clients: Sequence[Client[Q]]) -> None:
        """Send to the clients; what the first get goes out while others are served."""
        most = self._site.limits.unread_messages
        for some in few_at_a_time(clients, self._site.runtime):
            frame, spawn = out.frame(self.namespace), self._site.runtime.spawn
            others = [client for client in some if not client.push(frame, spawn)]
            if sids := [client.sid for client in others if client.keeps_up(most)]:
                with suppress(EngineIOError):  # who is gone by now needs nothing
                    self.emit(out.event, out.content, to=sids)

    def _cut_without_authority(self) -> None:
        """Close the connections of callers who have signed out, or may not see this any more."""
        callers = {client.caller for client in list(self._clients.values())}
        gone = {caller for caller in callers if not self._site.guard.still_holds(caller)}
        for client in list(self._clients.values()):
            if client.caller in gone:
                self._cut(client)

    def _cut(self, client: Client[Q]) -> None:
        """Close the connection, not the namespace alone: browsers then come back by themselves."""
        self._forget(client.sid)
        client.close()
