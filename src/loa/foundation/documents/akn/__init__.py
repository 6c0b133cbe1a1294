"""Akoma Ntoso 3.0 (OASIS LegalDocML): what was read leaves in the field's own standard."""
