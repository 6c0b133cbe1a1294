"""On real PostgreSQL and a real folder."""
