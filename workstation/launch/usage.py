"""What `main.py --help` prints, without preparing anything."""

USAGE = """\
usage: python3 main.py [--sample] [--profile DIR] [--as AGENT] [--language LANG] [--check]
       python3 main.py call --number N [--name NAME]
       python3 main.py [--profile DIR] [--json] COMMAND ...
       python3 main.py test [--no-pg] [--no-gui] [PYTEST ARGUMENTS]

Without a command the window opens; `call` shows a caller in it. `COMMAND --help` explains a
terminal command (import, export, list, find, show, check, join, sync, hub, claim, sample);
`test` runs the tests. What is missing is prepared first, in .venv beside main.py."""
