"""Terms of all cases: the calendar, who has how much to do, and which cases are at risk."""
