"""`/admin/system`: who changed what of the configuration and when, and taking it back."""

from collections.abc import Sequence
from functools import partial

from flask import Response, request

from admin.pages.door import Difference, NotAccepted
from admin.pages.editing import describe
from admin.pages.frame import Frame
from admin.pages.proposing import propose, write_value
from admin.pages.sections import PAGES
from queueing.errors import Refusal
from web.callers import Caller
from web.redirects import see_other
from web.roles import Right

HERE = "/admin/system"
ACTORS = {"configuration": "trong tệp config.yaml", "command-line": "dòng lệnh"}


def install_system(frame: Frame) -> None:
    """Serve the log of changes, and the buttons that take one back or take a changed file."""
    site = frame.site

    @site.staff_page(HERE, Right.RUN_CENTRE)
    def show(caller: Caller) -> Response:
        return _render(frame, caller, [], 200)

    @site.post(HERE, Right.RUN_CENTRE)
    def change(caller: Caller) -> Response:
        number = request.form.get("revert", "")
        if "again" in request.form or not (number.isdecimal() or "take" in request.form):
            return see_other(HERE)
        try:
            changes = frame.door.take_back(int(number)) if number else {}
        except Refusal as refusal:
            said = site.words.say_refusal(site.language(), refusal.code, refusal.fields)
            return _render(frame, caller, [said], 409)
        again = partial(_render, frame, caller)
        return propose(frame, caller, HERE, changes, partial(_describe, frame), again)


def _describe(frame: Frame, difference: Difference) -> str:
    plain = ".".join(map(str, difference[0]))
    named = (describe(frame, page, difference) for page in PAGES)
    return next((name for name in named if name != plain), plain)


def _render(frame: Frame, caller: Caller, faults: list[str], status: int) -> Response:
    say = frame.translator()
    unread: Sequence[Difference] = ()
    mark = ""
    try:
        seen = frame.door.read()
        unread, mark = seen.unread, seen.mark
    except NotAccepted as refused:
        faults = [*faults, *(f"{path}: {what}" for path, what in refused.faults)]
    return frame.page(
        caller,
        HERE,
        "system.html",
        status=status,
        faults=faults,
        done=say("Đã lưu và đang áp dụng.") if request.args.get("done") else "",
        mark=mark,
        unread=[_describe(frame, each) for each in unread],
        records=frame.door.records(),
        label=partial(_describe, frame),
        write=partial(write_value, say),
        who=lambda actor: say(ACTORS.get(actor, actor.removeprefix("user:"))),
    )
