"""Cuts the fonts of the slips to the letters that slips have, and guards the committed copies.

    apt-get download fonts-noto-core
    python -m tools.fonts fonts-noto-core_20201225-1_all.deb    write the copies
    python -m tools.fonts --check                               1 when a copy is not the one written

Hinting is kept: without it letters of 20 dots lose their even stems on paper.
"""

import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont

FOLDER = Path(__file__).resolve().parent.parent / "kiosk" / "printing" / "slip" / "fonts"
LIST = FOLDER / "fonts.json"
FILES = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")
INSIDE = "usr/share/fonts/truetype/noto"

# Printable ASCII, the letters of Vietnamese, and signs of its documents: m², ½, ‰, quotes, dashes
LETTERS = (
    "20-7E A0 A9 AB B0-B3 B7 BB-BE C0-FF 102-103 110-111 128-129 168-169 1A0-1A1 1AF-1B0 1EA0-1EF9 "
    "2013-2014 2018-2019 201C-201D 2022 2026 2030 2032-2033 20AB"
)
DEB_SHA256 = "58f4f0bb6720f919f92096b3508e1412a0f1544424ade6c5b5bf1eb694dd64ba"
SOURCE = {"package": "fonts-noto-core", "version": "20201225-1", "sha256": DEB_SHA256}
LICENCE = "OFL-1.1"


def letters() -> set[int]:
    """Return the code points that every copy must have."""
    spans = [[int(end, 16) for end in span.split("-")] for span in LETTERS.split()]
    return {code for span in spans for code in range(span[0], span[-1] + 1)}


def write(package: Path) -> None:
    """Write the copies from Debian's package, and the list that says what they are."""
    if _sha256(package) != DEB_SHA256:
        sys.exit(f"{package} is not {SOURCE['package']} {SOURCE['version']}")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["dpkg-deb", "-x", package, folder], check=True)
        for name in FILES:
            _cut(Path(folder) / INSIDE / name, FOLDER / name)
    listed = {"licence": LICENCE, "source": SOURCE, "files": {n: _said(FOLDER / n) for n in FILES}}
    LIST.write_text(json.dumps(listed, indent=2) + "\n", encoding="utf-8")


def _cut(whole: Path, copy: Path) -> None:
    options = subset.Options(
        layout_features=["kern"], name_IDs=["*"], notdef_outline=True, hinting=True
    )
    font = subset.load_font(str(whole), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=letters())
    cutter.subset(font)
    subset.save_font(font, str(copy), options)


def _said(copy: Path) -> dict[str, str]:
    version = TTFont(copy)["name"].getDebugName(5).partition(";")[0]
    return {"version": version.removeprefix("Version "), "sha256": _sha256(copy)}


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def faults() -> Iterator[str]:
    """Yield what is wrong with the committed copies."""
    listed: dict[str, Any] = json.loads(LIST.read_text(encoding="utf-8"))
    if set(listed["files"]) != set(FILES) or not (FOLDER / "OFL.txt").is_file():
        yield f"{LIST.name} must list {', '.join(FILES)}, and OFL.txt must lie beside them"
    for name in FILES:
        if listed["files"].get(name) != _said(FOLDER / name):
            yield f"{name} is not the file that {LIST.name} names"
        font = TTFont(FOLDER / name)
        if missing := letters() - set(font.getBestCmap()):
            yield f"{name} lacks {', '.join(f'U+{code:04X}' for code in sorted(missing))}"
        if "fpgm" not in font:
            yield f"{name} has lost its hinting"


def main(arguments: list[str]) -> int:
    """Write from a package, or check; 0 when all is well, 1 when a copy is wrong, 2 else."""
    if arguments == ["--check"]:
        found = list(faults())
        for fault in found:
            print(f"kiosk/printing/slip/fonts: {fault}")
        return 1 if found else 0
    if len(arguments) != 1:
        print(__doc__)
        return 2
    write(Path(arguments[0]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
