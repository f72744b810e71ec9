"""An open workbook, in Excel or another program, reached through xlwings."""
