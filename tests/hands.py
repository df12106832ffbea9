"""How keys come: one by one from a person, in a burst from a hand scanner."""

from collections.abc import Sequence

from playwright.sync_api import Page

KEY_MS = 115
"""A person's keys are so far apart: each has done what it does before the next one comes."""
CARD = "079201012345||Tran Thi Ngan|01011990|Nu|12 duong so 3|10072021"
BY_A_PERSON_MS = 120
SCAN_IS_OVER_MS = 1100
LF = "␊"
"""The end of a scanner that sends control characters: browsers see Ctrl J."""
NO_SIGNS = {"\t": "Tab", LF: "Control+j"}
"""What would be no key if it were typed as a sign."""


def stand_still(page: Page) -> None:
    """Let the page's clock run by hand alone from now on."""
    page.clock.pause_at(page.evaluate("Date.now()") / 1000 + 1)


class Scanner:
    """Types with a hand scanner's pace, on a page whose clock stands still meanwhile."""

    def __init__(self, page: Page) -> None:
        self.clock, self.keyboard = page.clock, page.keyboard

    def scan(
        self, text: str = CARD, gap_ms: int = 5, end: str = "\n", pauses: Sequence[int] = ()
    ) -> None:
        """Type the text and what ends it. `pauses`: how long (ms) after each of the first signs."""
        for place, sign in enumerate(text + end):
            if sign in NO_SIGNS:
                self.keyboard.press(NO_SIGNS[sign])
            else:
                self.keyboard.type(sign)
            self.clock.run_for(pauses[place] if place < len(pauses) else gap_ms)
        self.clock.run_for(SCAN_IS_OVER_MS)

    def by_hand(self, *keys: str) -> None:
        """Press keys as a person does."""
        for key in keys:
            self.keyboard.press(key)
            self.clock.run_for(BY_A_PERSON_MS)
