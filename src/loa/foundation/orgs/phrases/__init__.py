"""Whom an actor phrase of a document means: words, other names, lexicon of a day, resolution."""
