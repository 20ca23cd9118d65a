"""The command line: one file a command. Progress and errors go to standard error, results to standard output."""
