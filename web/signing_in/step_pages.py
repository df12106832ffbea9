"""The pages between the right password and a session."""

from flask import Response

from web.redirects import see_other
from web.roles import Open
from web.signing_in.own_account import find_fault_of_new, set_new_password
from web.signing_in.steps import NEW_PASSWORD, Steps
from web.site import Site


def install_steps(site: Site, steps: Steps) -> None:
    """Serve the pages of all steps; who is at none of them is sent to sign in."""

    @site.routes.open("GET", NEW_PASSWORD, Open.TO_ALL)
    def new_password_page() -> Response:
        if steps.find(NEW_PASSWORD) is None:
            return see_other("/sign-in")
        return _show_new_password(site)

    @site.routes.open("POST", NEW_PASSWORD, Open.TO_OWN_FORM)
    def new_password() -> Response:
        site.guard.check_form()
        pending = steps.find(NEW_PASSWORD)
        if pending is None:
            return see_other("/sign-in")
        fault = find_fault_of_new(site, pending.person.name, None)
        if fault is not None:
            return _show_new_password(site, fault, 422)
        set_new_password(site, pending.person.name)
        return see_other(steps.go_on(pending, NEW_PASSWORD))


def _show_new_password(site: Site, message: str = "", status: int = 200) -> Response:
    language = site.language()
    response = site.render_page(
        "new_password.html",
        language=language,
        screen="web",
        message=site.words.gettext(language, message) if message else "",
    )
    response.status_code = status
    return response
