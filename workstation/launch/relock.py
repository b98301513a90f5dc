"""Make both locks anew from pyproject.toml: ``python -m workstation.launch.relock`` (needs uv).

They hold for Linux, Windows and macOS on Python 3.11 to 3.14, carry the hashes of every wheel,
and name no registry, so that a mirror serves as well. The tests' lock is made first and binds the
other, so that adding the tests' packages never alters a version.
"""

from __future__ import annotations

import subprocess
import sys

from workstation.launch.place import CHECKOUT, lock_path

_COMPILE = "uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes"
_PLAIN = "--no-annotate --no-header --no-emit-index-url --only-binary :all: --quiet --upgrade"


def main() -> int:
    """Write ``test.lock`` and ``run.lock``; returns uv's exit code."""
    test, run = lock_path("test"), lock_path("run")
    for special in (["--group", "test", "-o", str(test)], ["-c", str(test), "-o", str(run)]):
        command = [*_COMPILE.split(), *_PLAIN.split(), *special]
        code = subprocess.run(command, cwd=CHECKOUT, check=False).returncode
        if code != 0:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
