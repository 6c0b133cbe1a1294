"""The pictures of the guides, taken anew by `python -m tests.pictures`."""
