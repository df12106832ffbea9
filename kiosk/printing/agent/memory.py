"""What an agent remembers of a printer from one connection to the next."""

from dataclasses import dataclass

SILENCES = 2
"""So many slips in a row that were not confirmed, and it is known that the printer never does."""
SILENCES_BEFORE_MUTE = 3
"""As many attempts in a row, the last of them with the most patience, and it answers nothing."""


@dataclass
class Memory:
    """What is believed of a printer, from the answers that came and those that did not.

    `in_doubt`: whether half a job may be left in it. `answered`: whether it has ever answered a
    question that is answered at once; `silent`: how often it has not, before it ever did.
    `unconfirmed`: how often in a row it has not confirmed what was printed, though it was ready.
    `unanswered`: how many attempts in a row found no answer in time; `slow_s`: the longest time
    that answers took where they were late, 0 where they never were. `garbled`: whether what came
    at the last attempt was no answer.
    """

    in_doubt: bool = False
    answered: bool = False
    silent: int = 0
    unconfirmed: int = 0
    unanswered: int = 0
    slow_s: float = 0.0
    garbled: bool = False

    @property
    def mute(self) -> bool:
        """Whether it answers nothing at all. One that ever answered is broken when it does not."""
        return not self.answered and self.silent >= SILENCES_BEFORE_MUTE

    @property
    def confirms(self) -> bool:
        """Whether it is worth while to wait until it confirms a slip."""
        return not self.mute and self.unconfirmed < SILENCES
