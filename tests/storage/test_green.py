"""Green threads and native threads write the same journal without getting into each other's way."""

import pytest

from storage.place import write_mark
from tests.storage.children import told_by
from web.runtime import MODES

EVERYBODY_AT_ONCE = """
import sys
from web.runtime import patch, runtime
patch(sys.argv[1])
from pathlib import Path
from threading import Thread
from storage.accounts import Accounts
from storage.verify import verify
from tests.storage.centre import centre_in, take_number
centre = centre_in(Path(sys.argv[2]), offload=runtime(sys.argv[1]).offload)
accounts = Accounts(centre.database)
told, known = [], []

def citizens(kiosk):
    for n in range(30):
        told.append(take_number(centre, actor=f"token:{kiosk}", key=f"press-{n}"))

def administrator():
    for n in range(20):
        known.append(accounts.find_token(accounts.create_token("kiosk", f"{n}")).name)
    accounts.create_person("lan", "admin", "x")
    assert accounts.check_password("lan", "x") is not None

work = [Thread(target=citizens, args=(kiosk,)) for kiosk in range(12)]
work.append(Thread(target=administrator))
for thread in work:
    thread.start()
for thread in work:
    thread.join()
assert sorted(told) == sorted(centre.waiting()) and len(set(told)) == 360
assert known == [str(n) for n in range(20)]
assert verify(centre.database) == []
centre.database.close()
print("all there")
"""


@pytest.mark.parametrize("mode", MODES)
def test_everybody_at_once(folder, mode):
    assert told_by(EVERYBODY_AT_ONCE, mode, folder) == "all there"


SLEEPS_IN_THE_DATABASE = """
import sys
from web.runtime import patch, runtime
patch(sys.argv[1])
from pathlib import Path
from threading import Thread
from storage.database import open_database
here = runtime(sys.argv[1])
database = open_database(Path(sys.argv[2]), here.offload, here.offload_first)
sleeps = lambda connection: connection.exec_driver_sql("SELECT pg_sleep(1)").all()
sleeping = [Thread(target=use, args=(sleeps,)) for use in (database.read, database.write)]
for thread in sleeping:
    thread.start()
turns = 0
while any(thread.is_alive() for thread in sleeping):
    here.sleep(0.01)
    turns += 1
database.close()
print("others went on" if turns > 5 else f"{turns} turns")
"""


@pytest.mark.parametrize("mode", MODES)
def test_nobody_else_waits_while_postgres_takes_its_time(tmp_path, postgres, mode):
    write_mark(tmp_path, postgres)
    assert told_by(SLEEPS_IN_THE_DATABASE, mode, tmp_path) == "others went on"


THREADS_TAKEN = """
import os, sys
from web.runtime import NATIVE_THREADS, patch, runtime
patch(sys.argv[1])
from pathlib import Path
from threading import Thread
from sqlalchemy import text
from storage.database import open_database
here = runtime(sys.argv[1])
database = open_database(Path(sys.argv[2]), here.offload, here.offload_first)
ready, end = os.pipe()

def take_threads(offload):
    taking = [Thread(target=offload, args=(os.read, ready, 1)) for _ in range(NATIVE_THREADS)]
    for thread in taking:
        thread.start()
    return taking

slow = take_threads(here.offload_slow)
print(database.read(lambda connection: connection.execute(text("select 'read'")).scalar()))
usual = take_threads(here.offload)
print(database.drive(lambda driver: driver.execute("select 'written'").fetchone()[0]))
os.write(end, b"x" * len(slow + usual))
for thread in slow + usual:
    thread.join()
database.close()
"""


@pytest.mark.parametrize("mode", MODES)
def test_look_ups_wait_for_nothing_slow_and_what_is_written_for_no_other_work(tmp_path, mode):
    assert told_by(THREADS_TAKEN, mode, tmp_path) == "read\nwritten"


LOCKS_OF_THE_LOOP = """
import logging, sys
from web.runtime import patch, runtime
patch("eventlet")
from eventlet import patcher, semaphore
from pathlib import Path
from threading import Thread
from storage.database import open_database
from babel import Locale
from babel.dates import get_day_names
from babel.numbers import format_decimal
from cli.log_lines import log_to_stderr
find_thread = patcher.original("threading").get_ident
here, loop, taken = runtime("eventlet"), find_thread(), []
database = open_database(Path(sys.argv[2]), here.offload, here.offload_first)
acquire = semaphore.Semaphore.acquire

def note(lock, blocking=True, timeout=None):
    if blocking and find_thread() != loop:
        taken.append(lock)
    return acquire(lock, blocking, timeout)

semaphore.Semaphore.acquire = note
logging.getLogger().setLevel(logging.INFO)  # what was asked before is forgotten
query = lambda connection: connection.exec_driver_sql("SELECT 1").all()
asking = [Thread(target=use, args=(query,)) for use in (database.read, database.write) * 4]
log_to_stderr()

def format_and_log(language):
    format_decimal(1234.5, locale=Locale(language))
    get_day_names(locale=language)
    logging.getLogger(f"of {language}").warning("a word in %s", language)
    logging.lastResort.handle(logging.makeLogRecord({"msg": "the last word"}))

for language in ("vi", "en", "km") * 2:
    asking.append(Thread(target=here.offload, args=(format_and_log, language)))
for thread in asking:
    thread.start()
for thread in asking:
    thread.join()
database.close()
print(len(taken))
"""


def test_no_native_thread_takes_a_lock_of_the_event_loop(tmp_path):
    """Where it had to wait for one it would wait for ever, and whoever writes behind it."""
    assert told_by(LOCKS_OF_THE_LOOP, "eventlet", tmp_path) == "0"
