"""A year of the demonstration's plan that plays itself, by the operations that people use."""

from loa.surfaces.cli.demo.year.run import play_year

__all__ = ["play_year"]
