"""Python for Windows in a folder, made to run under Debian's Wine: `./run test` prepares it.

A wheel of PyPI brings CPython 3.11 as the DLLs that its makers put into Windows programs; our own
3.11 brings the library in Python, Debian the scripts of Tcl and Tk, uv.lock all other packages.
Nothing of it is the product's, and nothing is handed on.

`python -m tests.counters.keys.windows_python UV` makes it; it says so where it cannot.
"""

import hashlib
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[3]
HOME = ROOT / ".windows-python"
READY = HOME / "ready"
WINE = Path("/usr/lib/wine/wine64")
WINE_SERVER = Path("/usr/lib/wine/wineserver64")
WHEEL = (
    "panda3d==1.10.15 "
    "--hash=sha256:db071a53259fd8d3abedfc7d02030532eff02befe78515833767d3599034ba1a"
)
MINOR = (3, 11)
"""The Python that the wheel holds; the library in Python must be of the same."""
LEFT_OUT = ("site-packages", "dist-packages", "test", "lib-dynload", "config-*", "*.so")
TCL = Path("/usr/share/tcltk")
LAUNCHER = """
#include <windows.h>
int wmain(int count, wchar_t **arguments)
{
    int (*run)(int, wchar_t **) =
        (void *)GetProcAddress(LoadLibraryW(L"python311.dll"), "Py_Main");
    return run ? run(count, arguments) : 103;
}
"""
RANDOM = """
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID, ULONG);
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T size)
{
    return SystemFunction036(data, (ULONG)size);
}
"""
"""bcryptprimitives.dll: every Windows has it, Debian 12's Wine not, and pydantic's core asks it."""
TOOLS = "x86_64-w64-mingw32-"


def make_stamp() -> str:
    """Return what the folder was made of, the same as long as it need not be made anew."""
    parts = (Path(__file__), ROOT / "uv.lock")
    digests = [hashlib.sha256(part.read_bytes()).hexdigest() for part in parts]
    return " ".join([*digests, sys.version.split()[0], str(HOME)])


def is_ready() -> bool:
    """Say whether the folder is what this code would make."""
    return READY.is_file() and READY.read_text() == make_stamp()


def prepare(uv: Path) -> None:
    """Make the folder."""
    shutil.rmtree(HOME, ignore_errors=True)
    with tempfile.TemporaryDirectory() as made:
        _fetch_wheel(Path(made))
    _compile()
    _copy_library()
    _install_packages(uv)
    READY.write_text(make_stamp())


def _fetch_wheel(folder: Path) -> None:
    wanted = folder / "wanted.txt"
    wanted.write_text(WHEEL)
    subprocess.run(
        [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes",
         "--only-binary", ":all:", "--platform", "win_amd64", "--python-version", "3.11",
         "--dest", str(folder), "--requirement", str(wanted)],
        check=True,
    )  # fmt: skip
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        HOME.mkdir()
        for name in wheel.namelist():
            if name.startswith("deploy_libs/"):
                (HOME / Path(name).name).write_bytes(wheel.read(name))


def _compile() -> None:
    """Make python.exe, pythonw.exe, and the two DLLs that are missing."""
    (HOME / "launcher.c").write_text(LAUNCHER)
    (HOME / "random.c").write_text(RANDOM)
    shown = subprocess.run(
        [f"{TOOLS}objdump", "-p", HOME / "python311.dll"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    names = re.findall(r"^\t\[ *\d+\] (?:\+base\S* +\S+ )?(_?Py\w+)$", shown, re.MULTILINE)
    # The stable half of its functions, under the name by which packages ask for them
    lines = ["LIBRARY python3.dll", "EXPORTS", *(f"{name}=python311.{name}" for name in names)]
    (HOME / "python3.def").write_text("\n".join(lines))
    for arguments in (
        ["-municode", "-o", "python.exe", "launcher.c"],
        ["-municode", "-mwindows", "-o", "pythonw.exe", "launcher.c"],
        ["-shared", "-o", "bcryptprimitives.dll", "random.c", "-ladvapi32"],
        ["-shared", "-nostdlib", "-Wl,--entry=0", "-o", "python3.dll", "python3.def"],
    ):
        subprocess.run([f"{TOOLS}gcc", "-s", *arguments], cwd=HOME, check=True)


def _copy_library() -> None:
    library = Path(sysconfig.get_path("stdlib"))
    shutil.copytree(library, HOME / "Lib", ignore=shutil.ignore_patterns(*LEFT_OUT))
    for name, script in (("tcl8.6", "init.tcl"), ("tk8.6", "tk.tcl")):
        shutil.copytree(TCL / name, HOME / "tcl" / name)
        start = HOME / "tcl" / name / script
        # Debian's is of another patch of 8.6 than the wheel's
        start.write_text(re.sub(r"-exact (T\w+) +8\.6\.\d+", r"\1 8.6", start.read_text()))


def _install_packages(uv: Path) -> None:
    wanted = HOME / "packages.txt"
    subprocess.run(
        [uv, "export", "--quiet", "--frozen", "--no-default-groups", "--no-emit-project",
         "--project", ROOT, "--output-file", wanted],
        check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    subprocess.run(
        [uv, "pip", "install", "--quiet", "--target", HOME / "Lib" / "site-packages",
         "--python-platform", "x86_64-pc-windows-msvc", "--python-version", "3.11",
         "--only-binary", ":all:", "--require-hashes", "--requirement", wanted],
        check=True,
    )  # fmt: skip
    # Compiled once: Wine is slow at it
    subprocess.run(
        [sys.executable, "-m", "compileall", "-q", "-j", "0", "--invalidation-mode",
         "unchecked-hash", HOME / "Lib" / "site-packages"],
        check=False, stdout=subprocess.DEVNULL,
    )  # fmt: skip


if __name__ == "__main__":
    if sys.version_info[:2] != MINOR:
        sys.stderr.write("run: Python is not 3.11: the key agent is not tried on Windows\n")
    elif not is_ready():
        sys.stderr.write(f"run: Preparing Python for Windows in {HOME} ...\n")
        prepare(Path(sys.argv[1]))
