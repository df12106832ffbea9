"""The whole program as a child process with its own data folder, and the tokens of its devices."""

import os
import signal
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import requests

from storage.accounts import Accounts
from storage.database import open_database
from storage.procedures import Procedure, Procedures
from tests.web.hours import SERVING, set_clock

HERE = Path(__file__).parents[2]
CONFIG = HERE / "config.yaml"
LICENCE_PAPERS = ("Căn cước", "Giấy phép lái xe cũ", "Giấy khám sức khỏe")
MANY_PAPERS = tuple(
    f"{paper}, bản {place}"
    for place in ("chính", "sao có chứng thực", "điện tử")
    for paper in (
        "Giấy đề nghị đăng ký doanh nghiệp theo mẫu",
        "Điều lệ công ty có chữ ký của chủ sở hữu và người đại diện theo pháp luật",
        "Giấy tờ pháp lý của chủ sở hữu",
        "Văn bản ủy quyền, nếu nộp thay",
    )
)
PROCEDURES = {
    "XD": ["Cấp giấy phép xây dựng công trình", "Cấp giấy phép xây dựng nhà ở riêng lẻ"],
    "KHĐT": [
        "Đăng ký thành lập công ty trách nhiệm hữu hạn một thành viên",
        "Đăng ký thay đổi ngành, nghề kinh doanh",
        "Đăng ký giải thể doanh nghiệp",
    ],
    "GTVT-LX": [
        "Cấp lại giấy phép lái xe bị mất",
        "Đổi giấy phép lái xe",
        "Đổi giấy phép lái xe của nước ngoài",
        "Cấp giấy phép xe tập lái",
    ],
    "TP": ["Cấp phiếu lý lịch tư pháp cho công dân Việt Nam", "Cấp lại thẻ công chứng viên"],
    "LĐTBXH": ["Cấp giấy phép lao động cho người nước ngoài"],
}
FACTS = {
    "Đổi giấy phép lái xe": {
        "documents": LICENCE_PAPERS,
        "fee": "135.000 ₫",
        "time_limit": "05 ngày làm việc",
    },
    "Đăng ký thành lập công ty trách nhiệm hữu hạn một thành viên": {
        "documents": MANY_PAPERS,
        "fee": "Miễn lệ phí khi nộp qua mạng; 50.000 ₫ mỗi lần khi nộp tại quầy",
        "time_limit": "03 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ",
    },
    "Cấp lại thẻ công chứng viên": {"fee": "Không thu"},
}
ENGLISH = {
    "Đăng ký thành lập công ty trách nhiệm hữu hạn một thành viên": (
        "Registration of the establishment of a single-member limited liability company"
    ),
}


def utc_now():
    return datetime.now(UTC)


def today():
    return datetime.now(UTC).date()


class Program:
    """Started on a free port, which it keeps over a restart; `at` is its local time, else now."""

    def __init__(self, folder, at=None, **replaced):
        self.folder, self.data = folder, folder / "var"
        self.data.mkdir(parents=True)
        text = CONFIG.read_text()
        for old, new in replaced.values():
            assert old in text
            text = text.replace(old, new)
        self.config = folder / "config.yaml"
        self.config.write_text(text)
        self.port, self.process = 0, None
        self.clock_file = folder / "clock" if at else None
        if at:
            set_clock(self.clock_file, at)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def start(self):
        command = [sys.executable, "server.py", "serve", "--host", "127.0.0.1"]
        command += ["--config", self.config, "--data", self.data, "--port", str(self.port)]
        if self.clock_file:
            command = [sys.executable, *SERVING, self.config, self.data, self.clock_file]
            command += [str(self.port)]
        self.process = subprocess.Popen(
            command, cwd=HERE, stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )  # fmt: skip
        said = self.process.stdout.readline().decode()
        assert "serves" in said, said
        self.port = int(said.split("127.0.0.1:")[1].split()[0])
        return self

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.communicate()

    def stop(self):
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.communicate(timeout=20)

    def command(self, name):
        """Run a command of the operator's on this program's data."""
        command = [sys.executable, "server.py", name, "--config", self.config, "--data", self.data]
        subprocess.run(command, cwd=HERE, check=True, stdout=subprocess.DEVNULL)

    def token(self, role, **place):
        database = open_database(self.data)
        try:
            return Accounts(database).create_token(role, role, **place)
        finally:
            database.close()

    def api(self, token):
        session = requests.Session()
        session.headers["Authorization"] = f"Bearer {token}"
        return Api(self, session)


class Api:
    """An HTTP client that holds one token."""

    def __init__(self, program, session):
        self.program, self.session = program, session

    def post(self, path, body=None, **headers):
        return self.session.post(
            self.program.url + path, json={} if body is None else body, headers=headers, timeout=20
        )

    def get(self, path, **headers):
        return self.session.get(self.program.url + path, headers=headers, timeout=20)

    def waiting(self, service):
        units = self.get("/api/services").json()["departments"]
        return next(s["waiting"] for u in units for s in u["services"] if s["code"] == service)


def import_procedures(program):
    """Store the catalogue; a few procedures have papers, a fee or a time limit."""
    rows = [
        Procedure(
            code=f"{service}-{place}",
            name_vi=name,
            name_en=ENGLISH.get(name),
            department=service.partition("-")[0],
            field="",
            service=service,
            valid_from=date(2024, 1, 1),
            **FACTS.get(name, {}),
        )
        for service, names in PROCEDURES.items()
        for place, name in enumerate(names)
    ]
    database = open_database(program.data)
    try:
        Procedures(database, utc_now, today).replace(rows)
    finally:
        database.close()
