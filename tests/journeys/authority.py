"""A certificate authority of a centre's own, as its administrator makes one."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

EC = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2")


@dataclass(frozen=True)
class Authority:
    """`file`: its own certificate; `shown`: what it gave a server of this computer, and the key."""

    file: Path
    shown: tuple[Path, Path]


def make_authority(folder):
    """Make an authority, and a certificate of it for 127.0.0.1."""
    file, key = folder / "authority.pem", folder / "authority.key"
    shown = folder / "server.pem", folder / "server.key"
    for arguments in (
        ["-subj", "/CN=CA cua trung tam", "-out", file, "-keyout", key],
        ["-subj", "/CN=server", "-CA", file, "-CAkey", key,
         "-addext", "subjectAltName=IP:127.0.0.1", "-addext", "basicConstraints=critical,CA:FALSE",
         "-out", shown[0], "-keyout", shown[1]],
    ):  # fmt: skip
        command = ["openssl", "req", "-x509", *EC, *arguments]
        subprocess.run(command, check=True, capture_output=True)
    return Authority(file, shown)
