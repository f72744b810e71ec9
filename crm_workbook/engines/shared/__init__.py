"""What is the same on every engine, as classes each engine fills in with what is its own.

`AnySheet` is the sheet of any engine, `AnyTable` the table of any, and so on. Abstract members,
most of them private, are the few in which engines differ; everything else stands here once.
"""
