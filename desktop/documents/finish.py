"""The last pass over a paper: PDF/A-2u declarations, document information, compression.

No dates are written and the identifier comes from the content, so that equal papers are
equal byte for byte.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import ImageCms

PRODUCER = "Zhifatai"
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<pdf:Keywords>{keywords}</pdf:Keywords><pdf:Producer>{producer}</pdf:Producer>
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


@dataclass(frozen=True)
class Description:
    """What the file says about itself."""

    title: str
    author: str
    subject: str
    keywords: str


@cache
def _colour_profile() -> bytes:
    """An sRGB profile without the moment of its making."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[24:36] = bytes((7, 0xEA, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0))
    profile[84:100] = bytes(16)
    return bytes(profile)


def finish(paper: bytes, about: Description) -> bytes:
    """The paper ready for the archive."""
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        root = pdf.Root
        root.Lang = String("zh-CN")
        root.MarkInfo = Dictionary(Marked=True)
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        root.Metadata = _metadata(pdf, about)
        root.OutputIntents = Array([_output_intent(pdf)])
        for number, page in enumerate(pdf.pages):
            page.obj.StructParents = number
            page.obj.Tabs = Name.S
        _inform(pdf, about)
        finished = io.BytesIO()
        pdf.save(
            finished,
            deterministic_id=True,
            min_version="1.7",
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
        )
    return finished.getvalue()


def _metadata(pdf: pikepdf.Pdf, about: Description) -> pikepdf.Object:
    packet = _XMP.format(
        title=escape(about.title),
        author=escape(about.author),
        subject=escape(about.subject),
        keywords=escape(about.keywords),
        producer=PRODUCER,
    )
    return pdf.make_stream(packet.encode(), Type=Name.Metadata, Subtype=Name.XML)


def _output_intent(pdf: pikepdf.Pdf) -> pikepdf.Object:
    profile = pdf.make_stream(_colour_profile(), N=3, Alternate=Name.DeviceRGB)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB"),
        Info=String("sRGB"),
        DestOutputProfile=profile,
    )
    return pdf.make_indirect(intent)


def _inform(pdf: pikepdf.Pdf, about: Description) -> None:
    information = Dictionary(
        Title=String(about.title),
        Author=String(about.author),
        Subject=String(about.subject),
        Keywords=String(about.keywords),
        Creator=String(PRODUCER),
        Producer=String(PRODUCER),
    )
    pdf.trailer.Info = pdf.make_indirect(information)
