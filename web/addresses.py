"""By which addresses this server is reached, and whose word is taken for it.

A browser's `Host` says what a stranger likes; what proxies add counts only from those that are
trusted. Whatever depends on an address asks here.
"""

import logging
import re
import socket
from collections.abc import Callable, Collection, Iterable, Iterator
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from werkzeug.middleware.proxy_fix import ProxyFix

from web.settings import THIS_COMPUTER, Server

HOST = r"(\[[0-9a-f:.]{2,45}\]|[a-z0-9_.-]{1,253})(?::([0-9]{1,5}))?"
_HOST = re.compile(HOST, re.IGNORECASE)
_ORIGIN = re.compile(rf"(https?)://{HOST}", re.IGNORECASE)
DEFAULT_PORTS = {"http": 80, "https": 443}
HIGHEST_PORT = 65_535
FORWARDED = tuple(f"HTTP_X_FORWARDED_{name}" for name in ("FOR", "PROTO", "HOST", "PORT", "PREFIX"))
_BY_PROXY = (*FORWARDED, "HTTP_FORWARDED", "HTTP_X_REAL_IP")
_WITH_PORT = re.compile(r"\[?([0-9a-f:.]+?)\]?(?::[0-9]+)?", re.IGNORECASE)
_OF_NETWORKS = tuple(map(ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")))
"""Of private networks; what else the library calls private is nobody's address."""
log = logging.getLogger("xinmoi")
Environ = dict[str, Any]
WsgiApp = Callable[[Environ, Any], Iterable[bytes]]
Origin = tuple[str, str, int]


class Addresses:
    """The addresses of the centre: `server.public_url`, and what requests say."""

    def __init__(
        self,
        public_url: str | None = None,
        trusted_proxies: int = 0,
        proxy_addresses: Collection[str] = THIS_COMPUTER,
    ) -> None:
        """Know the address that phones use, how many proxies are believed, and where they are."""
        self.public_url = public_url
        self.notes: dict[str, str] = {}
        """What requests show to be set up wrongly: its kind -> a sentence, the first of each."""
        self._public = parse_origin(public_url or "")
        self._trusted_proxies = trusted_proxies
        self._proxies = [ip_network(each, strict=False) for each in proxy_addresses]

    def wrap(self, app: WsgiApp) -> WsgiApp:
        """Return `app` as it is asked by the client itself: what trusted proxies say holds.

        Only who comes from a proxy's address is believed to be one. Nobody behind reads a header
        of a proxy: that of one that is not trusted says nothing.
        """

        def ask(environ: Environ, start_response: Any) -> Iterable[bytes]:
            for name in FORWARDED:
                environ.pop(name, None)
            environ["REMOTE_ADDR"] = _find_client(environ.get("REMOTE_ADDR", ""))
            scheme = environ["wsgi.url_scheme"].lower()
            environ["wsgi.url_scheme"] = scheme if scheme in DEFAULT_PORTS else "http"
            return app(environ, start_response)

        hops = self._trusted_proxies
        believe = ProxyFix(ask, x_for=hops, x_proto=hops, x_host=hops)

        def judge(environ: Environ, start_response: Any) -> Iterable[bytes]:
            forwarded = [name for name in _BY_PROXY if environ.get(name)]
            if not forwarded:
                return ask(environ, start_response)
            trusted = hops > 0 and self._is_proxy(environ.get("REMOTE_ADDR", ""))
            self._examine(environ, trusted=trusted)
            return (believe if trusted else ask)(environ, start_response)

        return judge

    def _is_proxy(self, peer: str) -> bool:
        try:
            address = ip_address(peer)
        except ValueError:
            return False
        if isinstance(address, IPv6Address):
            address = address.ipv4_mapped or address
        return any(address in network for network in self._proxies)

    def _examine(self, environ: Environ, *, trusted: bool) -> None:
        """Note what a request that came through a proxy shows of how the proxy is set up."""
        peer = environ.get("REMOTE_ADDR", "")
        if not trusted:
            missing = (
                f"proxy_addresses does not name {peer}"
                if self._trusted_proxies
                else "trusted_proxies is 0"
            )
            what = f"headers of a proxy came from {peer}, but {missing}: they are not believed"
            self._note("proxy", f"{what}, and all phones behind it have one address")
            return
        count = self._trusted_proxies
        named = environ.get("HTTP_X_FORWARDED_FOR", "").split(",")
        hops = [_find_client(each.strip()) for each in named if each.strip()]
        counted = f"in X-Forwarded-For, trusted_proxies is {count}"
        if len(hops) < count:
            what = f"the proxy at {peer} names {len(hops)} addresses {counted}"
            self._note("hops", f"{what}: all phones behind it have one address")
        elif len(hops) > count and self._is_proxy(hops[-count]):
            what = f"the proxy at {peer} names {hops[-count]}, another proxy, {counted}"
            self._note("hops", f"{what}: count both, else all phones behind them have one address")
        if path := environ.get("HTTP_X_FORWARDED_PREFIX", "").strip("/"):
            what = f"the proxy at {peer} serves this server below the path /{path}"
            self._note("path", f"{what}: it needs a name or a port of its own, no page works so")
        host = environ.get("HTTP_X_FORWARDED_HOST") or environ.get("HTTP_HOST", "")
        name, _ = split_host(host.rpartition(",")[2].strip()) or ("", None)
        public, _ = split_host((self.public_url or "").partition("://")[2]) or (name, None)
        if name != public or is_own_of_each(name):
            what = f"the proxy at {peer} hides the host that browsers ask for, it says '{name}'"
            self._note("host", f"{what}: pass Host or X-Forwarded-Host on (deploy/)")

    def _note(self, kind: str, what: str) -> None:
        if kind not in self.notes:
            self.notes[kind] = what
            log.warning("%s", what)

    def is_own_origin(self, origin: str | None, environ: Environ) -> bool:
        """Say whether a page of this origin is of this server, as the request reached it.

        Its host counts, by http or https: a proxy may not say by which the browser comes. On the
        very port where this server speaks http no page comes by https. Pages under `public_url` are
        always of this server, whatever host the proxy names.
        """
        sender = parse_origin(origin or "")
        if sender is None:
            return False
        here = parse_origin(f"{sender[0]}://{environ.get('HTTP_HOST', '')}")
        plain = environ.get("wsgi.url_scheme") == "http"
        own_port = str(sender[2]) == environ.get("SERVER_PORT")
        if sender == self._public or (
            sender == here and not (sender[0] == "https" and plain and own_port)
        ):
            return True
        self._note(
            "origin",
            f"a page under {sender[0]}://{sender[1]}:{sender[2]} was refused as a stranger's; if "
            "phones come by this address, it is server.public_url",
        )
        return False

    def find_for_phones(self, host_url: str) -> str | None:
        """Return this server's address for phones, for slips of who has come by `host_url`.

        `public_url` where there is one; else `host_url` if phones in the same network may reach
        this server by it; None: no phone would come here.
        """
        if self.public_url:
            return self.public_url
        came_by = host_url.rstrip("/")
        host, port = split_host(came_by.partition("://")[2]) or ("", None)
        return came_by if port != 0 and can_phones_reach(host) else None

    def is_public(self, host: str) -> bool:
        """Say whether a Host header names the address that phones use, port and all."""
        return self._public is not None and self._public == parse_origin(
            f"{self._public[0]}://{host}"
        )

    def find_for_screens(self, host_url: str) -> str:
        """Return the address for a code on a screen that has come by `host_url`.

        It is for who stands before the screen; where no phone would come by it, that is noted.
        """
        found = self.find_for_phones(host_url)
        if found is None:
            what = f"a screen comes by {host_url}: the codes on it lead no phone here"
            self._note("code", f"{what}; open it by an address of the network, or set public_url")
        return found or host_url.rstrip("/")

    @property
    def socket_hosts(self) -> list[str]:
        """Hosts, beside the request's, under which pages open their sockets."""
        return [self.public_url.partition("://")[2]] if self.public_url else []


def _find_client(address: str) -> str:
    """Return the address of a client alone: some proxies add its port, new for each connection.

    Who comes by IPv4 to a server of both is called by that address.
    """
    if address.count(":") < 2 or "]" in address:
        found = _WITH_PORT.fullmatch(address)
        address = found[1] if found else address
    try:
        found_v6 = ip_address(address)
    except ValueError:
        return address
    mapped = found_v6.ipv4_mapped if isinstance(found_v6, IPv6Address) else None
    return str(mapped) if mapped else address


def is_host(text: str) -> bool:
    """Say whether a Host header names a host, with or without a port."""
    return split_host(text) is not None


def split_host(text: str) -> tuple[str, int | None] | None:
    """Return name and port of a Host header, both plain; None: it is none.

    The address of IPv6 comes without its brackets.
    """
    found = _HOST.fullmatch(text)
    if found is None or int(found[2] or 0) > HIGHEST_PORT:
        return None
    name = found[1].strip("[]").lower()
    if "xn--" in name:  # letters of other scripts, written in plain ones
        try:
            name.encode().decode("idna")
        except UnicodeError:
            return None
    return name, int(found[2]) if found[2] else None


def can_phones_reach(host: str) -> bool:
    """Say whether a host may be this server to phones nearby.

    It may by an address of private networks, as the network may translate it on the way, by
    another address or a whole name of this very computer; never by what each computer calls itself,
    by a name that many phones cannot look up (without a dot, or in .local), or by an address that
    is nobody's: reserved, or of examples.
    """
    try:
        address = ip_address(host)
    except ValueError:
        return "." in host and not host.endswith(".local") and host == socket.gethostname().lower()
    if isinstance(address, IPv6Address):
        address = address.ipv4_mapped or address
    if is_own_of_each(host) or address.is_link_local:
        return False
    if any(address in network for network in _OF_NETWORKS if network.version == address.version):
        return True
    return not address.is_private and _is_of_this_computer(str(address))


def examine_addresses(server: Server, *, prints: bool) -> Iterator[tuple[str, str]]:
    """Yield what keeps phones from this server: the key of the section `server`, and a sentence.

    `prints`: whether there are slips.
    """
    public = server.public_url
    if public is None:
        if prints:
            what = (
                "is null: a slip has its kiosk's own address, and no code where that is localhost"
            )
            yield (
                "public_url",
                f"{what}; an address of phones, like http://192.168.1.5:8080, is safe",
            )
        return
    host, _ = split_host(public.partition("://")[2]) or ("", None)
    if not host:
        yield "public_url", "is no address that a browser knows: write the host in plain letters"
    elif is_own_of_each(host):
        yield "public_url", f"{host} is each phone itself: no phone finds this server by it"
    if public.startswith("https:") and not server.trusted_proxies:
        what = "is https, which a proxy in front must serve, but trusted_proxies is 0"
        yield "public_url", f"{what}: cookies go by http too, and all phones have one address"
    if public.startswith("http:") and server.trusted_proxies:
        what = "proxies are trusted, but public_url is http"
        yield "trusted_proxies", f"{what}: where they serve https, phones are led past it"


def is_own_of_each(host: str) -> bool:
    """Say whether each computer calls itself so: localhost, 127.0.0.1, ::1, 0.0.0.0."""
    try:
        address = ip_address(host)
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
    if isinstance(address, IPv6Address):
        address = address.ipv4_mapped or address
    return address.is_loopback or address.is_unspecified


def _is_of_this_computer(address: str) -> bool:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.bind((address, 0))  # the system binds to no address of another's
    except OSError:
        return False
    return True


def parse_origin(text: str) -> Origin | None:
    """Return scheme, host and port of an origin; None: it is none of a web page."""
    found = _ORIGIN.fullmatch(text)
    if found is None or int(found[3] or 0) > HIGHEST_PORT:
        return None
    scheme = found[1].lower()
    return scheme, found[2].lower(), int(found[3] or DEFAULT_PORTS[scheme])
