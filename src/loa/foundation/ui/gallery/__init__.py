"""One page with every component, for those who build pages; only in development and tests."""
