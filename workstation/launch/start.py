"""The one way in: read the request, find or prepare an interpreter, and become the program."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence

from workstation.launch import display, prepare
from workstation.launch.place import CHECKOUT
from workstation.launch.prepare import Runner
from workstation.launch.request import Request, read_request
from workstation.launch.trouble import INTERRUPTED, Trouble


def main(arguments: Sequence[str], *, terminal: bool = False) -> int:
    """Carry out one command line; returns an exit code only where the program does not take over.

    Exit codes of the launcher itself are in `trouble.EXIT_CODES`; `terminal` is explained at
    `read_request`.
    """
    if not terminal and {"--help", "-h"} & set(arguments[:1]):
        from workstation.launch.usage import USAGE

        print(USAGE)
        return 0
    request = read_request(arguments, terminal=terminal)
    try:
        runner = runner_for(request)
    except Trouble as trouble:
        return give_up(trouble)
    except KeyboardInterrupt:
        from workstation.launch.progress import say

        say("interrupted")
        return INTERRUPTED
    return _become(runner, request)


def suffices() -> bool:
    """Whether the interpreter that runs can carry out a terminal command as it is."""
    from pathlib import Path

    from workstation.launch.place import Place, read_stamp

    if read_stamp(Place(Path(sys.prefix))).holds("run"):
        return True
    from workstation.launch import bounds

    return bounds.suffices("run", sys.path)


def runner_for(request: Request) -> Runner:
    """An interpreter that can carry `request` out, prepared if need be. Raises `Trouble`."""
    return (
        prepare.in_active(request)
        or prepare.in_foreign(request)
        or prepare.prepared(request)
        or prepare.prepare(request)
    )


def _become(runner: Runner, request: Request) -> int:
    command = [str(runner.python), "-P", "-m", request.module, *request.arguments]
    variables = _variables(runner, request)
    if request.kind == "window" and "QT_QPA_PLATFORM" in variables and not request.hidden:
        from workstation.launch.progress import say

        say("no_display")
    if request.kind == "test":
        os.chdir(CHECKOUT)
    environment = {**os.environ, **variables}
    if os.name == "nt":  # there, exec would hand the shell back before the program ends
        return subprocess.run(command, env=environment, check=False).returncode
    os.execve(command[0], command, environment)


def _variables(runner: Runner, request: Request) -> Mapping[str, str]:
    path = os.pathsep.join(filter(None, (str(CHECKOUT), runner.path)))
    found = {"PYTHONPATH": path, "PYTHONUTF8": os.environ.get("PYTHONUTF8", "1")}
    if request.screen:
        if runner.libraries.is_dir():
            from workstation.launch import libraries

            found |= libraries.variables(runner.libraries)
        found |= display.variables(hidden=request.hidden or request.kind == "test")
    return found


def give_up(trouble: Trouble) -> int:
    """Say what the trouble is and return its exit code."""
    from workstation.launch.progress import say

    say(trouble.code, **trouble.facts)
    if trouble.code == "failed" and "log" in trouble.facts:
        say("details", log=trouble.facts["log"])
    return trouble.exit_code
