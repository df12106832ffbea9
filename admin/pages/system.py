"""`/admin/system`: who changed what of the configuration and when, and taking it back."""

from collections.abc import Sequence
from functools import partial

from flask import Response, request

from admin.pages.door import Difference, NotAccepted
from admin.pages.fault_words import say_faults
from admin.pages.frame import Frame
from admin.pages.labels import find_label
from admin.pages.proposing import propose
from admin.pages.value_words import write_values
from queueing.errors import Refusal
from web.callers import Caller
from web.redirects import see_other
from web.roles import Right

HERE = "/admin/system"
LONGEST_NUMBER = 18


def install_system(frame: Frame) -> None:
    """Serve the log of changes, and the buttons that take one back or take a changed file."""
    site = frame.site

    @site.staff_page(HERE, Right.RUN_CENTRE)
    def show(caller: Caller) -> Response:
        return _render(frame, caller, [], 200)

    @site.post(HERE, Right.RUN_CENTRE)
    def change(caller: Caller) -> Response:
        number = request.form.get("revert", "")
        if "again" in request.form or not (_is_number(number) or "take" in request.form):
            return see_other(HERE)
        try:
            changes = frame.door.take_back(int(number)) if number else {}
        except Refusal as refusal:
            return _render(frame, caller, [frame.say_refusal(refusal)], 409)
        again = partial(_render, frame, caller)
        return propose(frame, caller, HERE, changes, partial(_label, frame), again)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER


def _label(frame: Frame, difference: Difference) -> str:
    return find_label(frame, difference[0])


def _render(frame: Frame, caller: Caller, faults: list[str], status: int) -> Response:
    say = frame.translator()
    unread: Sequence[Difference] = ()
    mark = ""
    try:
        seen = frame.door.read()
        unread, mark = seen.unread, seen.mark
    except NotAccepted as refused:
        faults = [*faults, *say_faults(frame, refused.faults)]
    return frame.page(
        caller,
        HERE,
        "system.html",
        status=status,
        faults=faults,
        done=say("Đã lưu và đang áp dụng.") if request.args.get("done") else "",
        mark=mark,
        unread=[_label(frame, each) for each in unread],
        records=frame.door.records(),
        label=partial(_label, frame),
        write=partial(write_values, say),
        who=frame.write_actor,
    )
