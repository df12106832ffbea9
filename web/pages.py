"""Pages that belong to no screen: the front page, enrolment by a token."""

from flask import Response, request

from web.errors import NotAllowed, NotSignedIn
from web.front_links import ADMINISTRATORS, FrontLink, by_audience, list_steps
from web.guesses import Guesses, Key
from web.redirects import next_address, see_other
from web.requests import find_own_network
from web.roles import DEVICE_ROLES, Open
from web.signing_in import PER_ADDRESS, install_signing_in
from web.site import Site


def install_pages(site: Site) -> None:
    """Serve `/`, `/enrol`, and all of signing in."""
    guesses = Guesses(site.processes.shared)
    _install_front(site)
    install_signing_in(site, guesses)
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
            steps=list_steps(site.front_page_links),
            named=site.words.pick_name,
        )


def _install_enrolment(site: Site, guesses: Guesses) -> None:
    guard = site.guard

    @site.routes.open("POST", "/enrol", Open.TO_OWN_FORM)
    def enrol() -> Response:
        guard.check_form()
        key = Key(PER_ADDRESS, ("device", find_own_network()))
        guesses.count(key)
        try:
            guard.enrol(request.form.get("token", ""), DEVICE_ROLES)
        except (NotSignedIn, NotAllowed):
            return site.ask_for_pairing(next_address("/"), refused=True)
        guesses.forgive(key)
        return see_other(next_address("/"))
