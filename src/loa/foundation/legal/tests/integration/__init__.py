"""On real PostgreSQL."""
