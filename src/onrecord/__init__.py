"""onrecord reads reporting and keeps the record of it."""
