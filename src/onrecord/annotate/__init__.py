"""Document → Record, one file a stage; `pipeline` puts them in order."""
