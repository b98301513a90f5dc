"""Short messages and chat through an HTTP gateway; docs/channels.md is the contract.

Codes of outcomes: ``accepted``; ``refused`` (the gateway will never take this message),
``redirected``, ``tls``, ``attachment``; and, worth another attempt, ``unreachable``, ``timeout``,
``busy``.
"""

from __future__ import annotations

import base64
import json
import ssl
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final

from workstation.channels.message import Delivery, OutgoingMessage, failed, failed_for_now
from workstation.channels.settings import GatewaySettings

if TYPE_CHECKING:
    import httpx2

_LARGEST_ANSWER: Final = 65_536
_WORTH_ANOTHER: Final = frozenset({408, 409, 423, 425, 429})


def send_through(message: OutgoingMessage, settings: GatewaySettings, attempt: int = 1) -> Delivery:
    """POST a message to its gateway; never raises for what the network or the gateway does."""
    import httpx2

    try:
        payload = payload_of(message)
    except OSError as problem:
        return failed("attachment", problem)
    try:
        with httpx2.Client(
            timeout=settings.timeout,
            verify=ssl.create_default_context(cafile=settings.ca_file or None),
            follow_redirects=False,
            trust_env=False,
        ) as client:
            return _post(client, settings, message.uid, payload, attempt)
    except httpx2.TimeoutException as problem:
        return failed_for_now("timeout", problem or "timeout", attempt)
    except httpx2.HTTPError as problem:
        if _is_distrust(problem):
            return failed("tls", problem)
        return failed_for_now("unreachable", problem or type(problem).__name__, attempt)
    except OSError as problem:
        return failed("tls", problem)


def _is_distrust(problem: BaseException | None) -> bool:
    """Tell whether a failure came of a certificate that is not trusted."""
    while problem is not None:
        if isinstance(problem, ssl.SSLCertVerificationError):
            return True
        problem = problem.__cause__ or problem.__context__
    return False


def payload_of(message: OutgoingMessage) -> dict[str, object]:
    """Return the JSON object that is posted. Raises ``OSError`` for an unreadable attachment."""
    payload: dict[str, object] = {
        "id": message.uid,
        "channel": message.channel,
        "to": message.to,
        "text": message.body,
    }
    if message.subject:
        payload["subject"] = message.subject
    if message.reply_to:
        payload["reply_to"] = message.reply_to
    if message.attachments:
        payload["attachments"] = [
            {
                "name": attached.name,
                "media_type": attached.media_type,
                "content": base64.b64encode(attached.read()).decode("ascii"),
            }
            for attached in message.attachments
        ]
    return payload


def _post(
    client: httpx2.Client,
    settings: GatewaySettings,
    uid: str,
    payload: Mapping[str, object],
    attempt: int,
) -> Delivery:
    headers = {"Content-Type": "application/json; charset=utf-8", "Idempotency-Key": uid}
    if settings.token:
        headers["Authorization"] = f"Bearer {settings.token}"
    content = json.dumps(payload, ensure_ascii=False).encode("utf-8")
    with client.stream("POST", settings.url, content=content, headers=headers) as answer:
        told = _told(answer)
    return _outcome(answer.status_code, answer.headers.get("Retry-After", ""), told, attempt)


def _told(answer: httpx2.Response) -> bytes:
    """Read what the gateway answered, but not more than can be of use."""
    told = bytearray()
    for part in answer.iter_bytes():
        told += part
        if len(told) >= _LARGEST_ANSWER:
            break
    return bytes(told[:_LARGEST_ANSWER])


def _outcome(status: int, retry_after: str, told: bytes, attempt: int) -> Delivery:
    facts = _json(told)
    reason = str(facts.get("reason") or facts.get("message") or "")
    detail = f"{status} {reason or told[:200].decode('utf-8', 'replace')}"
    if 200 <= status < 300:
        return Delivery("sent", "accepted", detail, provider_id=str(facts.get("id") or ""))
    if 300 <= status < 400:
        return failed("redirected", detail)
    if status >= 500 or status in _WORTH_ANOTHER:
        return failed_for_now("busy", detail, attempt, _wait_told(retry_after))
    return failed("refused", detail)


def _json(told: bytes) -> Mapping[str, object]:
    try:
        found = json.loads(told)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _wait_told(retry_after: str) -> int | None:
    """Read ``Retry-After``, seconds or a date, as milliseconds; None if absent or senseless."""
    if retry_after.strip().isdecimal():
        return min(int(retry_after.strip()[:9]), 86_400) * 1000
    try:
        moment = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    if moment.tzinfo is None:
        return None
    return max(int((moment - datetime.now(UTC)).total_seconds() * 1000), 0)
