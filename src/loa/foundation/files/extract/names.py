"""Names of the XML that Word writes (ECMA-376, ISO/IEC 29500)."""

W_URI = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{W_URI}}}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

UNREAD = (
    f"{W}altChunk",
    f"{W}subDoc",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
    "{urn:schemas-microsoft-com:vml}textpath",
)
"""What holds words outside the main part, or as a drawing: none of it is read."""

TRANSITIONAL = {
    "http://purl.oclc.org/ooxml/wordprocessingml/main": W_URI,
    "http://purl.oclc.org/ooxml/officeDocument/math": M[1:-1],
    "http://purl.oclc.org/ooxml/officeDocument/relationships": (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
}
"""Names of the Strict standard → the names that Word 2007 and later write by default."""
