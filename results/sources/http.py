"""Answers from a service that speaks JSON: bounded in time, kept for a while, off the loop."""

import logging
from collections import OrderedDict
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import BoundedSemaphore, Lock
from time import monotonic
from typing import Any

from requests import RequestException, Session

from results.settings import AnswerPaths, Service
from results.sources.digests import Digests
from results.status import ODD, UNAVAILABLE, UNKNOWN, DossierAnswer, Standing
from results.words import DAYS, StandingWords, name_words, read_day, read_papers
from web.http_client import BoundedAdapter, NoAnswer, make_resolver
from web.runtime import Runtime
from web.secret import read_secret

MOST_AT_ONCE = 8
"""Those of the public page are at most half of them, see `results.routes`: kiosks have the rest."""
MOST_KEPT = 5_000
PAUSE_S = 10.0
"""After a service that gave no answer nobody waits for it in vain; so long an odd one is kept."""
NOT_FOUND = 404
OF_ALL = (401, 403, 408, 429)
"""Of the statuses from 400 to 499: these say nothing of the code that was asked for."""
MOST_SAID = 20
log = logging.getLogger("xinmoi.results")


class OddAnswer(Exception):
    """A service says something of one code that cannot be told; the text says what, for the log."""


class HttpSource:
    """A DossierStatus by a service. Its answers are waited for without holding up the others."""

    def __init__(
        self,
        options: Service,
        words: Mapping[Standing, list[str]],
        digests: Digests,
        runtime: Runtime,
        token_file: Path | None = None,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        """Ask as configured; `token_file`: what is sent as a bearer's token, read each time."""
        self._options, self._words, self._digests = options, StandingWords(words), digests
        self._token_file, self._clock = token_file, clock
        self._adapter = BoundedAdapter(
            make_resolver(runtime),
            options.timeout_s,
        )
        self._room, self._lock = BoundedSemaphore(MOST_AT_ONCE), Lock()
        self._kept: OrderedDict[str, tuple[float, DossierAnswer]] = OrderedDict()
        self._pause_until = 0.0
        self._no_answer, self._odd = "", ""
        self._said: set[str] = set()

    @property
    def fault(self) -> str:
        """Why there is no answer at present, else what was odd about one last; empty for none."""
        return self._no_answer or self._odd

    def find(self, code: str) -> DossierAnswer:
        """See DossierStatus."""
        key, now = self._digests.of(code), self._clock()
        with self._lock:
            until, kept = self._kept.get(key, (0.0, UNKNOWN))
        if until > now:
            return kept
        if now < self._pause_until or not self._room.acquire(blocking=False):
            return UNAVAILABLE
        try:
            answer = self._ask(code)
        except OddAnswer as odd:
            self._pass_over(key, odd)
            return ODD
        except (NoAnswer, RequestException, OSError, ValueError) as fault:
            self._give_up(fault)
            return UNAVAILABLE
        finally:
            self._room.release()
        self._no_answer = ""
        self._keep(key, answer, self._options.kept_s)
        return answer

    def _ask(self, code: str) -> DossierAnswer:
        options = self._options
        body = {name: text.replace("{code}", code) for name, text in options.ask.items()}
        with Session() as session:
            session.trust_env = False
            session.mount("http://", self._adapter)
            session.mount("https://", self._adapter)
            answer = session.post(options.url, json=body, headers=self._make_headers())
        if answer.status_code == NOT_FOUND:
            return UNKNOWN
        if 400 <= answer.status_code < 500 and answer.status_code not in OF_ALL:
            raise OddAnswer(f"status {answer.status_code}")
        if answer.status_code != 200:
            raise NoAnswer(f"status {answer.status_code}")
        return _read_answer(answer.json(), options.answer, self._words)

    def _make_headers(self) -> dict[str, str]:
        if self._token_file is None:
            return {}
        return {"Authorization": f"Bearer {read_secret(self._token_file)}"}

    def _give_up(self, fault: Exception) -> None:
        self._pause_until = self._clock() + PAUSE_S
        # What the fault says may be long, and never has the code: that went in the body
        said = f"{fault}"[:200]
        if not self._no_answer:
            log.warning("the service that knows dossiers gives no answer: %s", said)
        self._no_answer = said

    def _pass_over(self, key: str, odd: OddAnswer) -> None:
        """Note what is to be configured; all other codes are asked for as before."""
        self._no_answer, self._odd = "", f"{odd}"
        if self._odd not in self._said and len(self._said) < MOST_SAID:
            self._said.add(self._odd)
            log.warning("an answer of the service that knows dossiers is odd: %s", self._odd)
        self._keep(key, ODD, PAUSE_S)

    def _keep(self, key: str, answer: DossierAnswer, kept_s: float) -> None:
        with self._lock:
            self._kept[key] = self._clock() + kept_s, answer
            self._kept.move_to_end(key)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)


def _read_answer(said: Any, paths: AnswerPaths, words: StandingWords) -> DossierAnswer:
    """Return what a JSON answer says; raise OddAnswer for a state that nobody has named."""
    status = _find(said, paths.status)
    if status in (None, ""):
        return UNKNOWN
    standing = words.find(status)
    if standing is None:
        raise OddAnswer(f"the state {name_words(status)!r} is none of the configured words")
    return DossierAnswer(
        standing,
        read_day(_find(said, getattr(paths, DAYS[standing]))),
        read_papers(_find(said, paths.missing)) if standing is Standing.PAPER_MISSING else (),
        f"{_find(said, paths.department) or ''}"[:200],
        f"{_find(said, paths.procedure) or ''}"[:40],
    )


def _find(said: Any, path: str) -> Any:
    """Return what stands at a path like data.0.status; None where there is nothing."""
    for step in path.split("."):
        if isinstance(said, dict):
            said = said.get(step)
        elif isinstance(said, list) and step.isdecimal() and int(step) < len(said):
            said = said[int(step)]
        else:
            return None
    return said
