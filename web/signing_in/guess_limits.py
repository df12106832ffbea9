"""How many passwords, codes and tokens may be guessed, and whose guesses count together."""

from queueing.accounts import fold_name
from web.callers import Guard
from web.guesses import Allowance, Key
from web.requests import find_own_network

PER_BROWSER = Allowance(free=5, first_pause_s=60, longest_pause_s=3600, forgotten_s=3600)
"""For one name from one browser."""
PER_NAME = Allowance(free=20, first_pause_s=60, longest_pause_s=3600, forgotten_s=24 * 3600)
"""For one name from all browsers in which that person has not signed in yet."""
PER_ADDRESS = Allowance(free=30, first_pause_s=60, longest_pause_s=60, forgotten_s=60)
"""The whole hall may be behind one address."""


def list_guess_keys(guard: Guard, name: str, what: str = "name") -> list[Key]:
    """Return whose guess this is; strangers never make somebody wait in a browser of her own.

    `what` is guessed is counted apart: the password by "name", or a "code".
    """
    folded = fold_name(name)
    own = Key(PER_BROWSER, ("browser", what, folded, guard.find_browser_id()))
    if guard.has_signed_in_here(name):
        return [own]
    address = Key(PER_ADDRESS, ("person", find_own_network()))
    return [own, Key(PER_NAME, (what, folded)), address]
