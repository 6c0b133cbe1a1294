"""Dated law and the working calendar by decree."""
