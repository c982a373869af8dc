"""Measurements, ours beside a peer or a physical limit in the same run; ratios are what counts. `python -m benchmarks [NAME…]`.

Every measurement is a module with `NAME`, `WHAT` and `measure() -> list[Row]`. Nothing here is a test: a machine's speed is
not a property of the code.
"""
