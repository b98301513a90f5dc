"""What a PDF file says about itself, and the metadata in which it does."""

from __future__ import annotations

import time
from dataclasses import dataclass

PRODUCER = "Aftercare"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the file says about itself; ``made_at`` in milliseconds UTC."""

    title: str
    author: str
    made_at: int
    language: str = "zh-CN"


def plain(text: str) -> str:
    """A text for metadata: what XML and UTF-8 cannot hold is "\ufffd", ends of lines are blanks."""
    return "".join(
        "\ufffd" if 0xD800 <= ord(one) <= 0xDFFF or ord(one) & 0xFFFE == 0xFFFE else one
        for one in " ".join(text.split())
    )


def _escaped(text: str) -> str:
    """Text for XML. The library's own way to it loads all that asks the network."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def xmp(facts: Facts, moment: time.struct_time) -> bytes:
    """The metadata in XMP (ISO 16684-1), with which the information dictionary agrees."""
    stamp = time.strftime("%Y-%m-%dT%H:%M:%S+00:00", moment)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"'
        ' xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">'
        "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>"
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{_escaped(facts.title)}</rdf:li></rdf:Alt>'
        f"</dc:title><dc:creator><rdf:Seq><rdf:li>{_escaped(facts.author)}</rdf:li></rdf:Seq>"
        f"</dc:creator><dc:language><rdf:Bag><rdf:li>{facts.language}</rdf:li></rdf:Bag>"
        f"</dc:language><xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>"
        f"<xmp:CreateDate>{stamp}</xmp:CreateDate><xmp:ModifyDate>{stamp}</xmp:ModifyDate>"
        f"<pdf:Producer>{PRODUCER}</pdf:Producer>"
        '</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>'
    ).encode()
