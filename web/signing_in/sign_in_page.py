"""The page that asks for name and password, and signing out."""

import logging
from urllib.parse import urlencode

from flask import Response, request

from queueing.accounts import LONGEST_NAME
from web.errors import NotFound, TooMany
from web.guesses import Guesses
from web.messages import MESSAGES
from web.redirects import forget_pages, next_address, see_other
from web.roles import Open, Role
from web.signing_in.guess_limits import list_guess_keys
from web.signing_in.steps import Steps
from web.site import Site
from web.turns import others_first

OPENID = "/sign-in/openid"
log = logging.getLogger("xinmoi.web")
WRONG = (
    "Tên đăng nhập hoặc mật khẩu không đúng. "
    "Hãy nhập lại; nếu quên mật khẩu, xin liên hệ quản trị viên."
)


def install_sign_in_page(site: Site, steps: Steps, guesses: Guesses) -> None:
    """Serve `/sign-in` and `/sign-out`."""
    guard = site.guard

    @site.routes.open("GET", "/sign-in", Open.TO_ALL)
    def sign_in_page() -> Response:
        return show_sign_in(site, next_address(""))

    @site.routes.open("POST", "/sign-in", Open.TO_OWN_FORM)
    def sign_in() -> Response:
        guard.check_form()
        name = request.form.get("name", "").strip()
        keys = list_guess_keys(guard, name)
        try:
            guesses.count(*keys)
        except TooMany as fault:
            said = MESSAGES["too_many"]
            response = show_sign_in(site, next_address(""), name, message=said, status=429)
            response.headers["Retry-After"] = str(fault.retry_after_s)
            return response
        with others_first(request.environ):
            person = guard.accounts.check_password(name, request.form.get("password", ""))
        if person is None:
            log.warning("a wrong password for %r from %s", name[:LONGEST_NAME], request.remote_addr)
            return show_sign_in(site, next_address(""), name, message=WRONG, status=401)
        guesses.forgive(*keys)
        home = site.homes.get(Role(person.role), "/")
        return see_other(steps.begin(person, next_address(home)))

    @site.routes.open("POST", "/sign-in/demo", Open.TO_OWN_FORM)
    def demo_sign_in() -> Response:
        guard.check_form()
        person = guard.accounts.find_person(request.form.get("name", ""))
        if not (site.demo_here and person):
            raise NotFound
        guard.sign_in(person)
        return see_other(next_address(site.homes.get(Role(person.role), "/")))

    @site.routes.open("POST", "/sign-out", Open.TO_OWN_FORM)
    def sign_out() -> Response:
        guard.check_form()
        guard.sign_out()
        after = next_address("")
        query = f"?{urlencode({'next': after})}" if after else ""
        return forget_pages(see_other(f"/sign-in{query}"))


def show_sign_in(
    site: Site, after: str, name: str = "", *, message: str = "", status: int = 200, code: str = ""
) -> Response:
    """Return the page that asks for name and password, and offers the provider if there is one.

    `after`: the page that is wanted; `code`: by which an administrator links an account.
    """
    language = site.words.choose_language(
        request.values.get("lang"), request.headers.get("Accept-Language")
    )
    openid, public = site.guard.signed_in.settings.openid, site.addresses.public_url
    response = site.render_page(
        "sign_in.html",
        language=language,
        screen="web",
        next=after,
        name=name,
        message=site.words.gettext(language, message) if message else "",
        code=code,
        # By the public address, to which the provider sends back: the cookie has to be there
        provider_address=f"{public}{OPENID}?{urlencode({'next': after})}" if public else "",
        provider=site.words.pick_name(language, openid.label.names()) if openid and public else "",
    )
    response.status_code = status
    return response
