"""Tests of the durable side, on real files and in real processes."""
