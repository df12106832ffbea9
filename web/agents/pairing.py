"""How an agent gets its token: it shows a code, and keeps what it is given once it is let in."""

import json
import os
import threading
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path

import requests

from web.agents.posting import TIMEOUT_S, make_session
from web.roles import Role

EVERY_S = 1.0
UNREACHED_S = 5.0
Say = Callable[[str], None]


def read_token(file: Path, server: str) -> str | None:
    """Return the token that was kept for this server; None: there is none."""
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        return str(kept["token"]) if kept["server"] == server else None
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def keep_token(file: Path, server: str, token: str) -> None:
    """Keep the token in the file, readable by its owner alone."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = file.with_name(f"{file.name}.new")
    fresh.unlink(missing_ok=True)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as kept:
        json.dump({"server": server, "token": token}, kept)
    fresh.replace(file)


def forget_token(file: Path) -> None:
    """Throw the kept token away: the server knows it no more."""
    file.unlink(missing_ok=True)


def pair(server: str, role: Role, say: Say, stop: threading.Event) -> str | None:
    """Show codes until one is approved; return the agent's token, None once `stop` is set.

    `role`: what the agent wants to be; `say` gets what the people before the terminal, or in the
    journal, are to read.
    """
    session, secret, reached = make_session(), "", True
    while not stop.is_set():
        try:
            if not secret:
                shown = _ask(session, f"{server}/api/pairings", {"role": role})
                secret = str(shown.get("secret", ""))
                say(f"Mã ghép / pairing code: {shown['code']}   {shown['approve_at']}")
            claimed = _ask(session, f"{server}/api/pairings/claim", {"secret": secret})
            reached = True
        except (requests.RequestException, ValueError, KeyError) as fault:
            if reached:
                say(f"The server at {server} gives no code yet: {fault}")
            reached, secret = False, ""
            stop.wait(UNREACHED_S)
            continue
        if claimed.get("state") == "approved":
            return str(claimed["token"])
        if claimed.get("state") is None:
            secret = ""  # its time is over: another code
        stop.wait(EVERY_S)
    return None


def _ask(session: requests.Session, address: str, body: dict[str, str]) -> dict[str, str]:
    answer = session.post(address, json=body, timeout=TIMEOUT_S)
    if answer.status_code != HTTPStatus.NOT_FOUND:
        answer.raise_for_status()
    asked: dict[str, str] = answer.json()
    return asked
