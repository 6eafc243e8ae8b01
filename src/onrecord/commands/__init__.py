"""Commands of the command line, one module a subject: `register` adds them to the parser."""
