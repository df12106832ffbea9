"""The page on which whoever has read the set-up code becomes the first administrator."""

import logging
from unicodedata import normalize

from flask import Response, request

from queueing.accounts import fold_name, is_name
from web.errors import NotFound
from web.redirects import see_other
from web.roles import Open, Role
from web.signing_in.own_account import find_fault_of_new
from web.signing_in.steps import Steps
from web.site import Site

SET_UP = "/setup"
WRONG_CODE = "Mã thiết lập không đúng."
WRONG_NAME = "Tên đăng nhập gồm chữ, số và . _ @ -; giữa các từ có một dấu cách."
NAME_TAKEN = "Tên đăng nhập này đã có người dùng."
log = logging.getLogger("xinmoi.accounts")


def install_set_up(site: Site, steps: Steps) -> None:
    """Serve `/setup` while a code is good, else 404."""

    @site.routes.open("GET", SET_UP, Open.TO_ALL)
    def set_up_page() -> Response:
        if not site.set_up.is_open():
            raise NotFound
        return _form(site)

    @site.routes.open("POST", SET_UP, Open.TO_OWN_FORM)
    def set_up() -> Response:
        site.guard.check_form()
        if not site.set_up.is_open():
            raise NotFound
        with site.set_up.use(request.form.get("code", "")) as right:
            if not right:
                log.warning("a wrong set-up code was typed from %s", request.remote_addr)
                return _form(site, WRONG_CODE, 403)
            return _make_administrator(site, steps)


def _make_administrator(site: Site, steps: Steps) -> Response:
    accounts, name = site.guard.accounts, normalize("NFC", request.form.get("name", "").strip())
    fault = None if is_name(name) else WRONG_NAME
    if fold_name(name) in {fold_name(each.name) for each in accounts.people()}:
        fault = NAME_TAKEN
    fault = fault or find_fault_of_new(site, name, None)
    if fault is not None:
        return _form(site, fault, 422)
    person = accounts.create_person(name, Role.ADMIN, request.form["new"], actor="set-up")
    log.warning("%s is the first administrator, made from %s", name, request.remote_addr)
    return see_other(steps.begin(person, site.homes.get(Role.ADMIN, "/")))


def _form(site: Site, message: str = "", status: int = 200) -> Response:
    language = site.language()
    response = site.render_page(
        "set_up.html",
        language=language,
        screen="web",
        message=site.words.gettext(language, message) if message else "",
        code=request.form.get("code", ""),
        name=request.form.get("name", ""),
    )
    response.status_code = status
    return response
