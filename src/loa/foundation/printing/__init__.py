"""Printing: the Typst engine, its fonts, and the writer of Excel and CSV files."""
