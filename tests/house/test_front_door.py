"""The front door with real processes: what it starts it keeps, and what it started it stops."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bin.servers import free_port
from bin.supervisor import CRASHES_MAX, KeepsCrashing, Program, Supervisor
from bin.surroundings import ROOT, judge
from config import Config, ConfigError

SETTINGS = (
    *("PORT", "ZILA_HOME", "ZILA_ENV", "DATABASE_URL", "REDIS_URL", "STRIPE_API_BASE", "STRIPE_SECRET_KEY"),
    *("STRIPE_WEBHOOK_SECRET", "SMTP_URL", "SMS_URL", "SECRET_KEY", "PUBLIC_URL"),
)
PRODUCTION = {
    "ZILA_ENV": "production",
    "DATABASE_URL": "postgresql://db.example/zila",
    "REDIS_URL": "redis://cache.example/0",
    "SECRET_KEY": "k" * 40,
    "PUBLIC_URL": "https://haat.example",
    "STRIPE_SECRET_KEY": "sk_live_abc",
    "STRIPE_WEBHOOK_SECRET": "whsec_abc",
    "SMTP_URL": "smtps://user:secret@mail.example:465",
    "SMS_URL": "https://sms.example/send",
}


def surroundings(home: Path, **more: str) -> dict[str, str]:
    """An environment with these settings and no others."""
    bare = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    return bare | {"ZILA_HOME": str(home)} | more


def run_to_its_end(home: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Start a house that should refuse."""
    command = [sys.executable, "-m", "bin.run"]
    return subprocess.run(
        command,
        cwd=ROOT,
        env=surroundings(home, **more),
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def eventually(true: Callable[[], bool], within_s: float = 15.0) -> bool:
    """Whether something becomes true in time."""
    until = time.monotonic() + within_s
    while not true():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def processes_of(home: Path) -> list[int]:
    """The live processes whose environment or command names this home."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            told = (folder / "environ").read_bytes() + (folder / "cmdline").read_bytes()
            state = (folder / "stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            continue
        if str(home).encode() in told and state != "Z" and int(folder.name) != os.getpid():
            found.append(int(folder.name))
    return found


def children_of(pid: int) -> dict[str, int]:
    """The live children of a process, by the last telling word of their commands."""
    listed = subprocess.run(
        ["ps", "-eo", "pid=,ppid=,stat=,args="], capture_output=True, text=True, check=True
    )
    found = {}
    for line in listed.stdout.splitlines():
        child, parent, state, command = line.split(None, 3)
        if int(parent) == pid and not state.startswith("Z"):
            names = (
                "gunicorn",
                " worker ",
                " beat ",
                "sandbox.stripe",
                "sandbox.inbox",
                "postgres",
                "valkey",
                "redis",
            )
            found[next((name.strip() for name in names if name in command), command)] = int(child)
    return found


def answers(url: str) -> bool:
    """Whether a GET is answered with 200."""
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return answer.status == 200
    except OSError:
        return False


# The supervisor by itself


def program(folder: Path, name: str, code: str) -> Program:
    """A small process of Python."""
    command = [sys.executable, "-c", code]
    return Program(name=name, command=command, env=dict(os.environ), cwd=folder, log=folder / f"{name}.log")


def test_a_child_killed_outright_is_started_again(tmp_path: Path):
    supervisor = Supervisor(lambda *_: None)
    child = supervisor.start(program(tmp_path, "sleeper", "import time; time.sleep(60)"))
    first = child.process.pid
    os.kill(first, signal.SIGKILL)
    assert supervisor.wait(lambda: child.process.pid != first and child.running(), timeout_s=5)
    supervisor.stop()
    assert not child.running()


def test_a_child_that_keeps_crashing_ends_the_house_and_tells_why(tmp_path: Path):
    supervisor = Supervisor(lambda *_: None)
    child = supervisor.start(program(tmp_path, "crasher", "raise SystemExit('Error: no such thing')"))
    with pytest.raises(KeepsCrashing, match=r"crasher keeps stopping \(Error: no such thing\)"):
        supervisor.wait(lambda: False, timeout_s=20)
    assert len(child.crashes) == CRASHES_MAX
    supervisor.stop()


def test_a_child_that_will_not_stop_is_stopped_with_its_own_children(tmp_path: Path):
    code = (
        "import signal, subprocess, sys, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "print(subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']).pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    supervisor = Supervisor(lambda *_: None)
    child = supervisor.start(program(tmp_path, "stubborn", code))
    assert eventually(lambda: child.program.log.read_text().strip().isdigit())
    grandchild = int(child.program.log.read_text())
    began = time.monotonic()
    supervisor.stop()
    assert time.monotonic() - began < 9
    assert not child.running()
    assert eventually(lambda: gone(grandchild))


def gone(pid: int) -> bool:
    """Whether a process has ended (a zombie has)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


# Settings


def test_all_faults_are_said_at_once():
    with pytest.raises(ConfigError) as refused:
        Config.from_env({"PORT": "80a", "ZILA_ENV": "live", "REDIS_URL": "http://x"})
    said = "\n".join(refused.value.faults)
    assert all(
        name in said for name in ("PORT", "ZILA_ENV", "REDIS_URL", "DATABASE_URL", "SECRET_KEY", "SMTP_URL")
    )


def test_production_with_its_own_secrets_is_let_in():
    config = Config.from_env(PRODUCTION)
    assert config.secure_cookies
    assert not config.demo_people


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "demo-" + "x" * 40),
        ("SECRET_KEY", "short"),
        ("STRIPE_SECRET_KEY", "sk_test_demo123"),
        ("STRIPE_SECRET_KEY", "sk_test_123"),
        ("STRIPE_WEBHOOK_SECRET", "whsec_demo123"),
        ("PUBLIC_URL", "http://haat.example"),
        ("DATABASE_URL", ""),
        ("REDIS_URL", ""),
        ("SMTP_URL", ""),
    ],
)
def test_production_refuses_demo_secrets_and_gaps(name: str, value: str):
    with pytest.raises(ConfigError, match=name):
        Config.from_env(PRODUCTION | {name: value})


