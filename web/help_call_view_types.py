"""A call for help, as screens of staff get it."""

from typing import TypedDict


class HelpCallJson(TypedDict):
    """A counter that calls for help since `at`. `test`: it is only tried.

    `coming`: who is on the way, `coming_at` since when; null: nobody yet. `held_until`: before that
    whoever called cannot end it.
    """

    counter: str
    at: str
    by: str
    test: bool
    coming: str | None
    coming_at: str | None
    held_until: str
