"""The journal: append-only and hash-chained."""
