"""Files that somebody made to hurt their reader, each kind by its own generator."""
