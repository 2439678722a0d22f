"""Other trackers' files into entries of a record: one file per tracker, and one for home spreadsheets.

Every row of a file ends as imported, as a duplicate, or as rejected with a reason, and the counts add
up. Nothing is guessed: a file that does not say its time zone or its unit makes lactea ask.
"""
