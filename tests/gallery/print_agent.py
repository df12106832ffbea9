"""A print agent without a printer: it reports what it is told to, as a real one what it finds."""

import json
import threading
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from typing import Any

from queueing.hall.print_jobs import job_id

SAY_AGAIN_S = 2.0
LONG_S = 40


class PrintAgent:
    """Speaks for printers over HTTP until it is stopped; a printer it does not name is away."""

    def __init__(self, port: int, token: str, **conditions: str) -> None:
        """Begin to say how printers are: id -> condition."""
        self._port, self._token = port, token
        self._conditions = dict(conditions)
        self._over = threading.Event()
        self._say()
        self._talking = threading.Thread(target=self._keep_saying, daemon=True)
        self._talking.start()

    def stop(self) -> None:
        """Fall silent."""
        self._over.set()
        self._talking.join()

    def finds(self, printer: str, condition: str) -> None:
        """Say that a printer is so, now and from now on."""
        self._conditions[printer] = condition
        self._say()

    def forgets(self, printer: str) -> None:
        """Say no more of a printer: after a while it counts as away."""
        del self._conditions[printer]

    def slip(
        self, ticket: str, *states: str, cause: str | None = None, copy: int = 0, length_mm: int = 0
    ) -> None:
        """Report what becomes of a ticket's slip; `cause` and paper belong to the last state."""
        for place, state in enumerate(states, start=1):
            end = {"cause": cause, "length_mm": length_mm} if place == len(states) else {}
            self._post(f"/api/print-jobs/{job_id(ticket, copy)}", state=state, **end)

    def tried(self, printer: str, trial: str, state: str, cause: str | None = None) -> None:
        """Report what became of a test print."""
        found = {"condition": self._conditions[printer]}
        self._post(
            f"/api/printers/{printer}/condition", **found, trial=trial, state=state, cause=cause
        )

    def _keep_saying(self) -> None:
        while not self._over.wait(SAY_AGAIN_S):
            with suppress(OSError, HTTPException):  # the server is away for a while
                self._say()

    def _say(self) -> None:
        for printer, condition in list(self._conditions.items()):
            self._post(f"/api/printers/{printer}/condition", condition=condition)

    def _post(self, path: str, **body: Any) -> None:
        connection = HTTPConnection("127.0.0.1", self._port, timeout=LONG_S)
        try:
            headers = {
                "Authorization": f"Bearer {self._token}",
                "Content-Type": "application/json",
            }
            connection.request("POST", path, json.dumps(body), headers)
            response = connection.getresponse()
            answer = response.read()
        finally:
            connection.close()
        if response.status >= 300:
            raise RuntimeError(f"{path} {body}: {answer.decode()}")
