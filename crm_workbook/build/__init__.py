"""New workbooks from the schema, through openpyxl. Nothing here ever opens a user's file."""
