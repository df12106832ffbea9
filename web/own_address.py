"""By which address devices in the network reach this server, as far as it knows."""

import socket
from ipaddress import ip_address

from web.settings import Server

ELSEWHERE = ("192.0.2.1", 9)
"""An address of documentation (RFC 5737): asked for the way there, nothing is sent."""


def find_address(server: Server) -> str:
    """Return an address at which devices reach a server with these settings, without a path.

    Without `public_url` it is that of this computer in its network.
    """
    if server.public_url is not None:
        return server.public_url
    host = _find_own() if _is_everywhere(server.host) else server.host
    return f"http://{f'[{host}]' if ':' in host else host}:{server.port}"


def _is_everywhere(host: str) -> bool:
    try:
        return ip_address(host).is_unspecified
    except ValueError:
        return False


def _find_own() -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as route:
        try:
            route.connect(ELSEWHERE)
            return str(route.getsockname()[0])
        except OSError:
            return "127.0.0.1"
