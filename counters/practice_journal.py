"""The journal of one practice: shared state, which any process can follow, and soon forgotten."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from secrets import token_hex
from typing import Any, Protocol

from queueing.errors import Behind, CannotStore
from queueing.events import Entry, Event
from queueing.numbering import Given
from queueing.office import KeyedAnswer
from queueing.office.batch import Answer
from web.processes import SharedState

KEPT_S = 24 * 3600.0
"""Longer than a practice lasts."""


class EventCodec(Protocol):
    """Writes events as texts and reads them, as the centre's own journal does."""

    def encode(self, event: Event) -> tuple[str, str]:
        """Return kind and JSON text of an event, without its `at`."""
        ...

    def decode(self, seq: int, at: str, kind: str, text: str) -> Event:
        """Return the event of an entry; raise CannotStore."""
        ...


class PracticeJournal:
    """A value for each batch, by the number before its first entry: who comes second is behind."""

    def __init__(
        self,
        shared: SharedState,
        codec: EventCodec,
        practice_id: str,
        tell: Callable[[int], None],
    ) -> None:
        """Write nothing yet; `tell(seq)` is called after each batch of this process."""
        self._shared, self._codec, self._tell = shared, codec, tell
        self._room = f"practice {practice_id}"
        self._seq = 0
        self.entries: list[Entry] = []
        """All that is known here."""
        self._known: set[str] = set()
        self._answers: dict[tuple[str, str], Answer] = {}

    def replay(self) -> tuple[int, Iterable[Entry]]:
        """Return all that has happened."""
        return 0, self.follow() or ()

    def find_complaints(self, _until: int) -> Iterable[Entry]:
        """Return nothing: each practice is replayed from its beginning."""
        return ()

    def append(
        self, expected_seq: int, entries: Sequence[Entry], answers: Sequence[KeyedAnswer]
    ) -> None:
        """Keep a batch; raise Behind where another process has kept one behind the same number."""
        if not entries and not answers:
            return
        batch = {
            "behind": expected_seq,
            "entries": [self._write(each) for each in entries],
            "answers": [[each.actor, each.key, each.answer] for each in answers],
        }
        # Answers alone move nothing: they stand beside what comes next
        key = str(expected_seq) if entries else f"{expected_seq} {token_hex(8)}"

        def step(before: Mapping[str, Any] | None, _now_s: float) -> Mapping[str, Any]:
            if before is not None:
                raise Behind
            return batch

        self._shared.change(self._room, key, step, KEPT_S)
        self._note(key, batch, entries)
        self._tell(self._seq)

    def follow(self, *, hold: bool = False) -> Sequence[Entry] | None:  # noqa: ARG002
        """Return what other processes have kept since: entries, their keyed answers are known.

        None: nothing. Raises CannotStore where some of it is gone.
        """
        batches = self._shared.read(self._room)
        news = {key: batch for key, batch in batches.items() if key not in self._known}
        entries: list[Entry] = []
        for key, batch in sorted(news.items(), key=lambda each: int(each[1]["behind"])):
            if batch["entries"] and batch["behind"] != self._seq:
                raise CannotStore("the journal of a practice has gaps")
            read = [self._read(each) for each in batch["entries"]]
            self._note(key, batch, read)
            entries += read
        return entries if news else None

    def let_go(self) -> None:
        """Do nothing: in a practice nobody is held off."""

    def answer(self, actor: str, key: str) -> Answer | None:
        """Return the answer that was given to this key."""
        return self._answers.get((actor, key))

    def find_given(self, _first: date) -> Given:
        """Return nothing: each practice has one day."""
        return ()

    def _note(self, key: str, batch: Mapping[str, Any], entries: Sequence[Entry]) -> None:
        self._known.add(key)
        self.entries += entries
        self._seq += len(entries)
        self._answers |= {(actor, of): answer for actor, of, answer in batch["answers"]}

    def _write(self, entry: Entry) -> list[Any]:
        kind, text = self._codec.encode(entry.event)
        return [entry.seq, entry.event.at.isoformat(), kind, text, entry.actor, entry.key]

    def _read(self, written: Sequence[Any]) -> Entry:
        seq, at, kind, text, actor, key = written
        return Entry(seq, self._codec.decode(seq, at, kind, text), actor, key)
