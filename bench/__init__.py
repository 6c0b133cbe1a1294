"""Every claim about speed or quality as a program that measures it beside a reference.

`python -m bench.NAME [--json]`: each module without a leading underscore is one benchmark.
"""
