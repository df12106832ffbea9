"""The second factor on pages: asked for at sign-in, set up there or at the own account."""

from functools import partial
from typing import Any

from flask import Response, request, session

from queueing.accounts import Person
from queueing.totp import find_step, make_app_address, make_secret
from web.callers import Caller
from web.errors import TooMany
from web.guesses import Guesses
from web.languages import SOURCE
from web.messages import MESSAGES
from web.qr import make_qr_address
from web.redirects import see_other
from web.roles import Open, Right
from web.signing_in.guess_limits import list_guess_keys
from web.signing_in.own_account import ACCOUNT, refuse_wrong_password, show_account
from web.signing_in.steps import CODE, ENROL, Pending, Steps
from web.site import Site

SECRET = "new_secret"
"""Where the session keeps a secret that no code has been typed of yet."""
ENROL_AT = f"{ACCOUNT}/second-factor"
WRONG_CODE = "Mã không đúng hoặc đã được dùng. Hãy chờ mã mới rồi nhập lại."
BY_CLOCK = (
    "Mã chỉ đúng khi máy chủ và điện thoại cùng giờ. Máy chủ đang ghi %(now)s; nếu sai, hãy báo "
    "quản trị."
)
"""A clock that is wrong refuses everybody's codes: whoever reads its time knows why."""
REQUIRED = "Vai trò của Anh/Chị bắt buộc có lớp bảo vệ thứ hai."


def install_second_factor(site: Site, steps: Steps, guesses: Guesses) -> None:
    """Serve the steps `/sign-in/code`, `/sign-in/second-factor`, and the same at the account."""
    _install_code(site, steps, guesses)
    _install_enrolment(site, steps)
    _install_own(site, guesses)
    _install_own_changes(site, guesses)


def _install_code(site: Site, steps: Steps, guesses: Guesses) -> None:
    guard = site.guard

    @site.routes.open("GET", CODE, Open.TO_ALL)
    def code_page() -> Response:
        return _page(site, "code.html") if steps.find(CODE) else see_other("/sign-in")

    @site.routes.open("POST", CODE, Open.TO_OWN_FORM)
    def check_code() -> Response:
        guard.check_form()
        pending = steps.find(CODE)
        if pending is None:
            return see_other("/sign-in")
        name = pending.person.name
        keys = list_guess_keys(guard, name, "code")
        try:
            guesses.count(*keys)
        except TooMany as fault:
            response = _page(site, "code.html", MESSAGES["too_many"], 429)
            response.headers["Retry-After"] = str(fault.retry_after_s)
            return response
        if guard.accounts.use_code(name, request.form.get("code", "")) is None:
            return _page(site, "code.html", WRONG_CODE, 401)
        guesses.forgive(*keys)
        return see_other(steps.go_on(pending, CODE))


def _install_enrolment(site: Site, steps: Steps) -> None:
    @site.routes.open("GET", ENROL, Open.TO_ALL)
    def enrol_page() -> Response:
        pending = steps.find(ENROL)
        return _show_secret(site, pending.person) if pending else see_other("/sign-in")

    @site.routes.open("POST", ENROL, Open.TO_OWN_FORM)
    def enrol() -> Response:
        site.guard.check_form()
        pending = steps.find(ENROL)
        if pending is None:
            return see_other("/sign-in")
        codes = _set_up(site, pending.person)
        if codes is None:
            return _show_secret(site, pending.person, WRONG_CODE, 422)
        done = Pending(pending.person, (*pending.done, CODE), pending.after)
        return _page(site, "recovery.html", codes=codes, after=steps.go_on(done, ENROL))


def _install_own(site: Site, guesses: Guesses) -> None:
    accounts = site.guard.accounts

    @site.staff_page(ENROL_AT, Right.OWN_ACCOUNT)
    def own_page(caller: Caller) -> Response:
        person = accounts.find_person(caller.name)
        if person is None or person.second_factor:
            return see_other(ACCOUNT)
        return _show_secret(site, person, own=True)

    @site.post(ENROL_AT, Right.OWN_ACCOUNT)
    def own_enrol(caller: Caller) -> Response:
        person = accounts.find_person(caller.name)
        if person is None or person.second_factor:
            return see_other(ACCOUNT)
        show = partial(_show_secret, site, person, own=True)
        # Whoever sits down at an open browser must not be able to lock its owner out
        if (refused := refuse_wrong_password(site, caller, guesses, show)) is not None:
            return refused
        codes = _set_up(site, person)
        if codes is None:
            return show(WRONG_CODE, 422)
        return _page(site, "recovery.html", codes=codes, after=ACCOUNT)


def _install_own_changes(site: Site, guesses: Guesses) -> None:
    accounts = site.guard.accounts

    @site.post(f"{ENROL_AT}/codes", Right.OWN_ACCOUNT)
    def renew_codes(caller: Caller) -> Response:
        person = accounts.find_person(caller.name)
        if person is None or not person.second_factor:
            return see_other(ACCOUNT)
        if (refused := refuse_wrong_password(site, caller, guesses)) is not None:
            return refused
        codes = accounts.renew_recovery_codes(caller.name, caller.id)
        return _page(site, "recovery.html", codes=codes, after=ACCOUNT)

    @site.post(f"{ENROL_AT}/remove", Right.OWN_ACCOUNT)
    def remove(caller: Caller) -> Response:
        if caller.role in site.guard.signed_in.settings.second_factor:
            return show_account(site, caller, REQUIRED, 422)
        if (refused := refuse_wrong_password(site, caller, guesses)) is not None:
            return refused
        accounts.remove_second_factor(caller.name, caller.id)
        site.guard.signed_in.forget(caller.name)
        return see_other("/sign-in")


def _set_up(site: Site, person: Person) -> list[str] | None:
    """Return the recovery codes once the form's code shows that the app works; None if not."""
    secret, typed = session.get(SECRET, ""), "".join(request.form.get("code", "").split())
    now_s = site.guard.accounts.tell_time().timestamp()
    step = find_step(secret, typed, now_s) if secret else None
    if step is None:
        return None
    del session[SECRET]
    codes = site.guard.accounts.set_second_factor(person.name, secret, step, f"user:{person.name}")
    site.guard.signed_in.forget(person.name)
    return codes


def _show_secret(
    site: Site, person: Person, message: str = "", status: int = 200, *, own: bool = False
) -> Response:
    """Return the page with the app's secret; `own`: at the own account, where a password is due."""
    secret = session.setdefault(SECRET, make_secret())
    issuer = f"Xin Mời – {site.words.pick_name(SOURCE, site.centre.city.names())}"
    return _page(
        site,
        "second_factor.html",
        message,
        status,
        own=own,
        qr=make_qr_address(make_app_address(secret, person.name, issuer)),
        secret=" ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
    )


def _page(
    site: Site, template: str, message: str = "", status: int = 200, **context: Any
) -> Response:
    language = site.language()
    said = site.words.gettext(language, message) if message else ""
    if message == WRONG_CODE:
        now = site.guard.accounts.tell_time().astimezone(site.office.hall.catalogue.zone_info)
        said += " " + site.words.gettext(language, BY_CLOCK, now=f"{now:%H:%M, %d/%m/%Y}")
    response = site.render_page(template, language=language, screen="web", message=said, **context)
    response.status_code = status
    return response
