"""The register of outgoing documents: who took which number, for what."""
