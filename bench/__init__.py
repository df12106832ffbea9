"""Benchmarks, each beside its raw limit in the same run."""
