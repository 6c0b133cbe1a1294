"""Settings, addresses and the one table of who hears what."""
