"""Text out of uploaded files: plain Python, no Django, no database."""
