"""The statistics: every figure of any period, by any dimension, and the legs behind each."""
