"""Contents of files on a PostgreSQL hub, which may keep them in object storage."""

from __future__ import annotations

from workstation.sync.hub_contents import HubContents
from workstation.sync.postgres_work import WorkPart
from workstation.sync.protocol import BlobState


class ContentsPart(WorkPart):
    """The four methods for contents; see `protocol.Hub`."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self._contents = HubContents(_Inside(self))

    def blob_state(self, sha256: str) -> BlobState | None:
        """What there is of a content."""
        return self._contents.state(sha256)

    def blob_put(self, desk_no: int, sha256: str, size: int, number: int, chunk: bytes) -> None:
        """Keep one chunk."""
        self._contents.put(desk_no, sha256, size, number, chunk)

    def blob_finish(self, sha256: str) -> bool:
        """Verify a content whose chunks are all there."""
        return self._contents.finish(sha256)

    def blob_get(self, sha256: str, number: int) -> bytes | None:
        """One chunk of a complete content."""
        return self._contents.get(sha256, number)

    def keep_contents_in(self, url: str) -> None:
        """Keep contents in object storage from now on ("": in the database); an operator's act."""
        self._call(
            "INSERT INTO hub_meta(key, value) VALUES ('objects', %s)"
            " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            url,
        )
        self._hang_up()
        self._contents.ask_again()


class _Inside:
    """The contents that the database itself keeps."""

    def __init__(self, hub: ContentsPart) -> None:
        self._hub = hub

    def blob_state(self, sha256: str) -> BlobState | None:
        return WorkPart.blob_state(self._hub, sha256)

    def blob_put(self, desk_no: int, sha256: str, size: int, number: int, chunk: bytes) -> None:
        WorkPart.blob_put(self._hub, desk_no, sha256, size, number, chunk)

    def blob_finish(self, sha256: str) -> bool:
        return WorkPart.blob_finish(self._hub, sha256)

    def blob_get(self, sha256: str, number: int) -> bytes | None:
        return WorkPart.blob_get(self._hub, sha256, number)

    def objects_url(self) -> str:
        ((url,),) = self._hub._call("SELECT hub_about() ->> 'objects'")
        return str(url or "")

    def object_begin(self, desk_no: int, sha256: str, size: int) -> bool:
        ((wanted,),) = self._hub._call("SELECT hub_object_begin(%s, %s, %s)", desk_no, sha256, size)
        return bool(wanted)

    def object_done(self, sha256: str) -> None:
        self._hub._call("SELECT hub_object_done(%s)", sha256)
