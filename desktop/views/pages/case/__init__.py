"""Cases: from the lead to the served decision."""
