"""Run one command as a process of the house: with its settings, and its servers.

    python -m bin.inside python -m demo

The settings are those of the house that runs in ZILA_HOME; when none runs, its servers are started for as long
as the command takes. Answers the command's own exit code.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

from bin import first_start
from bin.servers import CannotStart, start
from bin.surroundings import ROOT, arrange, check_given, hold, judge, running_env
from config import ConfigError


def main(command: list[str]) -> int:
    """Run `command`; answers its exit code, or 1 or 2 when the house cannot be had."""
    if not command:
        print(__doc__, file=sys.stderr)
        return 2
    if command[0] == "python":
        command = [sys.executable, *command[1:]]
    try:
        config = judge(os.environ)
        env = running_env(config.home)
        if env is not None:
            return run(command, {**os.environ, **env})
        return run_alone(command)
    except ConfigError as problem:
        print("These settings do not do:", *problem.faults, sep="\n  ", file=sys.stderr)
        return 2
    except CannotStart as problem:
        print(problem, file=sys.stderr)
        return 1


def run_alone(command: list[str]) -> int:
    """Run `command` with servers that are started for it, on a migrated database."""
    config = judge(os.environ)
    check_given(config, os.environ)
    with ExitStack() as stack:
        stack.enter_context(hold(config.home))
        around = arrange(config, os.environ)
        for server in around.servers:
            stack.callback(start(server).stop)
        first_start.migrate(around.config.database_url)
        return run(command, around.env)


def run(command: list[str], env: dict[str, str]) -> int:
    """Run `command` from the top of the checkout; answers its exit code, also when Ctrl-C ended it."""
    process = subprocess.Popen(command, env=env, cwd=Path(ROOT))
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:  # the command has had it too, and decides
            continue


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
