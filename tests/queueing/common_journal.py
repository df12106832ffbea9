"""A journal in memory that several offices write, each behind what it knows."""

from queueing.errors import Behind, CannotStore
from queueing.events import ComplaintRecord, DayClosed


class Pages:
    """What is stored, whoever has stored it."""

    def __init__(self):
        self.entries, self.answers = [], {}
        self.broken = self.replaced = self.loses_answers = False


class CommonJournal:
    """One office's journal among those that share the pages."""

    def __init__(self, pages):
        self.pages, self.known, self.known_answers = pages, 0, 0

    def replay(self):
        self.known, self.known_answers = len(self.pages.entries), len(self.pages.answers)
        entries = self.pages.entries
        closings = [each.event for each in entries if isinstance(each.event, DayClosed)]
        before = closings[-1].replay_from - 1 if closings else 0
        return before, tuple(entries[before:])

    def find_complaints(self, until):
        entries = self.pages.entries[:until]
        return [each for each in entries if isinstance(each.event, ComplaintRecord)]

    def append(self, expected_seq, entries, answers):
        self._require_sound()
        pages = self.pages
        if (len(pages.entries), len(pages.answers)) != (expected_seq, self.known_answers):
            raise Behind("another office was faster")
        pages.entries += entries
        pages.answers |= {(each.actor, each.key): each.answer for each in answers}
        if pages.loses_answers and entries:
            raise CannotStore("nobody heard that it is stored")
        self.known, self.known_answers = len(pages.entries), len(pages.answers)

    def let_go(self):
        """Whoever holds others off is alone in the tests anyway."""

    def follow(self, *, hold=False):
        self._require_sound()
        pages = self.pages
        if self.pages.replaced or (self.known, self.known_answers) == (
            len(pages.entries), len(pages.answers),
        ):  # fmt: skip
            return None
        news = pages.entries[self.known :]
        self.known, self.known_answers = len(pages.entries), len(pages.answers)
        return news

    def answer(self, actor, key):
        return self.pages.answers.get((actor, key))

    def find_given(self, _first):
        return ()

    def _require_sound(self):
        if self.pages.broken:
            raise CannotStore("the pages are torn")
