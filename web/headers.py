"""What every answer tells the browser to refuse, and caches not to keep."""

from collections.abc import Sequence

from flask import Flask, Response, request

from web.addresses import Addresses
from web.routes import Routes

YEAR_S = 31_536_000
UNUSED = (
    "accelerometer", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope",
    "hid", "magnetometer", "microphone", "midi", "payment", "serial", "usb",
)  # fmt: skip
"""What no page here asks a browser for, and no script in one may."""
UNFRAMED, FRAMED = "frame-ancestors 'none'", "frame-ancestors *"
"""Who may draw an answer into another site: nobody, also no picture, file or JSON; or anybody."""
PERMISSIONS = ", ".join(f"{name}=()" for name in UNUSED)


def install_headers(app: Flask, addresses: Addresses, routes: Routes) -> None:
    """Put the security headers on every answer; `routes` says what other sites may show or read."""

    @app.after_request
    def protect(response: Response) -> Response:
        headers = response.headers
        headers["X-Content-Type-Options"] = "nosniff"
        shared = request.path in routes.shared
        headers["Cross-Origin-Resource-Policy"] = "cross-origin" if shared else "same-origin"
        if shared:
            headers["Access-Control-Allow-Origin"] = "*"
        if "Cache-Control" not in headers:
            headers["Cache-Control"] = "no-store"
        if request.is_secure and addresses.is_public(request.host):
            # Not for subdomains, and not by another name: devices inside may come by plain http
            headers["Strict-Transport-Security"] = f"max-age={YEAR_S}"
        if response.mimetype == "text/html":
            framed = routes.framed.get(request.path, _never)()
            headers["Content-Security-Policy"] = content_security_policy(
                [request.host, *addresses.socket_hosts], FRAMED if framed else UNFRAMED
            )
            headers["Referrer-Policy"] = "same-origin"
            if not framed:
                headers["X-Frame-Options"] = "DENY"
            headers["Cross-Origin-Opener-Policy"] = "same-origin"
            headers["Permissions-Policy"] = PERMISSIONS
        else:
            headers["Content-Security-Policy"] = UNFRAMED
        return response


def _never() -> bool:
    return False


def content_security_policy(hosts: Sequence[str], frames: str = UNFRAMED) -> str:
    """Return the policy for pages under these hosts: own files only, no inline script or style."""
    sockets = "".join(f" ws://{host} wss://{host}" for host in hosts)
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        f"font-src 'self'; media-src 'self'; manifest-src 'self'; connect-src 'self'{sockets}; "
        f"base-uri 'none'; form-action 'self'; {frames}"
    )
