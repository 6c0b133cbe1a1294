"""Reading official documents: text in, `ParsedDocument` out; pure Python without Django."""
