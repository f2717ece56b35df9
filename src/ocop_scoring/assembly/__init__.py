"""A decision's files to resolved documents; all that is wrong with them is said here."""
