"""The head of an HTTP/1.1 request: read strictly, turned into a WSGI environment."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import unquote_to_bytes

VERSIONS = ("HTTP/1.1", "HTTP/1.0")
MOST_FIELDS = 100
_LINE = re.compile(r"([A-Z]{1,20}) ([!-~]{1,8192}) (HTTP/\d\.\d)")
_FIELD = re.compile(r"([!#$%&'*+\-.^_`|~0-9A-Za-z]{1,200}):[ \t]*([^\x00-\x08\x0a-\x1f\x7f]*)")


class BadHead(Exception):
    """The request cannot be understood; `status` is the line to answer with."""

    def __init__(self, status: str) -> None:
        """Keep the status line."""
        super().__init__(status)
        self.status = status


@dataclass(frozen=True, slots=True)
class Head:
    """A request without its body. `environ`: WSGI's, still without input and addresses."""

    environ: dict[str, Any]
    length: int
    keep_alive: bool
    continues: bool


def parse_head(block: bytes) -> Head:
    """Return the head given without its final empty line, or raise BadHead.

    Anything that two programs could read differently is refused: folded lines, bare line feeds,
    two lengths, a length beside a transfer coding.
    """
    first, *lines = block.decode("latin-1").split("\r\n")
    line = _LINE.fullmatch(first)
    if line is None:
        raise BadHead("400 Bad Request")
    method, target, version = line.groups()
    if version not in VERSIONS:
        raise BadHead("505 HTTP Version Not Supported")
    if len(lines) > MOST_FIELDS:
        raise BadHead("431 Request Header Fields Too Large")
    environ = _environ(method, target, version)
    for text in lines:
        _add(environ, text)
    if version == "HTTP/1.1" and "HTTP_HOST" not in environ:
        raise BadHead("400 Bad Request")
    return Head(
        environ,
        _length(environ),
        _keep_alive(environ, version),
        environ.get("HTTP_EXPECT", "").lower() == "100-continue",
    )


def _environ(method: str, target: str, version: str) -> dict[str, Any]:
    if target.startswith("http://") or target.startswith("https://"):
        target = "/" + target.split("/", 3)[3] if target.count("/") > 2 else "/"
    path, _, query = target.partition("?")
    if not path.startswith("/"):
        raise BadHead("400 Bad Request")
    return {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1") if "%" in path else path,
        "QUERY_STRING": query,
        "REQUEST_URI": target,
        "SERVER_PROTOCOL": version,
    }


def _add(environ: dict[str, Any], text: str) -> None:
    field = _FIELD.fullmatch(text)
    if field is None:
        raise BadHead("400 Bad Request")
    name, value = field.groups()
    key = _key(name)
    if key is None:
        return
    value = value.rstrip(" \t")
    if key not in environ:
        environ[key] = value
    elif key in ("CONTENT_LENGTH", "HTTP_HOST"):
        raise BadHead("400 Bad Request")
    else:
        environ[key] += ("; " if key == "HTTP_COOKIE" else ",") + value


@lru_cache(maxsize=500)
def _key(name: str) -> str | None:
    """Return WSGI's name; None for one with an underscore, which could pass for another."""
    if "_" in name:
        return None
    upper = name.upper().replace("-", "_")
    return upper if upper in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{upper}"


def _length(environ: dict[str, Any]) -> int:
    text = environ.get("CONTENT_LENGTH")
    if "HTTP_TRANSFER_ENCODING" in environ:
        # Every client we serve knows the length of what it sends.
        raise BadHead("400 Bad Request" if text is not None else "411 Length Required")
    if text is None:
        return 0
    if not (text.isascii() and text.isdecimal() and len(text) <= 15):
        raise BadHead("400 Bad Request")
    return int(text)


def _keep_alive(environ: dict[str, Any], version: str) -> bool:
    wanted = environ.get("HTTP_CONNECTION", "").lower()
    return "close" not in wanted if version == "HTTP/1.1" else "keep-alive" in wanted
