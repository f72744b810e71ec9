"""Customer relations in one Excel workbook: keep it in order, score it, plan and draft from it."""

__version__ = "0.1.0"
