"""Addresses that lead elsewhere where one is read carelessly: made by rules.

`evil.invalid` is nobody's, and `%H` stands for the host that the browser came by.
"""

from collections.abc import Iterator
from itertools import product

ELSEWHERE = "evil.invalid"
SCHEMES = ("http:", "https:", "HTTP:", "ftp:", "file:", "ws:", "x:", "")
SLASHES = ("//", "/\\", "\\\\", "\\/", "///", "////", "/\\/", "//\\", "/", "")
DROPPED = (
    "\t", "\n", "\r", "\r\n", "\0", " ", "\x0b", "\x0c", "\x7f", "\u00a0", "\ufeff", "\u200b",
    "\u2028", "\u3000",
)  # fmt: skip
"""What browsers drop from an address, or might."""
SLASHES_OF_OTHERS = ("\u2044", "\u2215", "\uff0f", "\u29f8", "\uff3c", "\u2571", "\u0338")
"""What is a slash to somebody's eye, or after normalising."""
LISTED = (
    "//%H@evil.invalid", "//user:pass@evil.invalid", "//%H:80@evil.invalid:80/",
    "//evil.invalid#@%H", "//evil.invalid?@%H", "//evil.invalid\\@%H", "//%H.evil.invalid",
    "//%H%00.evil.invalid", "//%H%2eevil.invalid", "//%H\u3002evil.invalid", "//evil\u3002invalid",
    "//\uff45\uff56\uff49\uff4c.invalid", "//ev\u0456l.invalid", "//xn--evl-epa.invalid", "//xn--",
    "//xn--a.invalid", "//\u00df.invalid", "//[::1]", "//[::1", "//[", "//]",
    "//[fe80::1%25eth0]/", "//[fe80::1%eth0]", "//[::ffff:10.0.0.1]", "//[v1.x]",
    "//[::1]evil.invalid", "//[::1]:x", "//0x7f.1", "//2130706433", "//017700000001", "//127.1",
    "//1.1.1.1%2f.%H", "//evil.invalid:99999999", "//evil.invalid:-1", "//:80", "//@", "//:@/",
    "javascript:alert(1)", "javascript://%0aalert(1)", "java\tscript:alert(1)", "data:text/html,x",
    "vbscript:x", "blob:http://%H/x", "about:blank", "mailto:x@evil.invalid", "tel:113",
    "intent://x#Intent;end", "view-source:http://%H/", "/%2f/evil.invalid", "/%5cevil.invalid",
    "%2f%2fevil.invalid", "/%09/evil.invalid", "/%0d%0aLocation:%20//evil.invalid",
    "/\r\nLocation: //evil.invalid", "/x\r\nSet-Cookie: a=b", "/%0a//evil.invalid",
    "/..//evil.invalid", "/.//evil.invalid", "/;//evil.invalid", "/x/../..//evil.invalid", "./",
    "../", "?x", "#x", "evil.invalid", "@evil.invalid", ".evil.invalid", ":evil.invalid", "http",
    "http:", "http://", "https:evil.invalid", "http:///evil.invalid", "//", "///", "/\\", "\\",
    "/" * 2000, "//" + "a" * 300 + ".invalid", "/?next=//evil.invalid",
    "/sign-in?next=//evil.invalid", "/#//evil.invalid", "/x//evil.invalid", "/@evil.invalid",
    "/http://evil.invalid", "//evil.invalid/%H/",
)  # fmt: skip
HOSTS = (
    "evil.invalid", "evil.invalid:80", "%H.evil.invalid", "evil.invalid@%H", "%H@evil.invalid",
    "%H,evil.invalid", "evil.invalid, %H", "%H evil.invalid", "%H/evil.invalid", "%H?evil.invalid",
    "%H#evil.invalid", "%H\\evil.invalid", "%H\tevil.invalid", "[::1]", "[::1", "]", "[", "[]",
    "[::1]:80:80", "[fe80::1%25eth0]", "[fe80::1%eth0]:80", "[::ffff:7f00:1]", "[v1.a]", "::1",
    "localhost", "localhost.evil.invalid", "127.0.0.1.evil.invalid", "127.1", "0", "0x7f000001",
    "2130706433", "xn--", "xn--a", "xn--evl-epa.invalid", "xn--" + "a" * 60, "ev\u0456l.invalid",
    "evil\u3002invalid", "a" * 253, "a" * 254, "." * 300, "..", ".", "-", "_", "a..b", "a:", "a:b",
    "a:0", "a:-1", "a:65536", "a:99999999999", "a:80:80", ":80", ":", "", "\"evil.invalid\"",
    "<b>evil.invalid", "';evil.invalid", "evil.invalid;script-src *",
    "evil.invalid; script-src 'unsafe-inline'", "*", "*.invalid", "null", "%00", "\x7f", "\u00ff",
    "file://", "http://evil.invalid",
)  # fmt: skip
"""What stands in Host, in Origin behind its scheme, and in what proxies add."""


def make_addresses() -> list[str]:
    """Return what a page may be asked to go on to, each once."""
    return [*dict.fromkeys(_places())]


def make_hosts() -> list[str]:
    """Return what a request may say for a host, each once."""
    return [*dict.fromkeys(HOSTS)]


def _places() -> Iterator[str]:
    yield from (
        f"{scheme}{slashes}{ELSEWHERE}" for scheme, slashes in product(SCHEMES, SLASHES[:6])
    )
    yield from (f"{slashes}{ELSEWHERE}/x" for slashes in SLASHES)
    for dropped in DROPPED:
        yield from (f"{dropped}//{ELSEWHERE}", f"/{dropped}/{ELSEWHERE}", f"//{dropped}{ELSEWHERE}")
        yield f"/{dropped}\\{ELSEWHERE}"
    yield from (f"/{slash}{ELSEWHERE}" for slash in SLASHES_OF_OTHERS)
    yield from LISTED
