"""What every answer tells the browser to refuse."""

import re

from flask import Flask, Response, request

_HOST = re.compile(r"[A-Za-z0-9.\-:\[\]]{1,255}")


def install_headers(app: Flask) -> None:
    """Put the security headers on every answer."""

    @app.after_request
    def protect(response: Response) -> Response:
        headers = response.headers
        headers["X-Content-Type-Options"] = "nosniff"
        if response.mimetype == "text/html":
            headers["Content-Security-Policy"] = content_security_policy(request.host)
            headers["Referrer-Policy"] = "same-origin"
            headers["X-Frame-Options"] = "DENY"
            headers["Cross-Origin-Opener-Policy"] = "same-origin"
        elif "Cache-Control" not in headers:
            headers["Cache-Control"] = "no-store"
        return response


def content_security_policy(host: str) -> str:
    """Return the policy for pages under `host`: own files only, no inline script or style."""
    sockets = f" ws://{host} wss://{host}" if _HOST.fullmatch(host) else ""
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        f"font-src 'self'; media-src 'self'; connect-src 'self'{sockets}; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
