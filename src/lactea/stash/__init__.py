"""Stored milk: published storage times, a ledger of what was put by, and how long it lasts.

The room reads a person's ledger and counts; it knows nothing of bodies and simulates nothing. What it
says of milk is how it stands to *published* times, and no more than that.
"""
