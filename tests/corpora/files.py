"""The corpora as files, for whoever tries them on something else: a JSON string a line."""

import json
from pathlib import Path

from tests.corpora.addresses import make_addresses, make_hosts
from tests.corpora.formulas import make_formulas
from tests.corpora.scripts import make_scripts

FOLDER = Path(__file__).parent
MADE = {
    "scripts": make_scripts,
    "formulas": make_formulas,
    "addresses": make_addresses,
    "hosts": make_hosts,
}


def write(name):
    text = "".join(f"{json.dumps(each)}\n" for each in MADE[name]())
    (FOLDER / f"{name}.txt").write_text(text, encoding="ascii")


def read(name):
    """Return the texts of a corpus."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="ascii").splitlines()
    return [json.loads(line) for line in lines]
