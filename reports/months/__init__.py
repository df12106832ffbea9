"""The days that are over as Parquet files, one a month and table, and today's rows beside them.

They are a copy of the journal that can be thrown away. Any program may read the files: times are
UTC with three digits of a second, durations (`…_us`) are microseconds.

Servers ask by `reader.FigureReader`, and never load the database into their own process; who has
none asks `tables.Tables`, and writes missing files with `making.make_months`.
"""
