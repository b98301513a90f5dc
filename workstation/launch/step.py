"""Run one outside program of a preparation, keep its words, and read a failure from them."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from workstation.launch.diagnosis import diagnose


@dataclass(frozen=True)
class Step:
    """One stage: the sentence that names it, where it fetches from, and the log it writes to."""

    name: str
    source: str
    log: Path

    def run(
        self,
        command: Sequence[str | Path],
        *,
        folder: Path | None = None,
        variables: Mapping[str, str] | None = None,
        on_line: Callable[[str], None] = lambda line: None,
    ) -> str:
        """Run `command` to its end and return its output.

        Its standard output never reaches ours. Raises `Trouble` if it fails; a program that is
        still running when we are interrupted is ended first.
        """
        lines: list[str] = []
        with self.log.open("a", encoding="utf-8") as log:
            log.write(f"$ {' '.join(map(str, command))}\n")
            log.flush()
            child = _start(command, folder, variables)
            try:
                for line in child.stdout or ():
                    lines.append(line)
                    log.write(line)
                    on_line(line)
                code = child.wait()
            except BaseException:
                child.kill()
                child.wait()
                raise
            finally:
                if child.stdout:
                    child.stdout.close()
        if code != 0:
            trouble = diagnose("".join(lines), self.name, self.source)
            trouble.facts["log"] = self.log
            raise trouble
        return "".join(lines)


def _start(
    command: Sequence[str | Path], folder: Path | None, variables: Mapping[str, str] | None
) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [str(part) for part in command],
        cwd=folder,
        env={**os.environ, **(variables or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
