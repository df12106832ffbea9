"""All states, and the page that shows their pictures side by side."""

from html import escape
from pathlib import Path

from tests.gallery import (
    admin,
    admin_hall,
    booking,
    bulletins,
    complaints,
    counters,
    devices,
    guide,
    kiosk,
    lobby,
    now,
    paper,
    paper_entry,
    phone,
    procedures,
    rating,
    reports,
    results,
    shifts,
    sign_in,
    sizes,
    statistics,
    wide,
)
from tests.gallery.states import Group

SCREENS = {
    "Kiosk": kiosk.GROUPS,
    "Kiosk with a printer": paper.GROUPS,
    "Lobby board": lobby.GROUPS,
    "Counter": counters.GROUPS,
    "Counter that changes hands": shifts.GROUPS,
    "Guide's tablet": guide.GROUPS,
    "Slips of paper": paper_entry.GROUPS,
    "Telling those who wait, and help at a counter": bulletins.GROUPS,
    "Phone": phone.GROUPS,
    "Procedures": procedures.GROUPS,
    "Rating tablet": rating.GROUPS,
    "Bookings": booking.GROUPS,
    "Complaints": complaints.GROUPS,
    "Picking up a result": results.GROUPS,
    "The present, for everybody": now.GROUPS,
    "Managers": reports.GROUPS,
    "Reports of any span": statistics.GROUPS,
    "The widest numbers": wide.GROUPS,
    "Centres of other sizes": sizes.GROUPS,
    "Administration": admin.GROUPS,
    "Administration of the hall": admin_hall.GROUPS,
    "Devices": devices.GROUPS,
    "Sign-in and errors": sign_in.GROUPS,
}
GROUPS: tuple[Group, ...] = tuple(group for groups in SCREENS.values() for group in groups)
WIDTH = 400
HEAD = """<!doctype html>
<meta charset="utf-8">
<title>Every state of every screen</title>
<h1>Every state of every screen</h1>
<p>Taken from a real server on prepared data, whose clock stands still.</p>
"""


def write_index(folder: Path) -> Path:
    """Write the page of the pictures that are in their folder, and return it."""
    lines = [HEAD]
    for screen, groups in SCREENS.items():
        lines.append(f"<h2>{escape(screen)}</h2>")
        for state in (state for group in groups for state in group.states):
            if not (folder / f"{state.name}.png").exists():
                continue
            width, height = state.size
            lines.append(
                f"<p><b>{state.name}</b> ({width}×{height}): {escape(state.says)}<br>"
                f'<a href="{state.name}.png">'
                f'<img src="{state.name}.png" width="{min(WIDTH, width)}" alt=""></a></p>'
            )
    page = folder / "index.html"
    page.write_text("\n".join(lines), encoding="utf-8")
    return page
