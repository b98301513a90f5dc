"""Digital signatures on forms: added behind the form's own bytes, with a block that can be seen.

Signing is optional and needs pyHanko (MIT), which is imported when something is signed or a
signature is looked at. A `Signer` holds the opened key, so that a password is asked for once and
the key is not read anew for every form.
"""

from __future__ import annotations

import logging
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from workstation.domain.refusal import Refusal
from workstation.printing.free_place import free_place

_log = logging.getLogger(__name__)
_FIELD: Final = "AftercareSignature"
#: Under this name the keyring of the system may keep passwords; the user is the key's file.
KEYRING: Final = "aftercare-signing"


@dataclass(frozen=True, slots=True)
class SignatureFact:
    """What is to be known of one signature in a file.

    `intact`: what it covers was not altered; `valid`: it was made with the certificate's key;
    `whole`: it covers the file to its end; `unchanged`: nothing but further signatures was added;
    `trusted`: the certificate leads to an authority that was named as trusted. `at` is when the
    signer says it was made, in milliseconds UTC.
    """

    signer: str
    at: int | None
    intact: bool
    valid: bool
    whole: bool
    unchanged: bool
    trusted: bool
    problem: str = ""

    @property
    def sound(self) -> bool:
        """Whether all holds but the trust, which depends on whom this desk trusts."""
        return self.intact and self.valid and self.unchanged


class Signer:
    """An opened key with its certificate."""

    def __init__(self, key: Any, session: Any = None) -> None:
        self._key = key
        self._session = session
        self.name: str = key.signing_cert.subject.human_friendly

    @classmethod
    def of_pkcs12(cls, path: Path, password: str) -> Signer:
        """Open a key file (.p12, .pfx). Raises `Refusal`: signing_missing, file_unreadable,
        signing_key (a wrong password, or no key in the file)."""
        signers = _signers()
        try:
            content = path.read_bytes()
        except OSError as error:
            raise Refusal("file_unreadable", name=path.name, reason=str(error)) from error
        try:
            key = signers.SimpleSigner.load_pkcs12_data(content, (), password.encode() or None)
        except Exception:
            key = None
        if key is None or key.signing_cert is None:
            raise Refusal("signing_key", name=path.name)
        return cls(key)

    @classmethod
    def of_pkcs11(cls, module: Path, token: str, label: str, pin: str) -> Signer:
        """Use a key on a token or card through its PKCS#11 library; raises as `of_pkcs12`."""
        _signers()
        try:
            from pyhanko.config.pkcs11 import TokenCriteria
            from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session
        except ImportError as error:
            raise Refusal("signing_missing", package="python-pkcs11") from error
        try:
            wanted = TokenCriteria(label=token)
            session = open_pkcs11_session(str(module), token_criteria=wanted, user_pin=pin)
            key = PKCS11Signer(session, cert_label=label, key_label=label)
            key.use_raw_mechanism = _only_raw(session, key)
            return cls(key, session)
        except Exception as error:
            raise Refusal("signing_key", name=f"{token}/{label}") from error

    def close(self) -> None:
        """Give a token back."""
        if self._session is not None:
            self._session.close()

    def sign(self, content: bytes, reason: str = "", house: str = "") -> bytes:
        """The form with a signature behind it and its block where a page has room, else without one.

        Raises `Refusal("signing_failed")`.
        """
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
        from pyhanko.sign import fields, signers
        from pyhanko.stamp import StaticStampStyle

        from workstation.printing.signature_block import HEIGHT, WIDTH, drawn_block

        place = free_place(content, WIDTH, HEIGHT)
        box = None
        if place is not None:
            right, top = place.left + place.width, place.bottom + place.height
            box = (round(place.left), round(place.bottom), round(right), round(top))
        with tempfile.TemporaryDirectory(prefix="aftercare-") as folder:
            block = Path(folder) / "block.pdf"
            block.write_bytes(drawn_block(self.name, house, int(time.time() * 1000)))
            try:
                field = fields.SigFieldSpec(_FIELD, on_page=place.page if place else 0, box=box)
                about = signers.PdfSignatureMetadata(
                    field_name=_FIELD, reason=reason or None, md_algorithm="sha256"
                )
                style = StaticStampStyle.from_pdf_file(
                    str(block), border_width=0, background_opacity=1
                )
                writer = IncrementalPdfFileWriter(BytesIO(content))
                signing = signers.PdfSigner(
                    about, self._key, stamp_style=style, new_field_spec=field
                )
                made = BytesIO()
                signing.sign_pdf(writer, output=made)
            except Exception as error:
                told = str(error) or type(error).__name__
                raise Refusal("signing_failed", reason=told[:200]) from error
        return made.getvalue()


