"""Benchmarks: what this program costs against a named floor, side by side in one run.

An absolute figure holds for one machine; a ratio travels. Each module holds one bench, the
``registry`` names them, ``measure`` counts.
"""
