"""The LibreOffice engine: a spreadsheet document over UNO, which calculates and runs macros.

What is written is read first as Excel reads it (`crm_workbook.engines.coercion`), since Calc is
more lenient: a phone number that Excel would turn into a number would stay a text, and a test
would pass where Excel loses the zero. What LibreOffice allows and Excel refuses is refused here.
Whatever the engine does not offer raises `NotSupported` with the member's name (`gaps`).

UNO comes with LibreOffice, not from a package index: on Debian and Ubuntu in `python3-uno`.
"""
