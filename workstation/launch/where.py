"""``python3 -m workstation.launch.where [run|test]``: prepare, then print the interpreter's path.

For scripts that run tools of the environment, such as ``.ci/run``.
"""

from __future__ import annotations

import sys

from workstation.launch import version


def main() -> int:
    """Print the path of an interpreter that has the packages of the named lock."""
    from workstation.launch.request import Request
    from workstation.launch.start import give_up, runner_for
    from workstation.launch.trouble import Trouble

    lock = sys.argv[1] if len(sys.argv) > 1 else "run"
    if lock not in {"run", "test"}:
        print("usage: python3 -m workstation.launch.where [run|test]", file=sys.stderr)
        return 2
    try:
        runner = runner_for(Request("tool", "", (), lock=lock, screen=False))
    except Trouble as trouble:
        return give_up(trouble)
    print(runner.python)
    return 0


if __name__ == "__main__":
    version.demand()
    sys.exit(main())
