"""Starts the worker, and of ours only what it imports itself.

    python -P worker_alone.py KIND PROGRAM

The packages above the worker are bare folders here: what their front doors import, the web above
all, would take ten times as long to start. Whatever lies outside of them is not found at all.
"""

import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

HERE = Path(__file__).resolve().parent
BARE = {
    "display": HERE.parent.parent,
    "display.speech": HERE.parent,
    "display.speech.engines": HERE,
}

if __name__ == "__main__":
    for name, folder in BARE.items():
        sys.modules[name] = bare = ModuleType(name)
        bare.__path__ = [str(folder)]
    import_module("display.speech.engines.worker").main(*sys.argv[1:])
