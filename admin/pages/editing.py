"""The pages of the table in `sections`: forms and lists of what config.yaml holds."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from flask import Response, request

from admin.pages.door import NOT_THERE, KeyPath, NotAccepted, Snapshot
from admin.pages.fault_words import say_faults
from admin.pages.fields import Field, find_changes, find_value
from admin.pages.forms import Collection, Form, SettingsPage
from admin.pages.frame import Frame
from admin.pages.labels import describe, split_difference
from admin.pages.notices import MOST, read_rows, rearrange
from admin.pages.proposing import list_days, propose
from admin.pages.sections import HOURS
from admin.pages.shown_days import say_days, write_code
from web.callers import Caller
from web.errors import NotFound
from web.redirects import see_other
from web.roles import Right


def install_page(page: SettingsPage, frame: Frame) -> None:
    """Serve one page of the table."""

    @frame.site.staff_page(page.address, Right.RUN_CENTRE)
    def show(caller: Caller) -> Response:
        part = _find_part(page, request.args.get("part", ""))
        return _render(frame, page, caller, part, request.args.get("item"))

    @frame.site.post(page.address, Right.RUN_CENTRE)
    def change(caller: Caller) -> Response:
        part = _find_part(page, request.form.get("part", ""))
        item = request.form.get("item", "").strip() or None
        if part is None or (isinstance(part, Collection) and item is None):
            return see_other(page.address)
        top = (*part.top, item or "") if isinstance(part, Collection) else ()
        values = {field.name: field.read(request.form) for field in part.fields}

        def again(faults: list[str], status: int) -> Response:
            return _render(frame, page, caller, part, item, faults=faults, status=status)

        try:
            written = frame.door.read().tree
        except NotAccepted:
            return _render(frame, page, caller, None, None, status=409)
        tree = page.complete(written)
        if "new" in request.form and _is_there(tree, part, item):
            return again([frame.translator()("%(code)s đã có.", code=item)], 409)
        changes: Mapping[KeyPath, Any] = {top: NOT_THERE}
        if "remove" not in request.form:
            changes = find_changes(part.fields, top, tree, values)
        return propose(
            frame,
            caller,
            page.address,
            page.keep_standards(written, changes),
            lambda each: describe(frame, page, each[0]),
            again,
            partial(split_difference, page),
        )


def _is_there(tree: Any, part: Form | Collection | None, item: str | None) -> bool:
    return (
        isinstance(part, Collection) and find_value(tree, (*part.top, item or "")) is not NOT_THERE
    )


def _find_part(page: SettingsPage, key: str) -> Form | Collection | None:
    return next((part for part in page.parts if part.key == key), None)


def _render(
    frame: Frame,
    page: SettingsPage,
    caller: Caller,
    part: Form | Collection | None,
    item: str | None,
    *,
    faults: Sequence[str] = (),
    status: int = 200,
) -> Response:
    """Return the page; `part` and `item` are edited, with what was typed in if a form was sent."""
    try:
        seen = frame.door.read()
        seen = replace(seen, tree=page.complete(seen.tree))
    except NotAccepted as refused:
        seen, status = Snapshot("", {}), 409
        faults = say_faults(frame, refused.faults)
    is_new = "new" in request.values
    edits = isinstance(part, Collection) and item is not None and not is_new
    if edits and request.method == "GET" and not _is_there(seen.tree, part, item):
        raise NotFound
    say = frame.translator()
    return frame.page(
        caller,
        page.address,
        "settings.html",
        status=status,
        faults=faults,
        done=say("Đã lưu và đang áp dụng.") if request.args.get("done") else "",
        page=page,
        seen=seen,
        mark=_choose_mark(seen, status),
        edited=part,
        item=item,
        is_new=is_new,
        fields_of=lambda each, top: [
            (field, _shown(frame, field, each, part, find_value(seen.tree, top)))
            for field in each.fields
        ],
        items_of=lambda each: _list_items(frame, seen, each),
        choices=lambda section: _list_choices(frame, seen, section),
        is_collection=lambda each: isinstance(each, Collection),
        days=list(list_days(frame, frame.site.office.hall.catalogue.hours.spans))
        if page is HOURS
        else [],
        today=frame.find_today(),
        write_code=write_code,
        most_notices=MOST,
        say_days=partial(say_days, say),
    )


def _choose_mark(seen: Snapshot, status: int) -> str:
    """Return of which file the form is a copy: whoever comes back to it has read no other.

    Except who confirmed and was told that it has changed meanwhile.
    """
    told = "confirmed" in request.form and status == 409
    return seen.mark if told else request.form.get("mark", seen.mark)


def _shown(frame: Frame, field: Field, of: object, edited: object, item: Any) -> Any:
    """Return what a field shows: what was typed in, else what the configuration has."""
    if request.method != "POST" or of is not edited:
        return field.show(item)
    form = request.form
    match field.kind:
        case "flag":
            return field.name in form
        case "several":
            return form.getlist(field.name)
        case "notices":
            rows = read_rows(field.name, form)
            return rearrange(rows, form.get("do", ""), frame.find_today())
    return form.get(field.name, "")


def _list_items(
    frame: Frame, seen: Snapshot, part: Collection
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return (code, [(label, what is shown)]) of each thing of a collection."""
    say = frame.translator()
    found = []
    for code, item in (find_value(seen.tree, part.top) or {}).items():
        cells = []
        for field in part.shows:
            value = field.show(item)
            if field.kind == "flag":
                value = say("có") if value else say("không")
            elif field.of and value:
                names = dict(_list_choices(frame, seen, field.of))
                codes = value if isinstance(value, list) else [value]
                value = ", ".join(names.get(code) or code for code in codes)
            elif isinstance(value, list):
                value = ", ".join(value)
            cells.append((field.label, value or ("" if field.kind != "spans" else say("nghỉ"))))
        found.append((code, cells))
    return found


def _list_choices(frame: Frame, seen: Snapshot, section: str) -> list[tuple[str, str]]:
    """Return (code, name) of what a field can choose from."""
    named, language = frame.site.words.pick_name, frame.site.language()
    departments = seen.tree.get("departments", {})
    choices = []
    for code, item in seen.tree.get(section, {}).items():
        names = item.get("names") or (item if section == "floors" else None)
        if names is None:
            names = departments.get(item.get("department"), {}).get("about", {})
        choices.append((code, named(language, names)))
    return choices
