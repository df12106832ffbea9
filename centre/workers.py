"""Several processes that serve one centre on this host: started, watched and ended by one more.

The listening socket is made once and inherited: whoever is free takes the next connection, and none
is lost with a process that dies. A pair of sockets ties each process to this one. By it a process
hears what it is and says that it serves; when either end is gone, however it went, the other knows.
"""

import json
import logging
import selectors
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

import click

from centre.worker import READY, Place
from storage.lock import ServerLock
from web.admin_api import Handle, new_handle, retract
from web.runtime import listen

PROGRAM = (sys.executable, str(Path(__file__).parent.parent / "server.py"))
POLL_S = 1.0
SHORTEST_PAUSE_S, LONGEST_PAUSE_S = 0.5, 30.0
WELL_AFTER_S = 60.0
"""A process that has served so long is started again without a longer pause than the first."""
ENDS_WITHIN_S = 8.0
"""A process takes 5 s at most to answer what is in hand: docs/operating.md."""
log = logging.getLogger("xinmoi.workers")


@dataclass
class _Worker:
    number: int
    process: subprocess.Popen[bytes] | None = None
    tie: socket.socket | None = None
    ready: bool = False
    started_at: float = 0.0
    due_at: float = 0.0
    pause_s: float = SHORTEST_PAUSE_S


