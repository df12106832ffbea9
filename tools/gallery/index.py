"""All states, and the page that shows them: docs/screens/README.md."""

from pathlib import Path

from tools.gallery import (
    counters,
    guide,
    kiosk,
    lobby,
    paper,
    phone,
    rating,
    reports,
    sign_in,
    statistics,
    wide,
)
from tools.gallery.states import Group

SCREENS = {
    "Kiosk": kiosk.GROUPS,
    "Kiosk with a printer": paper.GROUPS,
    "Lobby board": lobby.GROUPS,
    "Counter": counters.GROUPS,
    "Guide's tablet": guide.GROUPS,
    "Phone": phone.GROUPS,
    "Rating tablet": rating.GROUPS,
    "Managers": reports.GROUPS,
    "Reports of any span": statistics.GROUPS,
    "The widest numbers": wide.GROUPS,
    "Sign-in and errors": sign_in.GROUPS,
}
GROUPS: tuple[Group, ...] = tuple(group for groups in SCREENS.values() for group in groups)
WIDTH = 400
HEAD = """# Every state of every screen

Made by `python -m tools.gallery` from a real server on prepared data, whose clock stands still: a
change of a picture is a change of the screen. `tests/looks/` checks the same
states for accessibility, overflow, clipped marks and the size of targets.
"""


def write_index(folder: Path) -> None:
    """Write the page of all pictures into their folder, and remove pictures of no state."""
    lines = [HEAD]
    for screen, groups in SCREENS.items():
        lines.append(f"## {screen}\n")
        lines += ["| | |", "|---|---|"]
        for state in (state for group in groups for state in group.states):
            size = f"{state.size[0]}×{state.size[1]}"
            picture = f'<img src="{state.name}.png" width="{min(WIDTH, state.size[0])}" alt="">'
            lines.append(f"| {picture} | **{state.name}** ({size})<br>{state.says} |")
        lines.append("")
    (folder / "README.md").write_text("\n".join(lines), encoding="utf-8")
    known = {f"{state.name}.png" for group in GROUPS for state in group.states}
    for file in folder.glob("*.png"):
        if file.name not in known:
            file.unlink()
