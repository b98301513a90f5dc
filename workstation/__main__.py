"""`python -m workstation COMMAND …`: the terminal, prepared first on a machine that lacks all."""

import sys

from workstation.launch import version


def main() -> int:
    """Run the terminal here if this interpreter has the packages, otherwise where they are."""
    version.demand()
    from workstation.launch import start
    from workstation.launch.request import read_request

    arguments = sys.argv[1:]
    if read_request(arguments, terminal=True).kind != "terminal" or not start.suffices():
        return start.main(arguments, terminal=True)
    from workstation.terminal.main import main as terminal

    return terminal(arguments)


if __name__ == "__main__":
    sys.exit(main())
