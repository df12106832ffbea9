"""What an agent asks of the server by HTTP: each once, by a key of its own."""

import threading
from typing import Any
from uuid import uuid4

import requests
from requests.adapters import HTTPAdapter

from web.trust import make_trust

TIMEOUT_S = 5.0


class Unanswered(Exception):
    """The server did not answer, or cannot carry it out now: nobody knows what it did."""


class Declined(Exception):
    """The server refused for good; the text is its error code, `sentence` says it to people."""

    def __init__(self, code: str, sentence: str = "") -> None:
        """Keep both."""
        super().__init__(code)
        self.sentence = sentence


class Poster:
    """Posts as one device; each thread has a connection of its own."""

    def __init__(self, url: str, token: str) -> None:
        """Reach the server at `url`, as the device with this token."""
        self.url, self._token = url.rstrip("/"), token
        self._sessions = threading.local()

    def post(self, path: str, body: dict[str, Any], key: str | None = None) -> None:
        """Post `body` as JSON; raise Declined or Unanswered. The same `key` is carried out once."""
        headers = {"Idempotency-Key": key or make_key(), "Accept-Language": "vi"}
        try:
            answer = self.get_session().post(
                self.url + path, json=body, headers=headers, timeout=TIMEOUT_S
            )
        except requests.RequestException as fault:
            raise Unanswered(str(fault))
        if answer.status_code >= 500 or answer.status_code == 429:
            raise Unanswered(f"{answer.status_code}")
        if answer.status_code >= 400:
            raise _read_refusal(answer)

    def get_session(self) -> requests.Session:
        """Return this thread's session, which says which device it is."""
        if not hasattr(self._sessions, "own"):
            self._sessions.own = make_session()
            self._sessions.own.headers["Authorization"] = f"Bearer {self._token}"
        session: requests.Session = self._sessions.own
        return session


def make_key() -> str:
    """Return an idempotency key that nobody has used."""
    return uuid4().hex


def make_session() -> requests.Session:
    """Return a session that no proxy and no password of the environment comes between.

    It is led on to no other address: whoever is asked hears a token, or gives one.

    By https it believes whom the socket believes: whom this computer does.
    """
    session = requests.Session()
    session.trust_env, session.max_redirects = False, 0
    session.mount("https://", _TrustingAdapter())
    return session


class _TrustingAdapter(HTTPAdapter):
    """Believes whom the system believes; the library alone would believe a list of its own."""

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        """Have connections made by the system's trust."""
        super().init_poolmanager(*args, **options, ssl_context=make_trust())

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:  # noqa: ARG002
        """Ask for a certificate, and add no authorities to those of the system."""
        conn.cert_reqs, conn.ca_certs, conn.ca_cert_dir = "CERT_REQUIRED", None, None


def _read_refusal(answer: requests.Response) -> Declined:
    try:
        said = answer.json()
        return Declined(str(said["error"]), str(said.get("message", "")))
    except (ValueError, KeyError, TypeError, AttributeError):
        return Declined(str(answer.status_code))
