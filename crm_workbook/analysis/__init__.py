"""The numbers: who bought when and how much, what that makes of a customer, how targets stand.

Everything is a pure function of one summary a customer (`summary`), which one GROUP BY in two
stages makes from the purchases: customer and day first, then customer. Definitions, sources and
how they were checked are in `docs/numbers.md`.
"""
