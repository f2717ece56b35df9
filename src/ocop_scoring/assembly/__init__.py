"""A decision's files made into resolved documents; what is wrong with them is said here."""
