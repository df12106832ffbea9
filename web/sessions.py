"""Sessions for people and enrolled devices; callers with a bearer token have none."""

from typing import Any

from flask import Flask, Request, Response
from flask.sessions import (
    NullSession,
    SecureCookieSession,
    SecureCookieSessionInterface,
    SessionMixin,
)

WITHOUT_PAGES = ("/api/", "/socket.io")


def bearer_of(environ: dict[str, Any]) -> str | None:
    """Return the bearer token of a request; another scheme is some proxy's business, not ours."""
    scheme, _, token = str(environ.get("HTTP_AUTHORIZATION", "")).partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


class Sessions(SecureCookieSessionInterface):
    """Flask's signed cookie, left alone where a bearer token says who is asking."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Return the cookie's session; None, which Flask replaces by an empty one, for a bearer."""
        if bearer_of(request.environ) is not None and request.path.startswith(WITHOUT_PAGES):
            return None
        return super().open_session(app, request)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Set the cookie if the session has changed."""
        if not isinstance(session, NullSession):
            super().save_session(app, session, response)
