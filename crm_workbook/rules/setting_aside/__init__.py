"""Findings that are right and not reported: silenced in the workbook, or known from a baseline."""
