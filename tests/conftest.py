"""What every test shares: how the browser is started, and how Hypothesis looks for examples."""

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import expect

ROOT = Path(__file__).parents[1]

# A loaded machine may take seconds for what takes milliseconds alone; a wrong page stays wrong.
expect.set_options(timeout=20_000)

# In CI the same examples every time: a red run is then the change's fault, and can be repeated.
settings.register_profile(
    "ci",
    derandomize=True,
    deadline=None,
    max_examples=100,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("here", deadline=None, max_examples=100)
settings.load_profile("ci" if os.environ.get("CI") else "here")


# Every window of Chromium loads two pages for its own address bar, which nobody sees here: half the
# work of opening a page. The option takes the place of Playwright's own, so that one is repeated.
LEFT_OUT = [
    "WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup",
    "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding",
    "ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect",
    "OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch",
]  # fmt: skip


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium, never a downloaded one, with sound and without calls to its maker."""
    return {
        **browser_type_launch_args,
        "executable_path": os.environ.get("CHROMIUM", "/usr/bin/chromium"),
        "args": [
            "--no-sandbox",
            "--autoplay-policy=no-user-gesture-required",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            "--disable-quic",
            f"--disable-features={','.join(LEFT_OUT)}",
        ],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A page as the first centre's citizens and officers see it, without motion."""
    return {
        **browser_context_args,
        "locale": "vi-VN",
        "timezone_id": "Asia/Ho_Chi_Minh",
        "reduced_motion": "reduce",
    }


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what did not run: emupos needs a newer Python, which not every machine has."""
    if not (ROOT / ".venv-emupos/ready").exists():
        terminalreporter.write_line(
            "not run: tests/kiosk/printing/test_emulator.py (no Python 3.13 or 3.14 for emupos)"
        )
