"""The demonstration: a living province with a plan in our own words and a quarter of work.

Everything comes about by the operations that people use; only the going back to its first day
copies tables. All of it is invented, and every name says so.
"""

from loa.surfaces.cli.demo.loading import load, restart

__all__ = ["load", "restart"]
