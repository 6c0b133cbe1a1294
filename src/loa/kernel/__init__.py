"""Plain Python that every room may use: clock, text, working time, errors, access; `db` writes."""
