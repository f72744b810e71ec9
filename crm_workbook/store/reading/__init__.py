"""Reading a package as a stranger's: looked at before any reader sees it, and never half read."""
