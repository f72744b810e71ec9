"""Whether the buttons will work on this computer, and if not, what to do.

A module in `checks` is one thing that is looked at; it has an `ORDER`, lower the more it blocks,
and a function `look(scene)` that yields answers. A new check is one new file. Nothing here opens a
file of the user's for writing, and nothing says more of a person than the name of whoever has the
workbook open. (The package is not called `doctor`, since that is the name of the function.)
"""
