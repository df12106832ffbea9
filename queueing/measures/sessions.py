"""A counter session: one officer at one counter, from opening to closing."""

from dataclasses import dataclass, replace
from datetime import datetime

from queueing.hall.transitions import seconds_between


@dataclass(frozen=True, slots=True)
class Session:
    """`seq`: journal number of the opening. `pauses`: (reason, seconds), ended ones, by reason.

    `occupied_s`: seconds with a ticket, called or served, without a stay that still goes on;
    `longest_s`: the longest of these stays.
    """

    seq: int
    counter: str
    officer: str
    opened_at: datetime
    closed_at: datetime | None = None
    pauses: tuple[tuple[str | None, float], ...] = ()
    occupied_s: float = 0.0
    reason: str | None = None
    paused_since: datetime | None = None
    busy_since: datetime | None = None
    longest_s: float = 0.0

    @property
    def paused_s(self) -> float:
        """Seconds of all ended pauses."""
        return sum(seconds for _, seconds in self.pauses)

    @property
    def open_s(self) -> float | None:
        """Seconds from opening to closing, pauses included; None while it goes on."""
        return seconds_between(self.opened_at, self.closed_at) if self.closed_at else None

    def begin_pause(self, at: datetime, reason: str | None) -> "Session":
        """Return the session with a pause that begins; an earlier one ends."""
        return replace(self.end_pause(at), reason=reason, paused_since=at)

    def end_pause(self, at: datetime) -> "Session":
        """Return the session with its pause over."""
        if self.paused_since is None:
            return self
        pauses = dict(self.pauses)
        pauses[self.reason] = pauses.get(self.reason, 0.0) + seconds_between(self.paused_since, at)
        ordered = tuple(sorted(pauses.items(), key=lambda pause: pause[0] or ""))
        return replace(self, pauses=ordered, reason=None, paused_since=None)

    def with_ticket(self, at: datetime) -> "Session":
        """Return the session with a ticket at the counter from now on, if it had none."""
        return self if self.busy_since else self._busy(at, 0.0)

    def without_ticket(self, at: datetime) -> "Session":
        """Return the session with the counter free."""
        spent_s = seconds_between(self.busy_since, at)
        return self._busy(None, spent_s)

    def close(self, at: datetime) -> "Session":
        """Return the session at its end; a ticket still being served counts up to here."""
        return replace(self.end_pause(at).without_ticket(at), closed_at=at)

    def _busy(self, since: datetime | None, spent_s: float) -> "Session":
        """Return the session with or without a ticket, after a stay of `spent_s`.

        It is what `replace` does, at a tenth of its cost: it happens twice a ticket, and more often
        than anything else to a session.
        """
        return Session(
            self.seq, self.counter, self.officer, self.opened_at, self.closed_at, self.pauses,
            self.occupied_s + spent_s, self.reason, self.paused_since, since,
            max(self.longest_s, spent_s),
        )  # fmt: skip
