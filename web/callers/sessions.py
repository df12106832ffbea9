"""Sessions for people and enrolled devices; callers with a bearer token have none."""

from hashlib import sha1, sha256
from time import time
from typing import Any

from flask import Flask, Request, Response, request
from flask.sessions import (
    NullSession,
    SecureCookieSession,
    SecureCookieSessionInterface,
    SessionMixin,
)
from itsdangerous import BadSignature, URLSafeTimedSerializer

WITHOUT_PAGES = ("/api/", "/socket.io")
FILES = "/static/"
BROWSERS = (
    ("Edg", "Edge"), ("Firefox", "Firefox"), ("coc_coc", "Cốc Cốc"), ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)  # fmt: skip
SYSTEMS = (
    ("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"),
    ("Mac OS", "Mac"), ("Linux", "Linux"),
)  # fmt: skip
SAFE_PREFIX = "__Host-"
"""Browsers take a cookie of such a name by https alone, of this very host, for all its pages."""
EARLIER_BY_HTTPS = "_https"
RENEWED_AFTER_S = 24 * 3600.0
"""Browsers drop a cookie some 400 days after it was set: one that is used is set anew each day."""


class Session(SecureCookieSession):
    """A cookie's content. `signed_at`: when it was set, in seconds since 1970, None: not yet."""

    signed_at: float | None = None


def bearer_of(environ: dict[str, Any]) -> str | None:
    """Return the bearer token of a request; another scheme is some proxy's business, not ours."""
    scheme, _, token = str(environ.get("HTTP_AUTHORIZATION", "")).partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


def name_browser(agent: str) -> str:
    """Return browser and system as people name them, like "Chrome, Windows"; "" for a program."""
    names = (
        next((named for sign, named in signs if sign in agent), None)
        for signs in (BROWSERS, SYSTEMS)
    )
    return ", ".join(filter(None, names))


class Sessions(SecureCookieSessionInterface):
    """Flask's signed cookie, left alone where a bearer token says who is asking.

    A cookie is good for as long as its signature is, whatever the clock says: a device lives by its
    token, a person by `until`, both looked up anew. So a clock that was wrong signs no device
    out, and nobody but who asked while it was past the end of the sign-in.

    Who comes by https has a cookie that never goes by http, under a name of its own: browsers let
    no page that came by http, as devices inside do, and no other host set such a cookie.
    """

    session_class = Session
    digest_method = staticmethod(sha256)

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """Return what signs with SHA-256, and reads what earlier versions signed with SHA-1."""
        signer = super().get_signing_serializer(app)
        if signer is not None:
            signer.fallback_signers.append({"digest_method": sha1, "key_derivation": "hmac"})
        return signer

    def get_cookie_name(self, app: Flask) -> str:
        """Return the name of the cookie by which the present request is answered."""
        return (SAFE_PREFIX if request.is_secure else "") + super().get_cookie_name(app)

    def get_cookie_secure(self, _app: Flask) -> bool:
        """Say whether the cookie is for https alone: where the request has come by it."""
        return request.is_secure

    def open_session(self, app: Flask, request: Request) -> Session | None:
        """Return the cookie's session; None, which Flask replaces by an empty one, for a bearer."""
        if bearer_of(request.environ) is not None and request.path.startswith(WITHOUT_PAGES):
            return None
        signer = self.get_signing_serializer(app)
        cookie = request.cookies.get(self.get_cookie_name(app))
        if cookie is None and request.is_secure:
            return self._open_earlier(super().get_cookie_name(app), request, signer)
        return self._read(cookie, signer)

    def _open_earlier(
        self, name: str, request: Request, signer: URLSafeTimedSerializer | None
    ) -> Session:
        """Return the devices of an earlier version's cookie: others might have set it, for people.

        It gets its new name with the answer.
        """
        cookies = request.cookies
        found = self._read(cookies.get(name + EARLIER_BY_HTTPS) or cookies.get(name), signer)
        session = self.session_class()
        if "devices" in found:
            session["devices"], session.permanent = found["devices"], True
        return session

    def _read(self, cookie: str | None, signer: URLSafeTimedSerializer | None) -> Session:
        if signer is None or not cookie:
            return self.session_class()
        try:
            content, signed_at = signer.loads(cookie, return_timestamp=True)
        except BadSignature:
            return self.session_class()
        found = self.session_class(content)
        found.signed_at = signed_at.timestamp()
        return found

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Set the cookie if the session has changed, or a page renews it.

        A browser keeps it by its own clock (Max-Age): the server's may be years behind.
        """
        if isinstance(session, NullSession) or response.cache_control.public:
            return  # what caches keep for everybody says nothing of who asked
        super().save_session(app, session, response)
        if session and session.permanent and response.headers.get("Set-Cookie"):
            kept_s = int(app.permanent_session_lifetime.total_seconds())
            response.headers["Set-Cookie"] += f"; Max-Age={kept_s}"

    def should_set_cookie(self, app: Flask, session: SessionMixin) -> bool:
        """Say whether the session has changed, or came with a cookie that is to be renewed.

        Where people sign in, pages alone renew it: an answer that comes late must not undo what a
        sign-in has set.
        """
        if super().should_set_cookie(app, session):
            return True
        signed_at = getattr(session, "signed_at", None)
        if signed_at is None or not session.permanent or request.path.startswith(FILES):
            return False
        if "person" in session and request.path.startswith(WITHOUT_PAGES):
            return False
        return bool(abs(time() - signed_at) >= RENEWED_AFTER_S)
