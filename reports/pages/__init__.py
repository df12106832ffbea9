"""The pages "Báo cáo": figures of any span, the tickets behind a figure, the history of one."""
