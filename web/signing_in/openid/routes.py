"""The way to the provider and back: `/sign-in/openid` and `/sign-in/openid/callback`.

The provider's library is imported where a provider is configured: it takes 20 MB.
"""

import logging
from hashlib import sha256
from secrets import token_urlsafe
from time import time
from typing import TYPE_CHECKING, Any

from flask import Response, request, session

from web.errors import NotFound, TooMany
from web.guesses import Guesses, Key
from web.http_client import NoAnswer
from web.messages import MESSAGES
from web.processes import SharedState
from web.redirects import next_address, see_other
from web.requests import find_own_network
from web.roles import Open, Role
from web.settings import OpenId
from web.signing_in.guess_limits import PER_ADDRESS
from web.signing_in.openid.identity import Identity, NotVouched, Sent
from web.signing_in.sign_in_page import OPENID, show_sign_in
from web.signing_in.steps import NEW_PASSWORD, Steps
from web.site import Site
from web.turns import others_first

if TYPE_CHECKING:
    from web.signing_in.openid.provider import Provider

CALLBACK = f"{OPENID}/callback"
KEPT = "openid"
USED = "used ways back"
GOOD_FOR_S = 600
NO_ANSWER = (
    "Hiện không liên lạc được với hệ thống đăng nhập một lần. "
    "Hãy đăng nhập bằng tên đăng nhập và mật khẩu."
)
TOO_LATE = "Lần đăng nhập này đã quá lâu hoặc đã dùng rồi. Hãy bắt đầu lại."
NOT_VOUCHED = (
    "Hệ thống đăng nhập một lần không xác nhận được Anh/Chị. "
    "Hãy thử lại, hoặc đăng nhập bằng tên đăng nhập và mật khẩu."
)
NOT_LINKED = (
    "Tài khoản vừa dùng chưa được liên kết với tài khoản nào ở trung tâm. "
    "Xin báo quản trị viên mã liên kết dưới đây."
)
CLOSED = "Tài khoản của Anh/Chị ở trung tâm đã bị khóa. Xin liên hệ quản trị viên."
log = logging.getLogger("xinmoi.web")


class Returns:
    """The way back of each browser: what it was sent with is in its session, and good once."""

    def __init__(self, shared: SharedState) -> None:
        """Note in `shared` what is used: the browser may come back to another process."""
        self._shared = shared

    def begin(self, after: str) -> dict[str, str]:
        """Return state, nonce and verifier of a new way, which replaces an earlier one."""
        made = {name: token_urlsafe(32) for name in ("state", "nonce", "verifier")}
        session[KEPT] = {**made, "until": int(time()) + GOOD_FOR_S, "after": after}
        return made

    def take(self, state: str) -> dict[str, Any] | None:
        """Return what this browser was sent with, the first time that it comes back in time."""
        kept: dict[str, Any] | None = session.pop(KEPT, None)
        if kept is None or not state or kept["state"] != state:
            return None
        if not 0 < kept["until"] - time() <= GOOD_FOR_S:
            return None
        # A cookie can be sent again, whatever the last answer has set
        return kept if self._use(state) else None

    def _use(self, state: str) -> bool:
        """Say whether nobody has come back with it yet."""
        own = {"by": token_urlsafe(16)}
        digest = sha256(state.encode("utf-8", "replace")).hexdigest()
        used = self._shared.change(USED, digest, lambda before, _now_s: before or own, GOOD_FOR_S)
        return used == own


class Door:
    """Signing in by the provider that is configured now."""

    def __init__(self, site: Site, steps: Steps, guesses: Guesses) -> None:
        """Let people in by `steps`; count answers that prove nothing in `guesses`."""
        self._site, self._steps, self._guesses = site, steps, guesses
        self._returns = Returns(site.processes.shared)
        self._provider: Provider | None = None
        if self.settings is not None and site.addresses.public_url:
            self._find_provider()

    @property
    def settings(self) -> OpenId | None:
        """The provider's section, None where there is none."""
        return self._site.guard.signed_in.settings.openid

    def start(self) -> Response:
        """Send the browser to the provider."""
        provider, after = self._find_provider(), next_address("")
        if request.headers.get("Sec-Fetch-Site") == "cross-site":
            # Another site's page may have sent the browser here: nobody signs in unasked
            return self._refuse("", 200, after=after)
        way = self._returns.begin(after)
        try:
            with others_first(request.environ):
                return see_other(provider.make_address(_as_sent(way)))
        except NoAnswer as fault:
            return self._refuse(NO_ANSWER, 503, f"the provider of OpenID Connect: {fault}", after)

    def come_back(self) -> Response:
        """Let in whom the provider vouches for, if an account is linked with that person."""
        provider, way = self._find_provider(), self._returns.take(request.args.get("state", ""))
        if way is None:
            return self._refuse(TOO_LATE, 400)
        key = Key(PER_ADDRESS, ("openid", find_own_network()))
        try:
            self._guesses.count(key)
        except TooMany as fault:
            answer = self._refuse(MESSAGES["too_many"], 429)
            answer.headers["Retry-After"] = str(fault.retry_after_s)
            return answer
        try:
            with others_first(request.environ):
                found = provider.identify(_as_sent(way), request.args)
        except NoAnswer as fault:
            what = f"the provider of OpenID Connect: {fault}"
            return self._refuse(NO_ANSWER, 503, what, way["after"])
        except NotVouched as fault:
            what = f"nobody is signed in from {request.remote_addr} by OpenID Connect: {fault}"
            return self._refuse(NOT_VOUCHED, 401, what, way["after"])
        self._guesses.forgive(key)
        return self._let_in(found, way["after"])

    def _let_in(self, found: Identity, after: str) -> Response:
        accounts = self._site.guard.accounts
        name = accounts.openid_links.find(found.issuer, found.subject)
        if name is None:
            self._site.guard.unlinked.note(found.issuer, found.subject, found.called)
            what = f"{found.called!r} of the provider is linked with no account"
            return self._refuse(NOT_LINKED, 403, what, code=found.subject)
        person = accounts.find_person(name)
        if person is None:
            return self._refuse(CLOSED, 403, f"{name} is disabled, and comes by OpenID Connect")
        # Nobody has typed the password that somebody else may have set
        home = self._site.homes.get(Role(person.role), "/")
        return see_other(self._steps.begin(person, after or home, (NEW_PASSWORD,)))

    def _find_provider(self) -> "Provider":
        settings, public = self.settings, self._site.addresses.public_url
        if settings is None or public is None:
            raise NotFound
        if self._provider is None or self._provider.settings != settings:
            from web.signing_in.openid.provider import Provider

            self._provider = Provider(settings, public + CALLBACK, self._site.runtime)
        return self._provider

    def _refuse(
        self, message: str, status: int, what: str = "", after: str = "", code: str = ""
    ) -> Response:
        if what:
            log.warning("%s", what)
        return show_sign_in(self._site, after, message=message, status=status, code=code)


def install_openid(site: Site, steps: Steps, guesses: Guesses) -> None:
    """Serve the two addresses; 404 where no provider is configured."""
    door = Door(site, steps, guesses)
    site.routes.open("GET", OPENID, Open.TO_ALL)(door.start)
    site.routes.open("GET", CALLBACK, Open.TO_ALL)(door.come_back)


def _as_sent(way: dict[str, Any]) -> Sent:
    return Sent(way["state"], way["nonce"], way["verifier"])
