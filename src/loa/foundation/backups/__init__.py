"""One file that holds a whole installation, and the way back from it."""
