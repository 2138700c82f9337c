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

from desktop.documents.appendix import Appendix
from desktop.documents.pen import Pen

PRODUCER = "Zhifatai"
_LANGUAGE = "zh-CN"
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


def finish(pen: Pen, about: Description) -> bytes:
    """What the pen drew, ready for the archive."""
    paper, pages = pen.finish()
    appendix = Appendix(paper)
    top = pen.structure.write(appendix.add, appendix.first, pages)
    packet = appendix.add_stream("/Type /Metadata /Subtype /XML", _packet(about))
    profile = appendix.add_stream("/N 3 /Alternate /DeviceRGB", _colour_profile())
    with pikepdf.open(io.BytesIO(appendix.write())) as pdf:
        root = pdf.Root
        root.StructTreeRoot = pdf.get_object(top, 0)
        root.Metadata = pdf.get_object(packet, 0)
        root.OutputIntents = Array([_output_intent(pdf.get_object(profile, 0))])
        root.Lang = String(_LANGUAGE)
        root.MarkInfo = Dictionary(Marked=True)
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        for number, page in enumerate(pdf.pages):
            page.obj.StructParents = number
            page.obj.Tabs = Name.S
        _inform(pdf.trailer.Info, about)
        finished = io.BytesIO()
        pdf.save(
            finished,
            deterministic_id=True,
            min_version="1.7",
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
        )
    return finished.getvalue()


def _packet(about: Description) -> bytes:
    return _XMP.format(
        title=escape(about.title),
        author=escape(about.author),
        subject=escape(about.subject),
        keywords=escape(about.keywords),
        producer=PRODUCER,
    ).encode()


def _output_intent(profile: pikepdf.Object) -> pikepdf.Object:
    return Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB"),
        Info=String("sRGB"),
        DestOutputProfile=profile,
    )


def _inform(information: pikepdf.Object, about: Description) -> None:
    """DocInfo says the same as the XMP packet and nothing else."""
    for key in list(information.keys()):
        del information[key]
    information.Title = String(about.title)
    information.Author = String(about.author)
    information.Subject = String(about.subject)
    information.Keywords = String(about.keywords)
    information.Creator = String(PRODUCER)
    information.Producer = String(PRODUCER)
