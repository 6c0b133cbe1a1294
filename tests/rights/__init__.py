"""Who sees and does what: every address walked as every role, and the table of it."""
