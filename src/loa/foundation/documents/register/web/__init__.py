"""Pages of the register of outgoing documents."""
