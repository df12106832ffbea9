"""What is written freely goes first, then the entry of the journal that names it by its id."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from secrets import choice, token_urlsafe
from typing import Annotated, Literal, Protocol, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field

from queueing.commands import Command
from queueing.errors import CannotStore
from queueing.events import Entry
from queueing.hall import Hall
from queueing.office import Office
from web.i18n import plain_text

SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Letters and digits of a complaint's code: none that looks like another."""
Kind = Literal["remark", "complaint", "answer"]
LONGEST = 4000
"""Signs of a complaint, and of an answer."""
R = TypeVar("R")


def _count_lines_once(text: object) -> object:
    """Browsers count the end of a line as one sign, and send two."""
    return text.replace("\r\n", "\n") if isinstance(text, str) else text


def _require_words(text: str) -> str:
    if not text:
        raise ValueError("empty")
    return text


Words = Annotated[
    str,
    BeforeValidator(_count_lines_once),
    Field(max_length=LONGEST),
    AfterValidator(plain_text),
    AfterValidator(_require_words),
]
"""A field of a body that says something: a complaint, or the answer to one."""


class WordsKept(Protocol):
    """Keeps what is written freely, apart from the journal."""

    def keep(
        self, words_id: str, kind: Kind, department: str, text: str, due: date | None = None
    ) -> None:
        """Store a text, on disk before this returns."""
        ...

    def forget(self, words_id: str) -> None:
        """Erase one text."""
        ...


@dataclass(frozen=True)
class Note:
    """A text on its way. `due`: the last day for an answer, of complaints and their answers."""

    id: str
    kind: Kind
    department: str
    text: str
    due: date | None = None


def make_code() -> str:
    """Return a new code of a complaint, like K7P2-QA34: 40 bits that nobody guesses."""
    signs = "".join(choice(SIGNS) for _ in range(8))
    return f"{signs[:4]}-{signs[4:]}"


def make_words_id() -> str:
    """Return a new id of words."""
    return token_urlsafe(9)


def hide_key(key: str | None, whose: str) -> str | None:
    """Return the key of a press that must not say whose it was."""
    return None if key is None else sha256(f"{whose} {key}".encode()).hexdigest()


def submit_with_words(
    office: Office,
    words: WordsKept,
    command: Command,
    note: Note | None,
    *,
    actor: str,
    key: str | None,
    reply: Callable[[Hall], R],
) -> R:
    """Carry out a command; its words stay only if it, and no earlier press, was carried out.

    Raises what `Office.submit` raises.
    """
    carried_out = False

    def answer(hall: Hall, _entries: tuple[Entry, ...]) -> R:
        nonlocal carried_out
        carried_out = True
        return reply(hall)

    if note is not None:
        # First the words: what the journal names must be there
        words.keep(note.id, note.kind, note.department, note.text, note.due)
    try:
        return office.submit(command, actor=actor, key=key, reply=answer)
    except CannotStore:
        carried_out = False
        raise
    finally:
        if note is not None and not carried_out:
            with suppress(CannotStore):
                words.forget(note.id)
