"""The twin: a person's own log, the people who fit it, and a forecast of what comes."""
