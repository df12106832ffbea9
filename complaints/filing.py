"""Filing a complaint without a ticket: its words first, then the entry that names its code."""

from pydantic import Field

from complaints.view_types import FiledComplaint
from complaints.words import ComplaintWords
from queueing.commands import FileComplaint
from queueing.complaints import due_day_from
from queueing.hall import Hall
from web.citizen_words import Note, Words, hide_key, make_code, submit_with_words
from web.requests import Body
from web.site import Site


class File(Body):
    """Body of `POST /complaints`: whom it is about, left out: the centre; and the words.

    `at`: `hall` for who came by the poster's code.
    """

    department: str = Field("", max_length=64)
    at: str = Field("", max_length=16)
    text: Words


def file_complaint(
    site: Site, words: ComplaintWords, said: File, channel: str, actor: str, key: str | None
) -> FiledComplaint:
    """Keep it and return its code; the same key gets the same code again.

    Raises InvalidField for a department that there is not, CannotStore.
    """
    due = due_day_from(site.office.hall.catalogue, site.office.now())
    note = Note(make_code(), "complaint", said.department, said.text, due)

    def reply(hall: Hall) -> FiledComplaint:
        filed = hall.complaint(note.id)
        return {"code": filed.code, "due": filed.due.isoformat() if filed.due else None}

    return submit_with_words(
        site.office,
        words,
        FileComplaint(None, note.id, said.department, channel),
        note,
        actor=actor,
        key=hide_key(key, "complaint"),
        reply=reply,
    )
