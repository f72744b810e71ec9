"""One module for each thing that is looked at; they are found by being here."""
