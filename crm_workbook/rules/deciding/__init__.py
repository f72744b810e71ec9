"""Which rules run and how grave they are, by the command line, crm.toml and the workbook."""
