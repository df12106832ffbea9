"""emupos, an emulator of ESC/POS printers by others, as a process of its own on this machine."""

import io
import subprocess
from pathlib import Path

import requests
from PIL import Image

from tests.program import quiet_port
from tests.waiting import wait_until

ROOT = Path(__file__).parents[3]
HOME = ROOT / ".venv-emupos"
READY = HOME / "ready"
LONG_S = 60.0
CONFIG = """
schema: 1
api: {{ port: {api} }}
devices:
  - id: wide
    type: printer
    profile: epson-tm-t20iii
    connections: [{{ tcp: {{ port: {wide} }} }}]
  - id: narrow
    type: printer
    profile: ./58mm.yaml
    connections: [{{ tcp: {{ port: {narrow} }} }}]
"""
NARROW = """
type: printer
name: 58 mm
dpi: 203
width_dots: 384
font_a: { width: 12, height: 24 }
font_b: { width: 9, height: 17 }
code_pages: { 0: PC437 }
default_code_page: 0
drawer_sensor_open_level: high
"""


class Emulator:
    """Two printers, `wide` (80 mm) and `narrow` (58 mm), and what their owner may do to them."""

    def __init__(self, folder):
        self._folder = folder
        self._api = quiet_port()
        self.ports = {"wide": quiet_port(), "narrow": quiet_port()}
        (folder / "58mm.yaml").write_text(NARROW)
        (folder / "emupos.yaml").write_text(CONFIG.format(api=self._api, **self.ports))

    def __enter__(self):
        with (self._folder / "log").open("wb") as log:
            self._process = subprocess.Popen(
                [HOME / "bin/emupos", "run", "--config", "emupos.yaml"],
                cwd=self._folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip
        wait_until("emupos answers", self._answers)
        return self

    def __exit__(self, *_):
        self._process.terminate()
        self._process.wait(LONG_S)

    def fault(self, device, name):
        """Make a printer have a fault."""
        self._do("PUT", f"devices/{device}/faults/{name}")

    def mend(self, device, name):
        """End the fault."""
        self._do("DELETE", f"devices/{device}/faults/{name}")

    def count(self, device):
        """How many slips have come out."""
        return len(self._do("GET", f"devices/{device}/receipts").json())

    def newest(self, device):
        """The picture of the last slip."""
        image = self._do("GET", f"devices/{device}/receipts/latest/image")
        return Image.open(io.BytesIO(image.content)).convert("1")

    def _answers(self):
        assert self._process.poll() is None, (self._folder / "log").read_text()
        try:
            return self._do("GET", "health").ok
        except requests.ConnectionError:
            return False

    def _do(self, method, path):
        url = f"http://127.0.0.1:{self._api}/api/v1/{path}"
        answer = requests.request(method, url, timeout=LONG_S)
        answer.raise_for_status()
        return answer
