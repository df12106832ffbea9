"""With whom of the OpenID Connect provider an account is linked: on somebody's page of people."""

from typing import TypedDict

from flask import request

from queueing.accounts import Person
from storage.openid_links import SubjectTaken
from web.callers import Caller
from web.callers.unlinked import Arrival
from web.site import Site

LONGEST_SUBJECT = 255
NO_CODE = "Hãy chọn người vừa đăng nhập, hoặc nhập mã liên kết."
TAKEN = "Mã liên kết này đã thuộc một tài khoản khác."


class Link(TypedDict):
    """What the page shows; `arrivals`: who came and is linked with nobody, the newest first."""

    provider: str
    subject: str | None
    arrivals: list[Arrival]


def find_link(site: Site, person: Person) -> Link | None:
    """Return how an account stands with the provider; None where none is configured."""
    openid = site.guard.signed_in.settings.openid
    if openid is None:
        return None
    return {
        "provider": site.words.pick_name(site.language(), openid.label.names()),
        "subject": site.guard.accounts.openid_links.find_subject(person.name, openid.issuer),
        "arrivals": site.guard.unlinked.list_of(openid.issuer),
    }


def link(site: Site, caller: Caller, person: Person) -> str | None:
    """Link the account with the form's person of the provider; return what keeps it from that."""
    openid = site.guard.signed_in.settings.openid
    subject = request.form.get("typed", "").strip() or request.form.get("arrived", "")
    if openid is None or not 0 < len(subject) <= LONGEST_SUBJECT or not subject.isprintable():
        return NO_CODE
    try:
        site.guard.accounts.openid_links.link(person.name, openid.issuer, subject, caller.id)
    except SubjectTaken:
        return TAKEN
    site.guard.unlinked.forget(openid.issuer, subject)
    return None


def unlink(site: Site, caller: Caller, person: Person) -> None:
    """End the link, and every session, of which some may have begun by it."""
    site.guard.accounts.openid_links.unlink(person.name, caller.id)
    site.guard.accounts.end_sessions(person.name, caller.id)
