"""`./run install --service`: what starts by itself, and what the browser of a device may do."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

ACCOUNTS = Path("/etc/passwd")
UNITS = Path("etc/systemd/system")
AUTOSTART = Path("etc/xdg/autostart/xinmoi-key-agent.desktop")
POLICIES = Path("etc/chromium/policies/managed/xinmoi.json")
EXAMPLE_SERVER = "http://10.0.0.5:8080"
"""What stands in deploy/browsers/chromium-policies.json in place of the server's address."""
FIRST_FREE_PORT = 1024
OWN_DEPTH = 3
"""Parts of a path like /etc/xinmoi, a folder of its own."""
SWITCHES = (
    "--kiosk", "--noerrdialogs", "--no-first-run", "--no-default-browser-check",
    "--hide-crash-restore-bubble", "--disable-features=Translate", "--disable-pinch",
    "--overscroll-history-navigation=0", "--password-store=basic",
    "--autoplay-policy=no-user-gesture-required",
)  # fmt: skip
"""How Chromium is started on a device; docs/kiosk-hardening.md says what each is for."""
LISTS = ("SWITCHES", "WRITTEN")
"""What is filled in with blanks between its parts."""
_SERVER = re.compile(r"https?://[\w.\-\[\]:]+")


class Service(StrEnum):
    """What a computer may be started for."""

    SERVER = "server"
    PRINT_AGENT = "print-agent"
    KIOSK = "kiosk"
    BOARD = "board"
    RATING = "rating"
    COUNTER_DISPLAY = "counter-display"
    KEY_AGENT = "key-agent"


PAGES = {
    Service.KIOSK: "/kiosk", Service.BOARD: "/display", Service.RATING: "/rate",
    Service.COUNTER_DISPLAY: "/display/counter",
}  # fmt: skip


class CannotInstall(Exception):
    """What was asked cannot be installed; the text is one plain sentence."""


@dataclass(frozen=True)
class Checkout:
    """This program on this computer: its folder, its Python, the configuration and the data."""

    root: Path
    python: Path
    config: Path
    data: Path

    def list_written(self) -> list[Path]:
        """Return the folders that the server writes: the data's, and that of the configuration.

        Not the program's, nor one like /etc that others use too.
        """
        folder = self.config.parent
        of_others = len(folder.parts) < OWN_DEPTH or self.root.is_relative_to(folder)
        known = of_others or folder.is_relative_to(self.root) or folder.is_relative_to(self.data)
        return [self.data] if known else [self.data, folder]

    @property
    def is_changeable(self) -> bool:
        """Whether pages can change the configuration."""
        return any(self.config.parent.is_relative_to(each) for each in self.list_written())


@dataclass(frozen=True)
class Plan:
    """What is to be written, by its place below `/`, and what is to be done after that."""

    files: Mapping[Path, str]
    steps: tuple[str, ...]


def make_plan(
    service: Service, here: Checkout, user: str, server: str | None = None, port: int = 0
) -> Plan:
    """Return what a service needs; raise CannotInstall.

    `server`: the address of the server, for all but itself; `port`: at which it listens.
    """
    if service is not Service.SERVER and not _SERVER.fullmatch(server or ""):
        raise CannotInstall(f"{service} needs --server, like {EXAMPLE_SERVER}")
    if service is Service.KEY_AGENT:
        return _plan_key_agent(here, str(server))
    page = PAGES.get(service)
    name = (
        "xinmoi-screen" if page else "xinmoi" if service is Service.SERVER else f"xinmoi-{service}"
    )
    low = service is Service.SERVER and 0 < port < FIRST_FREE_PORT
    filled = {
        "USER": user,
        "ROOT": here.root,
        "PYTHON": here.python,
        "CONFIG": here.config,
        "DATA": here.data,
        "WRITTEN": " ".join(map(str, here.list_written())),
        "HOME": "read-only" if _is_in_home(here) else "yes",
        "CAPABILITIES": "CAP_NET_BIND_SERVICE" if low else "",
        "SERVER": server,
        "SWITCHES": " ".join(SWITCHES),
        "PAGE": f"{server}{page}",
    }
    unit = UNITS / f"{name}.service"
    files = {unit: _fill(here.root / "deploy" / "systemd" / unit.name, filled)}
    if page:
        policies = here.root / "deploy" / "browsers" / "chromium-policies.json"
        files[POLICIES] = policies.read_text(encoding="utf-8").replace(EXAMPLE_SERVER, str(server))
    steps = _list_preparations(user, here, page, writes=service is Service.SERVER)
    return Plan(files, (*steps, *_list_starts(unit.stem)))


def _plan_key_agent(here: Checkout, server: str) -> Plan:
    """Return what starts the keys of a counter: a part of its officers' sessions, no service."""
    filled = {"PYTHON": here.python, "ROOT": here.root, "SERVER": server}
    text = _fill(here.root / "deploy" / "autostart" / AUTOSTART.name, filled)
    return Plan({AUTOSTART: text}, ("sudo apt-get install python3-tk", "sign in anew"))


def find_user(here: Checkout, *, for_screen: bool) -> str:
    """Return whose service it should be: the owner of the program's folder, unless that is root."""
    if for_screen:
        return "kiosk"
    owner = here.root.owner()
    return "xinmoi" if owner == "root" else owner


def _fill(template: Path, filled: Mapping[str, object]) -> str:
    text = template.read_text(encoding="utf-8")
    for key, value in filled.items():
        mark = f"@{key}@"
        if mark in text and re.search(r"[\s\"'\\$]", str(value)) and key not in LISTS:
            raise CannotInstall(f"systemd takes no blanks and quotes in {value}")
        text = text.replace(mark, str(value).replace("%", "%%"))
    return text


def _is_in_home(here: Checkout) -> bool:
    return any(
        path.is_relative_to(home)
        for path in (here.root, here.python, here.python.resolve(), here.config, here.data)
        for home in ("/home", "/root", "/run/user")
    )


def _list_preparations(user: str, here: Checkout, page: str | None, writes: bool) -> list[str]:
    steps = []
    if not _is_account(user):
        home = "--create-home" if page else "--system --no-create-home"
        steps.append(f"sudo useradd {home} {user}")
    if page:
        return [*steps, "sudo apt-get install cage chromium"]
    steps.append(f"sudo install --directory --mode 0700 --owner {user} {here.data}")
    if writes and len(here.list_written()) > 1:
        steps.append(f"sudo chown {user} {here.config.parent} {here.config}")
    return steps


def _is_account(user: str) -> bool:
    try:
        accounts = ACCOUNTS.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return any(line.startswith(f"{user}:") for line in accounts.splitlines())


def _list_starts(name: str) -> list[str]:
    return ["sudo systemctl daemon-reload", f"sudo systemctl enable --now {name}"]
