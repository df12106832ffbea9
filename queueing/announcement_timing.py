"""The timing of announcements: how long a call takes, and how many fit into an hour."""

from dataclasses import dataclass

USUAL_SENTENCE_MS = 5250
"""What a call's sentence takes at the usual speed, measured over all numbers and counters."""
HOUR_MS = 3_600_000


@dataclass(frozen=True, slots=True)
class AnnouncementTiming:
    """The pauses and repeats of calls; lengths in milliseconds unless the name says otherwise.

    `chime_ms`: until the bell has faded enough to be spoken after, 0 = no chime; `after_chime_ms`:
    from there to the sentence; `between_ms`: before it is said again; `gap_ms`: after the last.
    `repeats`: how often a sentence is said, and only once when more than `most_waiting` calls wait
    behind it or it is older than `fresh_s` seconds.
    """

    chime_ms: int = 1000
    after_chime_ms: int = 350
    between_ms: int = 600
    gap_ms: int = 600
    repeats: int = 2
    most_waiting: int = 3
    fresh_s: float = 30

    def times(self, behind: int, age_s: float) -> int:
        """Return how often a call is said that has `behind` others behind it."""
        if behind > self.most_waiting or age_s > self.fresh_s:
            return 1
        return self.repeats

    def turn_ms(self, sentence_ms: int, times: int, *, chime: bool = True) -> int:
        """Return how long a sentence said so many times keeps the next one waiting."""
        before = self.chime_ms + self.after_chime_ms if chime and self.chime_ms else 0
        return before + times * sentence_ms + max(0, times - 1) * self.between_ms + self.gap_ms

    def calls_an_hour(self, times: int) -> int:
        """Return how many calls with the usual sentence one zone's loudspeakers can speak."""
        return HOUR_MS // self.turn_ms(USUAL_SENTENCE_MS, times)
