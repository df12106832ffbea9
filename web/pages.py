"""Pages that belong to no screen: the front page, sign-in, enrolment, errors."""

import logging

from flask import Response, request

from queueing.accounts import LONGEST_NAME
from web.errors import NotAllowed, NotFound, NotSignedIn, TooMany
from web.front_links import ADMINISTRATORS, FrontLink, by_audience
from web.guess_limits import PER_ADDRESS, list_guess_keys
from web.guesses import Guesses, Key
from web.messages import MESSAGES
from web.own_account import install_own_account
from web.redirects import next_address, see_other
from web.roles import DEVICE_ROLES, Open, Role
from web.second_factor import install_second_factor
from web.set_up import install_set_up
from web.site import Site
from web.step_pages import install_steps
from web.steps import Steps
from web.turns import others_first

log = logging.getLogger("xinmoi.web")
WRONG = (
    "Tên đăng nhập hoặc mật khẩu không đúng. "
    "Hãy nhập lại; nếu quên mật khẩu, xin liên hệ quản trị viên."
)


def install_pages(site: Site) -> None:
    """Serve `/`, `/sign-in` and its steps, `/sign-out`, `/account`, `/setup`, `/enrol`."""
    guesses, steps = Guesses(), Steps(site.guard)
    _install_front(site)
    _install_sign_in(site, guesses, steps)
    install_steps(site, steps)
    install_own_account(site, guesses)
    install_second_factor(site, steps, guesses)
    install_set_up(site, steps)
    _install_sign_out(site)
    _install_enrolment(site, guesses)


def _install_front(site: Site) -> None:
    site.front_page_links.append(
        FrontLink(
            "/healthz",
            {"vi": "Tình trạng máy chủ", "en": "The server's health"},
            {
                "vi": "Cho phần mềm giám sát và người trực máy.",
                "en": "For monitoring, and for whoever minds the machine.",
            },
            ADMINISTRATORS,
        )
    )

    @site.routes.open("GET", "/", Open.TO_ALL)
    def front() -> Response:
        return site.render_page(
            "front.html",
            language=site.language(),
            screen="web",
            groups=by_audience(site.front_page_links),
            named=site.words.pick_name,
        )


def _install_sign_in(site: Site, guesses: Guesses, steps: Steps) -> None:
    guard = site.guard

    @site.routes.open("GET", "/sign-in", Open.TO_ALL)
    def sign_in_page() -> Response:
        return _form(site, next_address(""))

    @site.routes.open("POST", "/sign-in", Open.TO_OWN_FORM)
    def sign_in() -> Response:
        guard.check_form()
        name = request.form.get("name", "").strip()
        keys = list_guess_keys(guard, name)
        try:
            guesses.count(*keys)
        except TooMany as fault:
            response = _form(site, next_address(""), name, MESSAGES["too_many"], 429)
            response.headers["Retry-After"] = str(fault.retry_after_s)
            return response
        with others_first(request.environ):
            person = guard.accounts.check_password(name, request.form.get("password", ""))
        if person is None:
            log.warning("a wrong password for %r from %s", name[:LONGEST_NAME], request.remote_addr)
            return _form(site, next_address(""), name, WRONG, 401)
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


def _install_sign_out(site: Site) -> None:
    guard = site.guard

    @site.routes.open("POST", "/sign-out", Open.TO_OWN_FORM)
    def sign_out() -> Response:
        guard.check_form()
        guard.sign_out()
        return see_other("/sign-in")


def _install_enrolment(site: Site, guesses: Guesses) -> None:
    guard = site.guard

    @site.routes.open("POST", "/enrol", Open.TO_OWN_FORM)
    def enrol() -> Response:
        guard.check_form()
        key = Key(PER_ADDRESS, ("device", request.remote_addr or ""))
        guesses.count(key)
        try:
            guard.enrol(request.form.get("token", ""), DEVICE_ROLES)
        except (NotSignedIn, NotAllowed):
            return site.ask_for_pairing(next_address("/"), refused=True)
        guesses.forgive(key)
        return see_other(next_address("/"))


def _form(site: Site, after: str, name: str = "", message: str = "", status: int = 200) -> Response:
    language = site.words.choose_language(
        request.values.get("lang"), request.headers.get("Accept-Language")
    )
    response = site.render_page(
        "sign_in.html",
        language=language,
        screen="web",
        next=after,
        name=name,
        message=site.words.gettext(language, message) if message else "",
    )
    response.status_code = status
    return response
