"""The embedded PostgreSQL of an installation: made, started, found and stopped."""