@dataclass
class Group:
    """The processes of one host. `command`: what starts one, before `--tie` and its handle."""

    command: Sequence[str]
    count: int
    listener: socket.socket
    handle: Handle
    own_ports: int | None = None
    say_ready: Callable[[], None] = lambda: None
    ends_within_s: float = ENDS_WITHIN_S
    _all: list[_Worker] = field(default_factory=list)
    _asked: list[int] = field(default_factory=list)
    _were_ready: bool = False
    _failed: bool = False

    def run(self) -> None:
        """Serve until SIGTERM or SIGINT; raise SystemExit where that did not end or begin well."""
        self._all = [_Worker(number) for number in range(1, self.count + 1)]
        with selectors.DefaultSelector() as selector:
            self._hear_signals(selector)
            try:
                while self._go_on():
                    self._wait(selector)
            finally:
                ended_well = self._end()
        if not ended_well:
            raise SystemExit(1)

    def _go_on(self) -> bool:
        """Do what is due; say whether there is more to come."""
        for number in self._take_asked():
            if number in (signal.SIGTERM, signal.SIGINT):
                return False
            self._pass_on(number)
        gone = [each for each in self._all if each.process and each.process.poll() is not None]
        if gone and not self._were_ready:
            # It has said why. The others would find the same
            self._failed = True
            return False
        for each in gone:
            self._note_end(each)
        self._start_due()
        if not self._were_ready and all(each.ready for each in self._all):
            self._were_ready = True
            self.say_ready()
        return True

    def _start_due(self) -> None:
        """Start who is missing; at first one alone, so that it alone says what is amiss."""
        first = self._all[0]
        candidates = self._all if self._were_ready or first.ready else [first]
        for each in candidates:
            if each.process is None and each.due_at <= monotonic():
                self._start(each)

    def _start(self, worker: _Worker) -> None:
        ours, theirs = socket.socketpair()
        own_port = 0 if self.own_ports is None else self.own_ports + worker.number - 1
        place = Place(
            worker.number,
            self.count,
            self.handle.url,
            self.handle.token,
            self.listener.fileno(),
            own_port,
        )
        # A group of its own: what a terminal sends to all comes by way of this process
        worker.process = subprocess.Popen(
            [*self.command, "--tie", str(theirs.fileno())],
            stdin=subprocess.DEVNULL,
            pass_fds=(theirs.fileno(), self.listener.fileno()),
            process_group=0,
        )
        ours.sendall(json.dumps(vars(place)).encode() + b"\n")
        theirs.close()
        ours.setblocking(False)
        worker.tie, worker.ready, worker.started_at = ours, False, monotonic()

    def _note_end(self, worker: _Worker) -> None:
        assert worker.process is not None
        if monotonic() - worker.started_at > WELL_AFTER_S:
            worker.pause_s = SHORTEST_PAUSE_S
        log.warning(
            "process %d of %d (%d) has ended (%s); another is started in %g s",
            worker.number,
            self.count,
            worker.process.pid,
            worker.process.returncode,
            worker.pause_s,
        )
        worker.due_at = monotonic() + worker.pause_s
        worker.pause_s = min(2 * worker.pause_s, LONGEST_PAUSE_S)
        self._forget(worker)

    def _forget(self, worker: _Worker) -> None:
        if worker.tie is not None:
            worker.tie.close()
        worker.process, worker.tie, worker.ready = None, None, False

    def _pass_on(self, number: int) -> None:
        """Let one process take the changed configuration: the others hear of it by the database."""
        for each in self._all:
            if each.ready and each.process is not None:
                each.process.send_signal(number)
                return
        log.warning("no process serves now that could take the changed configuration")

    def _wait(self, selector: selectors.BaseSelector) -> None:
        """Return when somebody says something, or is due to be started, or has gone."""
        ties = {each.tie: each for each in self._all if each.tie is not None}
        for tie in ties:
            selector.register(tie, selectors.EVENT_READ)
        due = [each.due_at - monotonic() for each in self._all if each.process is None]
        for key, _ in selector.select(max(0.0, min([POLL_S, *due]))):
            worker = ties.get(key.fileobj)  # type: ignore[call-overload]
            if worker is not None:
                self._hear(worker)
        for tie in ties:
            selector.unregister(tie)

    def _hear(self, worker: _Worker) -> None:
        assert worker.tie is not None
        assert worker.process is not None
        said = b""
        with suppress(OSError):
            said = worker.tie.recv(len(READY))
        if said:
            worker.ready = True
            if self._were_ready:
                log.info("process %d of %d serves again", worker.number, self.count)
        else:
            # Its end of the tie is gone, so it is as good as gone itself
            with suppress(subprocess.TimeoutExpired):
                worker.process.wait(POLL_S)

    def _end(self) -> bool:
        """Let everybody finish what is in hand; say whether all ended well."""
        running = [each.process for each in self._all if each.process is not None]
        for process in running:
            process.send_signal(signal.SIGTERM)
        until = monotonic() + self.ends_within_s
        for process in running:
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, until - monotonic()))
        for process in running:
            if process.poll() is None:
                log.error("process %d does not end, and is ended", process.pid)
                process.kill()
                process.wait()
        # Told while it had only just begun, one ends by the signal itself
        well = (0, -signal.SIGTERM)
        return not self._failed and all(process.returncode in well for process in running)

    def _hear_signals(self, selector: selectors.BaseSelector) -> None:
        told, tell = socket.socketpair()
        for end in (told, tell):
            end.setblocking(False)
        signal.set_wakeup_fd(tell.fileno(), warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, lambda number, _: self._asked.append(number))
        self._told, self._tell = told, tell
        selector.register(told, selectors.EVENT_READ)

    def _take_asked(self) -> list[int]:
        with suppress(BlockingIOError):
            self._told.recv(4096)
        asked, self._asked = self._asked, []
        return asked


def keep_workers(
    options: Sequence[str], data: Path, host: str, port: int, count: int, own_ports: int | None
) -> None:
    """Serve the centre of a data folder by `count` processes; `options` are those of each.

    `own_ports`: the first of the ports at which each answers by itself, on loopback. Raises
    StorageFault and CannotListen.
    """
    lock = ServerLock(data)
    try:
        with listen(host, port) as listener:
            handle = new_handle(host, listener.getsockname()[1])

            def say_ready() -> None:
                click.echo(f"Xin Mời serves {handle.url} from {data} by {count} processes")

            handle.announce(data)
            command = (*PROGRAM, "serve", *options)
            Group(command, count, listener, handle, own_ports, say_ready).run()
    finally:
        retract(data)
        lock.release()
