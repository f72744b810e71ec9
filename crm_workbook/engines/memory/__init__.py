"""The in-memory engine: openpyxl keeps the cells, this package behaves as Excel does to a program.

What it imitates: what becomes of written text, numbers, dates and amounts; limits and names;
protection; tables that grow, move and refuse; references that follow when rows are inserted; the
states in which Excel answers otherwise (`simulate`). What it will not do: calculate. Whatever it
does not offer raises `NotSupported` with the member's name (`gaps`).
"""
