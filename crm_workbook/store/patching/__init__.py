"""Carrying a plan out in the parts of a package, or refusing to by name."""
