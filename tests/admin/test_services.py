"""`./run install --service`: what systemd and a device's browser are told, tried with their own."""

import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from admin.services import SWITCHES, CannotInstall, Checkout, Service, make_plan
from tests.program import ROOT, run

SERVER = "http://10.0.0.5:8080"
HERE = Checkout(ROOT, ROOT / "python", ROOT / "config.yaml", ROOT / "var")


def install(into, service, *more):
    """Run the command into a folder; return what it says, and the files it has written."""
    said = run("install", "--service", service, "--server", SERVER, "--into", into, *more).stdout
    files = [file for file in into.rglob("*") if file.is_file()]
    return said, {file.name: file for file in files}


def analyze(*arguments):
    """Return what systemd itself says of a unit."""
    done = subprocess.run(
        ["systemd-analyze", *map(str, arguments)], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("service", ["server", "print-agent"])
def test_systemd_takes_the_unit_and_finds_it_hardened(tmp_path, service):
    _, files = install(tmp_path, service)
    (unit,) = files.values()
    assert analyze("verify", "--man=no", unit) == (0, "")
    code, said = analyze("security", "--offline=true", "--threshold=30", unit)
    assert code == 0, said
    text = unit.read_text()
    assert "@" not in text.replace("@system-service", "")
    assert f"WorkingDirectory={ROOT}\n" in text


def test_the_unit_of_a_screen_is_taken_but_for_what_is_not_installed(tmp_path):
    said, files = install(tmp_path, "kiosk")
    _, faults = analyze("verify", "--man=no", files["xinmoi-screen.service"])
    assert all("/usr/bin/cage" in line for line in faults.splitlines())
    assert f"{' '.join(SWITCHES)} {SERVER}/kiosk\n" in files["xinmoi-screen.service"].read_text()
    policies = json.loads(files["xinmoi.json"].read_text())
    assert policies["URLAllowlist"] == [SERVER]
    assert (policies["TranslateEnabled"], policies["DownloadRestrictions"]) == (False, 3)
    assert policies["AutoplayAllowed"] is True
    assert files["xinmoi.json"].stat().st_mode & 0o777 == 0o644
    assert "enable --now xinmoi-screen" in said


def test_keys_begin_with_the_session_of_whoever_works_there(tmp_path):
    said, files = install(tmp_path, "key-agent")
    (entry,) = files.values()
    assert f"server.py key-agent --pair {SERVER}\n" in entry.read_text()
    assert str(entry).endswith("etc/xdg/autostart/xinmoi-key-agent.desktop")
    assert "sign in anew" in said


def test_a_dry_run_prints_what_it_would_write(tmp_path):
    said, files = install(tmp_path, "server", "--dry-run")
    assert files == {}
    assert "[Service]" in said
    assert "LimitNOFILE=65536" in said


def test_without_a_service_s_name_it_is_the_server_s(tmp_path):
    run("install", "--service", "--into", tmp_path)
    assert (tmp_path / "etc/systemd/system/xinmoi.service").is_file()


def test_a_screen_without_its_server_is_refused_in_one_sentence(tmp_path):
    refused = run("install", "--service", "board", "--into", tmp_path, expect=1)
    assert refused.stderr == "board needs --server, like http://10.0.0.5:8080.\n"
    assert list(tmp_path.rglob("*.service")) == []


@pytest.mark.parametrize("server", ["10.0.0.5", "http://a b", "http://a;reboot", "http://a/%n"])
def test_an_address_that_is_none_is_refused(server):
    with pytest.raises(CannotInstall):
        make_plan(Service.KIOSK, HERE, "kiosk", server)


@pytest.mark.parametrize(
    ("config", "written"),
    [
        (ROOT / "var" / "config.yaml", f"{ROOT}/var"),
        (ROOT / "config.yaml", f"{ROOT}/var"),
        (ROOT / "settings" / "config.yaml", f"{ROOT}/var"),
        (Path("/etc/config.yaml"), f"{ROOT}/var"),
        (Path("/etc/xinmoi/config.yaml"), f"{ROOT}/var /etc/xinmoi"),
    ],
)
def test_the_server_writes_its_data_and_the_folder_of_its_configuration(config, written):
    plan = make_plan(Service.SERVER, replace(HERE, config=config), "x")
    (unit,) = plan.files.values()
    assert f"ReadWritePaths={written}\n" in unit
    given = f"sudo chown x /etc/xinmoi {config}" in plan.steps
    assert given == written.endswith("/etc/xinmoi")


def test_it_is_said_where_pages_cannot_change_the_configuration(tmp_path):
    said, _ = install(tmp_path, "server", "--config", ROOT / "config.yaml")
    assert f"Pages cannot change {ROOT / 'config.yaml'}: copy it to" in said
    own = tmp_path / "own" / "config.yaml"
    own.parent.mkdir()
    own.write_bytes((ROOT / "config.yaml").read_bytes())
    said, files = install(tmp_path / "there", "server", "--config", own)
    assert "Pages cannot change" not in said
    assert analyze("verify", "--man=no", files["xinmoi.service"]) == (0, "")


@pytest.mark.parametrize("folder", ["/srv/xin mời", '/srv/a"b', "/srv/$HOME"])
def test_a_folder_that_systemd_would_read_otherwise_is_refused(folder):
    here = Checkout(ROOT, HERE.python, HERE.config, ROOT / folder)
    with pytest.raises(CannotInstall, match="blanks"):
        make_plan(Service.SERVER, here, "xinmoi")


def test_a_server_at_a_low_port_may_take_it_and_another_nothing():
    low, usual = (make_plan(Service.SERVER, HERE, "x", port=port) for port in (80, 8080))
    (unit,) = low.files.values()
    assert "AmbientCapabilities=CAP_NET_BIND_SERVICE\n" in unit
    assert "CAP_" not in next(iter(usual.files.values()))
