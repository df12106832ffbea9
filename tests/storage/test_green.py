"""Green threads and native threads write the same journal without getting into each other's way."""

import pytest

from tests.storage.centre import told_by
from web.runtime import MODES

EVERYBODY_AT_ONCE = """
import sys
from web.runtime import patch, runtime
patch(sys.argv[1])
from pathlib import Path
from threading import Thread
from storage.accounts import Accounts
from storage.verify import verify
from tests.storage.centre import Centre
centre = Centre(Path(sys.argv[2]), offload=runtime(sys.argv[1]).offload)
accounts = Accounts(centre.database)
told, known = [], []

def citizens(kiosk):
    for n in range(100):
        told.append(centre.issue(actor=f"token:{kiosk}", key=f"press-{n}"))

def administrator():
    for n in range(40):
        known.append(accounts.find_token(accounts.create_token("kiosk", f"{n}")).name)
    accounts.create_person("lan", "admin", "x")
    assert accounts.check_password("lan", "x") is not None

work = [Thread(target=citizens, args=(kiosk,)) for kiosk in range(12)]
work.append(Thread(target=administrator))
for thread in work:
    thread.start()
for thread in work:
    thread.join()
assert sorted(told) == sorted(centre.waiting()) and len(set(told)) == 1200
assert known == [str(n) for n in range(40)]
assert verify(centre.database) == []
centre.database.close()
print("all there")
"""


@pytest.mark.parametrize("mode", MODES)
def test_everybody_at_once(tmp_path, mode):
    assert told_by(EVERYBODY_AT_ONCE, mode, tmp_path) == "all there"
