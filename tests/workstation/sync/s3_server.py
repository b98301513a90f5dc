"""A small, strict S3 server on loopback: it checks every signature by the published rules.

Written from "Signature Version 4 signing process" of the AWS reference (read 2025), not from any
client, so that a client which signs wrongly is refused.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit
from xml.sax.saxutils import escape

_AUTH = re.compile(
    r"AWS4-HMAC-SHA256 Credential=([^/]+)/(\d{8})/([^/]+)/s3/aws4_request,\s*"
    r"SignedHeaders=([^,]+),\s*Signature=([0-9a-f]{64})"
)


@dataclass
class S3Server:
    """One bucket in memory; `refuse` answers all with a status, for bad days."""

    bucket: str = "team"
    region: str = "cn-test-1"
    keys: dict[str, str] = field(default_factory=lambda: {"AMY": "amys/secret"})
    objects: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    refuse: int = 0

    def start(self) -> None:
        server = self

        class Handler(_Handler):
            store = server

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self._http.server_port}"

    def url(self, prefix: str = "files") -> str:
        return f"s3://{self.bucket}/{prefix}?endpoint={self.endpoint}&region={self.region}"


class _Handler(BaseHTTPRequestHandler):
    store: S3Server

    def do_GET(self) -> None:
        self._serve()

    def do_PUT(self) -> None:
        self._serve()

    def do_DELETE(self) -> None:
        self._serve()

    def do_HEAD(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def _serve(self) -> None:
        length = int(self.headers.get("content-length") or 0)
        body = self.rfile.read(length)
        if self.store.refuse:
            self._answer(self.store.refuse, _error("Refused"))
            return
        if wrong := self._badly_signed(body):
            self._answer(403, _error(wrong))
            return
        parts = urlsplit(self.path)
        path = unquote(parts.path).lstrip("/")
        bucket, _, key = path.partition("/")
        self.store.asked.append(f"{self.command} {key}")
        if bucket != self.store.bucket:
            self._answer(404, _error("NoSuchBucket"))
        elif self.command == "GET" and not key:
            self._list(dict(parse_qsl(parts.query)))
        elif self.command == "POST" and parts.query.startswith("delete"):
            names = re.findall(r"<Key>([^<]+)</Key>", body.decode())
            for name in names:
                self.store.objects.pop(name, None)
            told = "".join(f"<Deleted><Key>{name}</Key></Deleted>" for name in names)
            self._answer(200, f"<DeleteResult>{told}</DeleteResult>".encode())
        elif self.command == "PUT":
            self.store.objects[key] = body
            self._answer(200, b"", {"ETag": f'"{hashlib.md5(body).hexdigest()}"'})
        elif self.command == "DELETE":
            self.store.objects.pop(key, None)
            self._answer(204, b"")
        elif key in self.store.objects:
            found = self.store.objects[key]
            tag = hashlib.md5(found).hexdigest()
            when = "Wed, 01 Jan 2025 00:00:00 GMT"
            self._answer(200, found, {"ETag": f'"{tag}"', "Last-Modified": when})
        else:
            self._answer(404, _error("NoSuchKey"))

    def _list(self, asked: dict[str, str]) -> None:
        prefix = asked.get("prefix", "")
        found = [key for key in sorted(self.store.objects) if key.startswith(prefix)]
        told = "".join(
            f"<Contents><Key>{escape(key)}</Key><Size>{len(self.store.objects[key])}</Size>"
            '<ETag>"x"</ETag><LastModified>2025-01-01T00:00:00.000Z</LastModified></Contents>'
            for key in found
        )
        self._answer(
            200,
            f"<ListBucketResult><IsTruncated>false</IsTruncated>{told}</ListBucketResult>".encode(),
        )

    def _badly_signed(self, body: bytes) -> str:
        """What is wrong with the signature; "" when nothing is."""
        found = _AUTH.fullmatch(self.headers.get("authorization", ""))
        if found is None:
            return "AccessDenied"
        who, day, region, names, signature = found.groups()
        secret = self.store.keys.get(who)
        moment = self.headers.get("x-amz-date", "")
        if secret is None or region != self.store.region or not moment.startswith(day):
            return "InvalidAccessKeyId"
        signed = names.split(";")
        if "host" not in signed or "x-amz-date" not in signed:
            return "AccessDenied"
        told = self.headers.get("x-amz-content-sha256", "")
        if told not in ("UNSIGNED-PAYLOAD", hashlib.sha256(body).hexdigest()):
            return "XAmzContentSHA256Mismatch"
        parts = urlsplit(self.path)
        query = "&".join(
            sorted(
                f"{quote(name, safe='-_.~')}={quote(value, safe='-_.~')}"
                for name, value in parse_qsl(parts.query, keep_blank_values=True)
            )
        )
        request = "\n".join(
            [
                self.command,
                quote(unquote(parts.path), safe="/-_.~"),
                query,
                *(f"{name}:{(self.headers.get(name) or '').strip()}" for name in signed),
                "",
                names,
                told,
            ]
        )
        scope = f"{day}/{region}/s3/aws4_request"
        digest = hashlib.sha256(request.encode()).hexdigest()
        text = f"AWS4-HMAC-SHA256\n{moment}\n{scope}\n{digest}"
        key = f"AWS4{secret}".encode()
        for part in (day, region, "s3", "aws4_request", text):
            key = hmac.new(key, part.encode(), hashlib.sha256).digest()
        return "" if hmac.compare_digest(key.hex(), signature) else "SignatureDoesNotMatch"

    def _answer(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def _error(code: str) -> bytes:
    return f"<Error><Code>{code}</Code><Message>{code}</Message></Error>".encode()
