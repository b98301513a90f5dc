"""A print system of its own for tests: CUPS with a PDF printer, in a folder of the test."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PPD = Path("/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd")
_CONF = """
LogLevel warn
Listen {folder}/sock
Listen 127.0.0.1:{port}
DefaultAuthType None
WebInterface No
Browsing Off
DirtyCleanInterval 0
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
#: What an office's printer has and the PDF printer has not.
_TRAYS = """
*OpenUI *InputSlot/Media Source: PickOne
*DefaultInputSlot: Upper
*InputSlot Upper/Upper: ""
*InputSlot Lower/Lower: ""
*CloseUI: *InputSlot
*OpenUI *Duplex/2-Sided Printing: PickOne
*DefaultDuplex: None
*Duplex None/Off: ""
*Duplex DuplexNoTumble/Long Edge: ""
*Duplex DuplexTumble/Short Edge: ""
*CloseUI: *Duplex
"""


def is_here() -> bool:
    """Whether Debian's cups and printer-driver-cups-pdf are installed, and may be started."""
    programs = all(map(shutil.which, ("cupsd", "lp", "lpstat", "lpadmin")))
    return programs and PPD.exists() and hasattr(os, "geteuid") and os.geteuid() == 0


def _free_port() -> int:
    """A port for what asks for a printer's choices: through a socket those of the machine are read."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@dataclass(frozen=True)
class PrintServer:
    """A running server: its address for CUPS_SERVER, where its jobs lie, where its paper comes out."""

    address: str
    spool: Path
    out: Path

    def papers(self) -> list[Path]:
        """What was printed, the oldest first."""
        return sorted(self.out.glob("*.pdf"), key=lambda file: file.stat().st_mtime_ns)

    def options(self, job: str) -> bytes:
        """What the server was told of a job, as it keeps it."""
        return (self.spool / f"c{int(job.rpartition('-')[2]):05}").read_bytes()


@contextmanager
def print_server() -> Iterator[PrintServer]:
    """A running server with the printer "Paper", which has two trays and prints on both sides."""
    with tempfile.TemporaryDirectory(prefix="cups-") as name:  # a short path: it names a socket
        folder = Path(name)
        folder.chmod(0o755)
        port = _free_port()
        for part in ("spool", "cache", "state", "out"):
            (folder / part).mkdir()
        (folder / "out").chmod(0o777)
        for file, text in (("cupsd.conf", _CONF), ("cups-files.conf", _FILES)):
            (folder / file).write_text(text.format(folder=folder, port=port))
        (folder / "paper.ppd").write_text(PPD.read_text("latin-1") + _TRAYS, "latin-1")
        own = Path(f"/etc/cups/cups-pdf-{folder.name}.conf")  # the only place that it is read from
        own.write_text(f"Out {folder}/out\nAnonDirName {folder}/out\nGrp root\nLabel 1\n")
        command = ["cupsd", "-f", "-c", f"{folder}/cupsd.conf", "-s", f"{folder}/cups-files.conf"]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        server = subprocess.Popen(command, **quiet)  # type: ignore[call-overload]
        try:
            for _ in range(200):
                if Path(f"{folder}/sock").exists():
                    break
                time.sleep(0.05)
            make = [
                "lpadmin",
                "-h",
                f"{folder}/sock",
                "-p",
                "Paper",
                "-E",
                "-v",
                f"cups-pdf:/{folder.name}",
            ]
            ppd = ["-P", f"{folder}/paper.ppd"]
            subprocess.run([*make, *ppd], check=True, **quiet)  # type: ignore[call-overload]
            yield PrintServer(f"127.0.0.1:{port}", folder / "spool", folder / "out")
        finally:
            own.unlink()
            server.terminate()
            server.wait(10)