def test_no_fault_repeats_a_secret():
    with pytest.raises(ConfigError) as refused:
        Config.from_env(
            PRODUCTION | {"DATABASE_URL": "mysql://user:geheim@db", "SECRET_KEY": "demo-geheim" * 5}
        )
    assert "geheim" not in str(refused.value)


def test_a_real_stripe_key_is_never_mixed_with_made_up_ones():
    with pytest.raises(ConfigError, match="STRIPE_WEBHOOK_SECRET"):
        judge({"STRIPE_SECRET_KEY": "sk_test_abc"})


# The whole house


def test_a_busy_port_is_one_sentence(tmp_path: Path):
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen(1)
        port = str(taken.getsockname()[1])
        refused = run_to_its_end(tmp_path / "home", PORT=port)
    assert refused.returncode == 1
    assert refused.stderr.startswith(f"Port {port} cannot be used")
    assert refused.stderr.count("\n") == 1
    assert not (tmp_path / "home").exists()


def test_malformed_settings_start_nothing(tmp_path: Path):
    refused = run_to_its_end(tmp_path / "home", PORT="eighty", REDIS_URL="nonsense")
    assert refused.returncode == 2
    assert "PORT" in refused.stderr
    assert "REDIS_URL" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert not (tmp_path / "home").exists()


def test_production_does_not_start_with_demo_secrets(tmp_path: Path):
    refused = run_to_its_end(tmp_path / "home", **PRODUCTION | {"SECRET_KEY": "demo-" + "x" * 40})
    assert refused.returncode == 2
    assert "SECRET_KEY is a demo secret" in refused.stderr


def test_a_database_that_does_not_answer_is_named(tmp_path: Path):
    away = f"postgresql://zila@127.0.0.1:{free_port()}/zila"
    refused = run_to_its_end(tmp_path / "home", DATABASE_URL=away, PORT=str(free_port()))
    assert refused.returncode == 1
    assert "DATABASE_URL does not answer" in refused.stderr


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict]:
    """A whole house that runs, in a home of its own; `ZILA_ENV=test` leaves out the demo world."""
    home = tmp_path_factory.mktemp("house")
    port = free_port()
    env = surroundings(home, PORT=str(port), ZILA_ENV="test")
    log = home / "said.txt"
    with log.open("w") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "bin.run"],
            cwd=ROOT,
            env=env,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
    about = {"home": home, "port": port, "url": f"http://127.0.0.1:{port}", "process": process, "log": log}
    assert eventually(lambda: "is open" in log.read_text() or process.poll() is not None, 90), log.read_text()
    yield about
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        process.wait(15)
    reset = subprocess.run(
        [sys.executable, "-m", "bin.reset"], cwd=ROOT, env=env, capture_output=True, check=False
    )
    assert reset.returncode == 0


def test_the_house_opens_and_says_where(house: dict):
    said = house["log"].read_text()
    assert house["url"] in said
    assert answers(f"{house['url']}/healthz")
    assert answers(f"{house['url']}/readyz")


def test_its_secrets_are_for_its_owner_alone(house: dict):
    for name in ("secrets.json", "running.json"):
        path = house["home"] / name
        assert path.stat().st_mode & 0o777 == 0o600
        assert json.loads(path.read_text())


def test_a_second_house_in_the_same_home_is_refused(house: dict):
    refused = run_to_its_end(house["home"], PORT=str(free_port()), ZILA_ENV="test")
    assert refused.returncode == 1
    assert "Another Zila Haat" in refused.stderr


def test_reset_is_refused_while_the_house_runs(house: dict):
    command = [sys.executable, "-m", "bin.reset"]
    refused = subprocess.run(
        command, cwd=ROOT, env=surroundings(house["home"]), capture_output=True, check=False
    )
    assert refused.returncode == 1
    assert answers(f"{house['url']}/healthz")


@pytest.mark.parametrize("name", ["gunicorn", "worker", "postgres", "valkey"])
def test_each_child_killed_outright_comes_back(house: dict, name: str):
    first = children_of(house["process"].pid)[name]
    os.kill(first, signal.SIGKILL)
    assert eventually(lambda: children_of(house["process"].pid).get(name, first) != first)
    assert eventually(lambda: answers(f"{house['url']}/readyz"), 30)


def test_sigterm_stops_everything_within_ten_seconds(house: dict):
    assert len(processes_of(house["home"])) > 5
    began = time.monotonic()
    house["process"].send_signal(signal.SIGTERM)
    assert house["process"].wait(12) == 0
    took = time.monotonic() - began
    assert processes_of(house["home"]) == []
    assert took < 10
