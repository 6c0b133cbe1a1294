"""One answer for one key, however often it is asked."""
