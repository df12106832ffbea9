"""What an agent remembers of a printer from one connection to the next."""

from dataclasses import dataclass

SILENCES = 2
"""So many unanswered questions in a row, and it is known that the printer does not answer them."""


@dataclass
class Memory:
    """What is believed of a printer, from the answers that came and those that did not.

    `in_doubt`: whether half a job may be left in it. `answered`: whether it has ever answered a
    question that is answered at once; `silent`: how often it has not, before it ever did.
    `unconfirmed`: how often in a row it has not confirmed what was printed, though it was ready.
    """

    in_doubt: bool = False
    answered: bool = False
    silent: int = 0
    unconfirmed: int = 0

    @property
    def mute(self) -> bool:
        """Whether it answers nothing at all. One that ever answered is broken when it does not."""
        return not self.answered and self.silent >= SILENCES

    @property
    def confirms(self) -> bool:
        """Whether it is worth while to wait until it confirms a slip."""
        return not self.mute and self.unconfirmed < SILENCES
