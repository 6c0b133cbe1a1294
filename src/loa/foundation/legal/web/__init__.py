"""What every request for a page passes."""
