"""The sheets of the schema, one file each."""
