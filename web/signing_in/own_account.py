"""The own account: choosing a password, seeing and ending where one is signed in."""

from collections.abc import Callable
from functools import partial

from flask import Response, request

from web.callers import Caller
from web.errors import NotFound, NotSignedIn, TooMany
from web.guesses import Guesses
from web.messages import MESSAGES
from web.passwords import find_weakness
from web.redirects import forget_pages, see_other
from web.roles import Right
from web.signing_in.guess_limits import list_guess_keys
from web.site import Site

ACCOUNT = "/account"
NOT_THE_SAME = "Hai lần nhập mật khẩu mới không giống nhau."
NOT_THE_PRESENT_ONE = "Mật khẩu hiện tại không đúng."
NOT_A_NEW_ONE = "Hãy chọn mật khẩu khác mật khẩu đang dùng."
Show = Callable[[str, int], Response]
CHANGED = "Đã đổi mật khẩu. Những nơi khác đã được đăng xuất."


def install_own_account(site: Site, guesses: Guesses) -> None:
    """Serve `/account` and what is pressed there."""
    _install_password(site, guesses)
    _install_sign_ins(site)

    @site.staff_page(ACCOUNT, Right.OWN_ACCOUNT)
    def account(caller: Caller) -> Response:
        return show_account(site, caller)


def _install_sign_ins(site: Site) -> None:
    guard = site.guard

    @site.post(f"{ACCOUNT}/sign-out-everywhere", Right.OWN_ACCOUNT)
    def sign_out_everywhere(caller: Caller) -> Response:
        if request.form.get("confirm") != "yes":
            return see_other(ACCOUNT)
        guard.sign_out_everywhere(caller)
        return forget_pages(see_other("/sign-in"))

    @site.post(f"{ACCOUNT}/sign-ins/<sign_in_id>/end", Right.OWN_ACCOUNT)
    def end_sign_in(caller: Caller, sign_in_id: str) -> Response:
        if sign_in_id not in {each.id for each in guard.accounts.sign_ins.list_of(caller.name)}:
            raise NotFound
        guard.signed_in.end(sign_in_id)
        return see_other(ACCOUNT)


def _install_password(site: Site, guesses: Guesses) -> None:
    guard = site.guard

    @site.post(f"{ACCOUNT}/password", Right.OWN_ACCOUNT)
    def change_password(caller: Caller) -> Response:
        refused = refuse_wrong_password(site, caller, guesses)
        if refused is not None:
            return refused
        fault = find_fault_of_new(site, caller.name, request.form["present"])
        if fault is not None:
            return show_account(site, caller, fault, 422)
        set_new_password(site, caller.name)
        person = guard.accounts.find_person(caller.name)
        if person is None:
            raise NotSignedIn
        guard.sign_in(person)
        return see_other(f"{ACCOUNT}?changed=1")


def refuse_wrong_password(
    site: Site, caller: Caller, guesses: Guesses, show: Show | None = None
) -> Response | None:
    """Return a page with a refusal unless the form's `present` password is right.

    `show`: makes the page of a message and a status; else it is the account's.
    """
    show = show or partial(show_account, site, caller)
    keys = list_guess_keys(site.guard, caller.name)
    try:
        guesses.count(*keys)
    except TooMany as fault:
        answer = show(MESSAGES["too_many"], 429)
        answer.headers["Retry-After"] = str(fault.retry_after_s)
        return answer
    if site.guard.accounts.check_password(caller.name, request.form.get("present", "")) is None:
        return show(NOT_THE_PRESENT_ONE, 422)
    guesses.forgive(*keys)
    return None


def find_fault_of_new(site: Site, name: str, present: str | None) -> str | None:
    """Return why the form's `new` password cannot be that of this person, None if it can.

    `present`: the password that was just right, None if it is not known any more.
    """
    new, centre = request.form.get("new", ""), site.centre
    own_words = (name, *centre.names.names().values(), *centre.city.names().values())
    if new != request.form.get("again", ""):
        return NOT_THE_SAME
    if weakness := find_weakness(new, *own_words):
        return weakness
    same = new == present if present else site.guard.accounts.check_password(name, new)
    return NOT_A_NEW_ONE if same else None


def set_new_password(site: Site, name: str) -> None:
    """Give the person the form's `new` password; every session of theirs ends."""
    site.guard.accounts.set_password(name, request.form["new"], actor=f"user:{name}")
    site.guard.signed_in.forget(name)


def show_account(site: Site, caller: Caller, message: str = "", status: int = 200) -> Response:
    """Return the page of the own account."""
    language, accounts = site.language(), site.guard.accounts
    response = site.render_page(
        "account.html",
        language=language,
        screen="web",
        caller=caller,
        message=site.words.gettext(language, message) if message else "",
        changed=CHANGED if request.args.get("changed") and not message else "",
        home=site.homes.get(caller.role, "/"),
        person=accounts.find_person(caller.name),
        codes_left=accounts.count_recovery_codes(caller.name),
        required=caller.role in site.guard.signed_in.settings.second_factor,
        sign_ins=[
            (each, site.local_time(each.at), site.local_time(each.seen_at))
            for each in accounts.sign_ins.list_of(caller.name)
        ],
    )
    response.status_code = status
    return response
