"""The list of what the product is made of: whole, and true of the files that are here."""

import json
import subprocess
import sys
from hashlib import sha256, sha384
from tomllib import loads

from tests.program import ROOT

DIGESTS = {"SHA-256": sha256, "SHA-384": sha384}


def test_everything_that_is_shipped_is_listed_with_its_version_and_its_hash():
    done = subprocess.run(
        [sys.executable, "-m", "tools.sbom"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    whole = json.loads(done.stdout)
    assert (whole["bomFormat"], whole["specVersion"]) == ("CycloneDX", "1.5")
    listed = {each["purl"].partition("@")[0]: each for each in whole["components"]}
    wanted = loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = [
        each.partition(">")[0].partition("=")[0].replace(".", "-")
        for each in wanted["dependencies"]
    ]
    assert {f"pkg:pypi/{name.partition('[')[0]}" for name in names} <= set(listed)
    assert {"pkg:npm/preact", "pkg:npm/socket.io-client", "pkg:deb/debian/fonts-noto-core"} <= set(
        listed
    )
    assert not {"pkg:pypi/pytest", "pkg:npm/axe-core"} & set(listed)
    files = [file for each in whole["components"] for file in each.get("components", ())]
    assert len(files) > 20
    for file in files:
        (digest,) = file["hashes"]
        content = (ROOT / file["name"]).read_bytes()
        assert DIGESTS[digest["alg"]](content).hexdigest() == digest["content"], file["name"]
    again = subprocess.run(
        [sys.executable, "-m", "tools.sbom"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert again.stdout == done.stdout
