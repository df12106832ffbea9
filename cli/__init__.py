"""The command line: what the operator of a centre may do, one module for each group of commands."""