def signatures_of(content: bytes, trusted: Sequence[bytes] = ()) -> tuple[SignatureFact, ...]:
    """What is to be known of each signature in a PDF; () where pyHanko is not installed.

    `trusted` are certificates of authorities, DER or PEM. Nothing is asked of the network.
    """
    try:
        from pyhanko.pdf_utils.reader import PdfFileReader
    except ImportError:
        return ()
    _hush()
    try:
        embedded = list(PdfFileReader(BytesIO(content), strict=False).embedded_signatures)
    except Exception as error:
        _log.info("signatures cannot be read: %s", type(error).__name__)
        return ()
    return tuple(_fact(one, trusted) for one in embedded)


def certificate_problem(content: bytes) -> str:
    """Why a file (DER or PEM) holds no certificates; "" where it does, or nobody can look here."""
    try:
        from pyhanko.keys import load_certs_from_pemder_data
    except ImportError:
        return ""
    try:
        for found in load_certs_from_pemder_data(content):
            assert found.subject is not None
    except Exception as error:
        return f"{type(error).__name__}: {error}"[:200]
    return ""


def _fact(embedded: Any, trusted: Sequence[bytes]) -> SignatureFact:
    from pyhanko.keys import load_certs_from_pemder_data
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.status import SignatureCoverageLevel
    from pyhanko_certvalidator import ValidationContext

    roots = [root for told in trusted for root in load_certs_from_pemder_data(told)]
    about = ValidationContext(trust_roots=roots, allow_fetching=False)
    try:
        found = validate_pdf_signature(embedded, about)
    except Exception as error:
        name = type(error).__name__
        return SignatureFact("", None, False, False, False, False, False, f"{name}: {error}"[:200])
    said = found.signer_reported_dt
    return SignatureFact(
        signer=found.signing_cert.subject.human_friendly,
        at=int(said.timestamp() * 1000) if said is not None else None,
        intact=bool(found.intact),
        valid=bool(found.valid),
        whole=found.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        unchanged=bool(found.docmdp_ok)
        and found.coverage
        in (SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION),
        trusted=bool(found.trusted),
    )


def kept_password(path: Path) -> str | None:
    """The password that the system's keyring has for a key file; None without one."""
    try:
        import keyring
    except ImportError:
        return None
    try:
        found: str | None = keyring.get_password(KEYRING, str(path.resolve()))
    except Exception as error:
        _log.info("the keyring does not answer: %s", type(error).__name__)
        return None
    return found


def _only_raw(session: Any, key: Any) -> bool:
    """Whether a token signs a digest alone, so that it is not to make the digest itself."""
    from pkcs11 import Mechanism

    kind = key.signing_cert.public_key.algorithm
    whole = {"ec": Mechanism.ECDSA_SHA256, "rsa": Mechanism.SHA256_RSA_PKCS}.get(kind)
    return whole is not None and whole not in session.token.slot.get_mechanisms()


def _signers() -> Any:
    try:
        from pyhanko.sign import signers
    except ImportError as error:
        raise Refusal("signing_missing", package="pyhanko") from error
    _hush()
    return signers


def _hush() -> None:
    """Keep pyHanko's own stories out of the log: what is found goes into facts and refusals."""
    for name in ("pyhanko", "pyhanko_certvalidator"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
