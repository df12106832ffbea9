"""Files of procedures that were sent to the page: read beside the server, kept until confirmed."""

from base64 import b64decode, b64encode
from dataclasses import dataclass
from secrets import token_hex
from threading import Lock

from admin.catalogue_file import Reading
from admin.sheets.cells import Fault
from admin.sheets.reader import LARGEST_BYTES, TOO_LARGE, TOO_MUCH
from queueing.catalogue import Catalogue
from web.child import FAULTS, ask_child
from web.processes import Processes
from web.processes.shared_state import Value
from web.runtime import Runtime

MODULE = "admin.reading_process"
LIMIT_S = 120.0
MOST_KEPT = 4
SHARED_FOR_S = 1800.0


@dataclass(frozen=True)
class ReadFile:
    """A file as it was read by one administrator, with the configuration of that moment."""

    id: str
    owner: str
    name: str
    reading: Reading
    catalogue: Catalogue


class ReadFiles:
    """The newest files that were read, in memory: a restart forgets them.

    Where several processes serve the centre each can have the file from the others: it reads it
    anew.
    """

    def __init__(self, runtime: Runtime, processes: Processes) -> None:
        """Wait for the reading process where nobody else is held up."""
        self._runtime, self._processes = runtime, processes
        self._kept: dict[str, ReadFile] = {}
        self._lock = Lock()

    def read(self, owner: str, name: str, content: bytes, catalogue: Catalogue) -> ReadFile:
        """Read a file; its faults are in the reading."""
        if len(content) > LARGEST_BYTES:
            reading = Reading(faults=[Fault(1, "", TOO_LARGE)])
        else:
            reading = self._read(content, catalogue)
        read = self._keep(ReadFile(token_hex(12), owner, name, reading, catalogue))
        if self._processes.are_several() and len(content) <= LARGEST_BYTES:
            sent = {"owner": owner, "name": name, "catalogue": catalogue.digest}
            self._share(read.id, {**sent, "content": b64encode(content).decode("ascii")})
        return read

    def find(self, owner: str, id: str, catalogue: Catalogue) -> ReadFile | None:
        """Return what the owner has sent, while it is kept; `catalogue`: of the present moment."""
        read = self._kept.get(id) or self._fetch(owner, id, catalogue)
        return read if read is not None and read.owner == owner else None

    def forget(self, id: str) -> None:
        """Keep it no more."""
        with self._lock:
            self._kept.pop(id, None)
        if self._processes.are_several():
            self._share(id, None)

    def _keep(self, read: ReadFile) -> ReadFile:
        with self._lock:
            self._kept[read.id] = read
            while len(self._kept) > MOST_KEPT:
                del self._kept[next(iter(self._kept))]
        return read

    def _share(self, id: str, sent: Value | None) -> None:
        # A room each: whoever asks for one gets no other
        self._processes.shared.change(
            _name_room(id), "file", lambda _before, _now_s: sent, SHARED_FOR_S
        )

    def _fetch(self, owner: str, id: str, catalogue: Catalogue) -> ReadFile | None:
        """Read anew what was sent to another process."""
        sent = self._processes.shared.read(_name_room(id)).get("file")
        if sent is None or (sent["owner"], sent["catalogue"]) != (owner, catalogue.digest):
            return None
        reading = self._read(b64decode(sent["content"]), catalogue)
        return self._keep(ReadFile(id, owner, sent["name"], reading, catalogue))

    def _read(self, content: bytes, catalogue: Catalogue) -> Reading:
        try:
            read: Reading = ask_child(self._runtime, MODULE, (content, catalogue), LIMIT_S)
        except FAULTS:
            return Reading(faults=[Fault(1, "", TOO_MUCH)])
        return read


def _name_room(id: str) -> str:
    return f"sent file {id}"
