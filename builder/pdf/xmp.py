"""What a file says of itself, twice: in its information dictionary and as XMP."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from builder.pdf.file import text_string


@dataclass(frozen=True)
class Description:
    """What a file says of itself. `stamp` is an ISO 8601 moment in UTC, `key` any text."""

    title: str
    author: str
    subject: str
    language: str
    stamp: str
    producer: str
    key: str


# PDF/A-2 allows a property of another schema only with its description (ISO 19005-2, 6.6.2.3).
EXTENSION = """<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>Part of the standard</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""  # noqa: E501


def xmp(about: Description) -> bytes:
    """The XMP packet: the same facts as the information dictionary, and the standards met."""
    title, author, subject, language, stamp, producer = (
        escape(value, quote=False)
        for value in (
            about.title, about.author, about.subject, about.language, about.stamp, about.producer,
        )
    )  # fmt: skip
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{stamp}</xmp:CreateDate><xmp:ModifyDate>{stamp}</xmp:ModifyDate>
<xmp:CreatorTool>{producer}</xmp:CreatorTool><pdf:Producer>{producer}</pdf:Producer>
<pdfuaid:part>1</pdfuaid:part><pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
</rdf:Description>
{EXTENSION}</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>""".encode()


def information(about: Description) -> str:
    """The same facts as the information dictionary (ISO 32000-1, 14.3.3)."""
    day = "D:" + about.stamp.translate({ord(c): None for c in "-:TZ"}) + "Z"
    return (
        f"<</Title{text_string(about.title)}/Author{text_string(about.author)}"
        f"/Subject{text_string(about.subject)}/Creator{text_string(about.producer)}"
        f"/Producer{text_string(about.producer)}/CreationDate({day})/ModDate({day})>>"
    )
