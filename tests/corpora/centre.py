"""A centre whose every text is one of a corpus, and the same with plain ones in their place."""

import shutil
from contextlib import closing
from datetime import date
from itertools import cycle

from centre import assembly
from queueing.procedures import Procedure
from settings.loading import load
from storage.database import open_database
from tests.journeys.wire import Client
from tests.program import Server, in_a_hurry, write_configuration

LEFT_ALONE = {"server", "limits", "sign_in", "voice", "hours", "rules"}
"""Sections without texts of screens; a sentence of the voice has places to be filled."""
PEOPLE_COME = 120
"""For so many procedures somebody takes a number; the tablet of a guide shows them all."""
QUEUE, ELSEWHERE, COUNTER = "GTVT-LX", "GTVT-VT", "07"
TIMES_MOVED = 40
FIRST_REASON = 380
"""From here on so many texts are as short as a reason must be."""


def plain(texts):
    """As many texts that no page can take for more."""
    return [f"Chữ số {number:03d}." for number in range(len(texts))]


def can_be_written(text):
    """Say whether config.yaml may hold a text: YAML has no signs that cannot be printed."""
    return all(sign.isprintable() or sign == "\t" for sign in text) and text.strip()


class Words:
    """Gives the texts one after the other, and begins again; `fit`: says which of them may be."""

    def __init__(self, texts, fit):
        self._numbers = cycle([n for n, text in enumerate(fit) if can_be_written(text)])
        self._texts, self._fit = texts, fit

    def take(self, longest=300):
        """The next text that is no longer than that."""
        return next(self._texts[n] for n in self._numbers if len(self._fit[n]) <= longest)


def fill(settings, words):
    """Put a text wherever an office may write one."""
    for name, section in settings.items():
        if name not in LEFT_ALONE:
            _fill(section, words)
    settings["centre"]["notices"] = [{"vi": words.take(), "en": words.take()} for _ in range(20)]
    settings["centre"]["phone"] = words.take(40)
    kiosk = settings["screens"]["kiosk"]
    kiosk["synonyms"] = {words.take(): words.take() for _ in range(5)}
    kiosk["slip"] |= {"header": [{"vi": words.take(60)}], "footer": [{"vi": words.take(60)}]}


def _fill(part, words):
    if isinstance(part, list):
        for each in part:
            _fill(each, words)
    elif isinstance(part, dict) and "vi" in part:
        part.update({"vi": words.take(), "en": words.take()})
    elif isinstance(part, dict):
        for each in part.values():
            _fill(each, words)


def make_procedures(texts):
    """A procedure for each text, which is its name; the first one needs all of them as papers."""
    return [
        Procedure(
            code=f"9.{number:06d}", name_vi=text, name_en=text, department="GTVT", field=text,
            service=QUEUE, valid_from=date(2024, 1, 1), time_limit=text, fee=text,
            documents=tuple(texts) if number == 0 else (text,), keywords=text, decision=text,
        )
        for number, text in enumerate(texts)
    ]  # fmt: skip


class Hall:
    """A running centre in which people have come, were moved, served and turned away."""

    def __init__(self, folder, furnished, texts, fit):
        """`fit`: decides by number which of the texts stand in config.yaml."""
        self.texts, self.tokens = texts, furnished.tokens
        folder.mkdir()
        data = folder / "data"
        shutil.copytree(furnished.data, data)
        words = Words(texts, fit)

        def change(settings):
            in_a_hurry(settings)
            settings["limits"] = None
            fill(settings, words)

        config = write_configuration(folder / "config.yaml", change)
        procedures = make_procedures(texts)
        with closing(open_database(data)) as database:
            assembly.open_procedures(load(config), database, assembly.wall_clock).replace(
                procedures
            )
        self.server = Server(data, config, furnished.tokens).start()
        self.url = self.server.url
        self.office = Client(self.server.port, furnished.tokens["api"])
        self.page = self._live(procedures)

    def _live(self, procedures):
        """Let the day go on; return the address of the ticket of the first procedure."""
        done, texts = self.office.done, self.texts
        given = [
            done("/api/tickets", {"service": QUEUE, "procedure": each.code})
            for each in procedures[:PEOPLE_COME]
        ]
        _, moved, gone, told = (each["ticket"]["id"] for each in given[:4])
        for number in range(TIMES_MOVED):
            service = (ELSEWHERE, QUEUE)[number % 2]
            reason = texts[FIRST_REASON + number]
            done(f"/api/tickets/{moved}/transfer", {"service": service, "reason": reason})
        done(f"/api/tickets/{gone}/cancel", {"reason": texts[50]})
        done(f"/api/counters/{COUNTER}/open")
        done(f"/api/counters/{COUNTER}/call", {"ticket": told, "reason": "other"})
        done(f"/api/counters/{COUNTER}/park", {"reason": texts[52]})
        done(f"/api/counters/{COUNTER}/call", {"ticket": moved, "reason": "other"})
        done("/api/counters/08/open")
        done("/api/counters/08/pause", {"reason": texts[54]})
        self.moved = moved
        page = given[0]["follow_url"]
        done(f"{page}/complain", {"text": texts[55]})
        return page

    def close(self):
        """End it; it has failed nowhere."""
        self.office.close()
        self.server.stop()
        assert not self.server.traces(), self.server.traces()
