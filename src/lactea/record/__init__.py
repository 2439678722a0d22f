"""A person's own record: what was pumped, nursed, taken and weighed; its store; other trackers' files.

>>> from lactea.record import read_record

The types stand here. The store (``lactea.record.store``) and the importers
(``lactea.record.importers``) are imported where they are needed. Nothing here simulates.
"""

from lactea.record.entries import Entry
from lactea.record.events import (
    InfantWeight,
    MedicineTaken,
    Nappy,
    Sleep,
    Symptom,
    TopUp,
)
from lactea.record.files import read_record, write_record
from lactea.record.log_csv import as_csv, read_csv
from lactea.record.log_json import SCHEMA, as_document, as_json, json_schema, read_json, record_from
from lactea.record.problems import RecordError
from lactea.record.record import PARTS, Child, Person, Record, record_of
from lactea.record.sessions import Session, daily_total_bounds
from lactea.record.volumes import Measured, measured

__all__ = [
    "PARTS",
    "SCHEMA",
    "Child",
    "Entry",
    "InfantWeight",
    "Measured",
    "MedicineTaken",
    "Nappy",
    "Person",
    "Record",
    "RecordError",
    "Session",
    "Sleep",
    "Symptom",
    "TopUp",
    "as_csv",
    "as_document",
    "as_json",
    "daily_total_bounds",
    "json_schema",
    "measured",
    "read_csv",
    "read_json",
    "read_record",
    "record_from",
    "record_of",
    "write_record",
]
