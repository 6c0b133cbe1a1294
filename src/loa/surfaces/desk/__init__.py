"""The workplace of staff: shell, sign-in, my work and what joins subjects."""
