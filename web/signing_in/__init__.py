"""Signing in: name and password, the steps between them and a session, the own account.

It stands on the site; who is asking, which the site asks itself, is `web/callers/`.
"""

from web.guesses import Guesses
from web.signing_in.guess_limits import PER_ADDRESS
from web.signing_in.openid import install_openid
from web.signing_in.own_account import install_own_account
from web.signing_in.second_factor import install_second_factor
from web.signing_in.set_up import install_set_up
from web.signing_in.sign_in_page import install_sign_in_page
from web.signing_in.step_pages import install_steps
from web.signing_in.steps import Steps
from web.site import Site

__all__ = ["PER_ADDRESS", "install_signing_in"]


def install_signing_in(site: Site, guesses: Guesses) -> None:
    """Serve `/sign-in` and its steps, `/sign-out`, `/account` and `/setup`.

    `guesses`: where wrong passwords and codes are counted.
    """
    steps = Steps(site.guard)
    install_sign_in_page(site, steps, guesses)
    install_openid(site, steps, guesses)
    install_steps(site, steps)
    install_own_account(site, guesses)
    install_second_factor(site, steps, guesses)
    install_set_up(site, steps)
