"""What the documentation points at is there: paths, links, pictures."""

import re
from pathlib import Path

import pytest

from tests.gallery.index import GROUPS

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "SECURITY.md", *sorted((ROOT / "docs").rglob("*.md"))]
PICTURES = ROOT / "docs" / "screens"
# These say where things are now; records of decisions say where they were.
MAPS = [ROOT / "README.md", ROOT / "docs" / "architecture.md", ROOT / "docs" / "security.md"]
FENCED = re.compile(r"^ *```.*?^ *```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r'\]\(([^)#]+)[^)]*\)|src="([^"]+)"')
FILE = re.compile(r"[\w*.-]+\.(py|js|mjs|css|html|md|yaml|toml|lock|po|json|txt|csv|sh)")
NO_PATH = re.compile(r"https?:|[/~]|(text|application|image|audio|video)/[\w.+-]+$|.*[^\w/.*-]")


def name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def paths_in(text: str) -> list[str]:
    """What stands between backticks and is a path; a part in <angle brackets> may be anything."""
    marked = (word for code in re.findall(r"`([^`\n]+)`", text) for word in code.split())
    words = (re.sub(r"<[^<>]+>", "*", word.removeprefix("./").rstrip(",;")) for word in marked)
    return [
        word for word in words if ("/" in word or FILE.fullmatch(word)) and not NO_PATH.match(word)
    ]


def made_here() -> set[str]:
    """Folders that the program makes, which no checkout has."""
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    return {line.rstrip("/") for line in lines if line.endswith("/")}


def is_there(path: str) -> bool:
    """A path from the root; a bare file name may lie in any folder of ours."""
    if "/" in path:
        return path.split("/")[0] in made_here() or any(ROOT.glob(path.rstrip("/")))
    folders = (each for each in ROOT.iterdir() if each.is_dir() and each.name not in made_here())
    return (ROOT / path).exists() or any(any(folder.rglob(path)) for folder in folders)


@pytest.mark.parametrize("file", MAPS, ids=name)
def test_every_path_that_a_map_names_exists(file: Path) -> None:
    paths = paths_in(FENCED.sub("", file.read_text(encoding="utf-8")))
    assert paths != []
    assert [path for path in paths if not is_there(path)] == []


def test_paths_are_told_from_prose() -> None:
    text = (
        "`queueing/gone.py` and `a.py`, `GET /t/<token>`, `text/csv`, `<screen>/view.py`, `x | y/`"
    )
    assert paths_in(text) == ["queueing/gone.py", "a.py", "*/view.py", "y/"]
    assert not is_there("queueing/gone.py")
    assert not is_there("gone.py")
    assert is_there("selection.py")
    assert is_there("*/view.py")


@pytest.mark.parametrize("file", PAGES, ids=name)
def test_every_link_of_a_page_leads_somewhere(file: Path) -> None:
    links = ["".join(found) for found in LINK.findall(FENCED.sub("", file.read_text("utf-8")))]
    inside = [link for link in links if not link.startswith(("http:", "https:", "mailto:"))]
    assert [link for link in inside if not (file.parent / link).exists()] == []


def test_every_picture_is_of_a_state_and_is_shown() -> None:
    pictures = {file.stem for file in PICTURES.glob("*.png")}
    assert pictures <= {state.name for group in GROUPS for state in group.states}
    shown = (PICTURES / "README.md").read_text(encoding="utf-8")
    assert sorted(pictures) == sorted(re.findall(r'src="([\w-]+)\.png"', shown))
