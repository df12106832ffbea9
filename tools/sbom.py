"""Prints what the product is made of as CycloneDX JSON: `./run sbom > xinmoi.cdx.json`.

Python's packages with the hashes of `uv.lock`, and what is copied into the repository: scripts and
fonts that browsers get (web/static/vendor/vendor.json), fonts of the slips. Debian's packages are
not in it: what `./run test` installs is for the tests alone.
"""

import json
import subprocess
import sys
from base64 import b64decode
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
UV = Path(sys.executable).with_name("uv")
EXPORT = ("export", "--format", "cyclonedx1.5", "--frozen", "--no-dev", "--all-extras", "--quiet")
SERVED = "web/static/vendor/"
SLIP_FONTS = ROOT / "kiosk/printing/slip/fonts/fonts.json"
Component = dict[str, Any]


def main() -> int:
    """Print the list; return the exit code."""
    said = subprocess.run([UV, *EXPORT], cwd=ROOT, capture_output=True, text=True, check=False)
    if said.returncode:
        print(said.stderr.strip(), file=sys.stderr)
        return 1
    whole = json.loads(said.stdout)
    # Two lists of the same release are the same
    del whole["metadata"]["timestamp"], whole["serialNumber"]
    whole["components"] += [*_copied_from_npm(), *_slip_fonts()]
    print(json.dumps(whole, indent=2, ensure_ascii=False))
    return 0


def _copied_from_npm() -> list[Component]:
    packages: dict[str, Component] = {}
    listed = json.loads((ROOT / SERVED / "vendor.json").read_text(encoding="utf-8"))
    for each in listed:
        if not each["file"].startswith(SERVED):
            continue  # the tests' own
        name, version = each["name"], each["version"]
        package = packages.setdefault(
            name,
            {
                "type": "library",
                "bom-ref": f"npm-{name}@{version}",
                "name": name,
                "version": version,
                "purl": f"pkg:npm/{name.replace('@', '%40')}@{version}",
                "licenses": [{"license": {"id": each["licence"]}}],
                "components": [],
            },
        )
        package["components"].append(_file(each["file"], "SHA-384", _hex(each["sha384"])))
    return list(packages.values())


def _slip_fonts() -> list[Component]:
    fonts = json.loads(SLIP_FONTS.read_text(encoding="utf-8"))
    source = fonts["source"]
    folder = SLIP_FONTS.parent.relative_to(ROOT)
    return [
        {
            "type": "library",
            "bom-ref": f"deb-{source['package']}@{source['version']}",
            "name": source["package"],
            "version": source["version"],
            "purl": f"pkg:deb/debian/{source['package']}@{source['version']}",
            "licenses": [{"license": {"id": fonts["licence"]}}],
            "components": [
                _file(f"{folder}/{name}", "SHA-256", font["sha256"])
                for name, font in fonts["files"].items()
            ],
        }
    ]


def _file(path: str, algorithm: str, digest: str) -> Component:
    hashes = [{"alg": algorithm, "content": digest}]
    return {"type": "file", "bom-ref": path, "name": path, "hashes": hashes}


def _hex(text: str) -> str:
    return b64decode(text).hex()


if __name__ == "__main__":
    sys.exit(main())
