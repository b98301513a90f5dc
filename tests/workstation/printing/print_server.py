"""A print system of its own for tests: CUPS with a PDF printer, in a folder of the test."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PPD = Path("/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd")
_CONF = """
LogLevel warn
Listen {folder}/sock
DefaultAuthType None
WebInterface No
Browsing Off
JobPrivateAccess all
JobPrivateValues none
<Location />
  Order allow,deny
  Allow all
</Location>
<Location /admin>
  Order allow,deny
  Allow all
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""
_FILES = """
ServerRoot {folder}
RequestRoot {folder}/spool
CacheDir {folder}/cache
StateDir {folder}/state
TempDir {folder}/spool
ErrorLog {folder}/error.log
AccessLog {folder}/access.log
PageLog {folder}/page.log
SystemGroup root
User lp
Group lp
"""


def is_here() -> bool:
    """Whether Debian's cups and printer-driver-cups-pdf are installed, and may be started."""
    programs = all(map(shutil.which, ("cupsd", "lp", "lpstat", "lpadmin")))
    return programs and PPD.exists() and hasattr(os, "geteuid") and os.geteuid() == 0


@contextmanager
def print_server() -> Iterator[str]:
    """A running server with the printer "Paper"; gives its address for CUPS_SERVER."""
    with tempfile.TemporaryDirectory(prefix="cups-") as name:  # a short path: it names a socket
        folder = Path(name)
        folder.chmod(0o755)
        for part in ("spool", "cache", "state"):
            (folder / part).mkdir()
        for file, text in (("cupsd.conf", _CONF), ("cups-files.conf", _FILES)):
            (folder / file).write_text(text.format(folder=folder))
        command = ["cupsd", "-f", "-c", f"{folder}/cupsd.conf", "-s", f"{folder}/cups-files.conf"]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        server = subprocess.Popen(command, **quiet)  # type: ignore[call-overload]
        try:
            address = f"{folder}/sock"
            for _ in range(100):
                if Path(address).exists():
                    break
                time.sleep(0.05)
            make = ["lpadmin", "-h", address, "-p", "Paper", "-E", "-v", "cups-pdf:/", "-P", PPD]
            subprocess.run(make, check=True, **quiet)  # type: ignore[call-overload]
            yield address
        finally:
            server.terminate()
            server.wait(10)
