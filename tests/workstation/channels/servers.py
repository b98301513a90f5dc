"""Real servers on the loopback address: one that takes mail, one that takes HTTP posts."""

import base64
import json
import socketserver
import ssl
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

CERTIFICATE = Path(__file__).with_name("loopback.pem")


def server_context():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return context


@dataclass
class MailBehaviour:
    """How the mail server behaves, and what it was given."""

    starttls: bool = False
    users: dict = field(default_factory=dict)
    replies: dict = field(default_factory=dict)
    hang_up_at: str = ""
    mails: list = field(default_factory=list)
    logins: list = field(default_factory=list)
    secured: list = field(default_factory=list)


class MailHandler(socketserver.StreamRequestHandler):
    timeout = 10

    def handle(self):
        self.secured = False
        self.say("220 loopback ready")
        while line := self.rfile.readline():
            word = line.decode("utf-8").strip().upper().split(" ")[0].split(":")[0]
            if word == self.server.behaviour.hang_up_at:
                return
            if not self.answer(word, line.decode("utf-8").strip()):
                return

    def say(self, text):
        self.wfile.write(text.encode("utf-8") + b"\r\n")

    def answer(self, word, line):
        behaviour = self.server.behaviour
        if word in behaviour.replies:
            self.say(behaviour.replies[word])
        elif word == "EHLO":
            offers = ["STARTTLS"] if behaviour.starttls and not self.secured else []
            offers += ["AUTH PLAIN"] if behaviour.users else []
            for offer in ["loopback", *offers]:
                self.say(f"250-{offer}")
            self.say("250 8BITMIME")
        elif word == "STARTTLS":
            self.say("220 go ahead")
            self.secure()
        elif word == "AUTH":
            _, user, password = base64.b64decode(line.split()[2]).decode().split("\0")
            behaviour.logins.append(user)
            right = behaviour.users.get(user) == password
            self.say("235 welcome" if right else "535 wrong password")
        elif word == "DATA":
            self.take_mail()
        elif word == "QUIT":
            self.say("221 bye")
            return False
        else:
            self.say("250 ok")
        return True

    def secure(self):
        self.connection = server_context().wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb")
        self.wfile = self.connection.makefile("wb", buffering=0)
        self.secured = True

    def take_mail(self):
        self.say("354 end with a dot")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b"..") else line)
        self.server.behaviour.mails.append(b"".join(lines))
        self.server.behaviour.secured.append(self.secured)
        self.say("250 queued")

    def finish(self):
        for stream in (self.wfile, self.rfile, self.connection):
            try:
                stream.close()
            except OSError:
                pass


class MailServer(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def handle_error(self, request, client_address):
        """Clients that give up are part of the tests."""


@contextmanager
def running(server):
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def mail_server(behaviour):
    server = MailServer(("127.0.0.1", 0), MailHandler)
    server.behaviour = behaviour
    with running(server) as port:
        yield port


@dataclass
class Gateway:
    """How the gateway answers, and the posts it got."""

    status: int = 200
    body: bytes = b'{"id": "gw-1"}'
    headers: dict = field(default_factory=dict)
    delay: threading.Event | None = None
    posts: list = field(default_factory=list)


class GatewayHandler(BaseHTTPRequestHandler):
    def do_POST(self):
        gateway = self.server.gateway
        content = self.rfile.read(int(self.headers["Content-Length"]))
        gateway.posts.append((self.path, dict(self.headers), json.loads(content)))
        if gateway.delay is not None:
            gateway.delay.wait(10)
        self.send_response(gateway.status)
        for name, value in gateway.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(gateway.body)))
        self.end_headers()
        self.wfile.write(gateway.body)

    def log_message(self, *_args):
        """Keep the test output quiet."""


class GatewayServer(ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        """Clients that give up are part of the tests."""


@contextmanager
def gateway_server(gateway, tls=False):
    server = GatewayServer(("127.0.0.1", 0), GatewayHandler)
    server.gateway = gateway
    if tls:
        server.socket = server_context().wrap_socket(server.socket, server_side=True)
    with running(server) as port:
        yield port
