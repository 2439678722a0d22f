"""Run inside a real Baby Buddy: fill it, and export every table as its own pages do.

``manage.py shell -c`` runs this text; FOLDER is where the exports go, and TOKEN is printed.
"""

import os
import re
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from core.models import Child, DiaperChange, Feeding, Medication, Pumping, Sleep, Tag, Weight
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone
from rest_framework.authtoken.models import Token

FOLDER = Path(os.environ["LACTEA_EXPORTS"])
ZONE = ZoneInfo("America/New_York")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 8, day, hour, minute, tzinfo=ZONE)


user = get_user_model().objects.create_superuser("me", password="a long enough password")
user.settings.timezone = str(ZONE)
user.settings.save()
timezone.activate(ZONE)

child = Child.objects.create(first_name="Ada", last_name="Example", birth_date=date(2026, 7, 1))
night = Tag.objects.create(name="night")
for day in range(1, 25):
    for hour in (1, 5, 9, 13, 17, 21):
        pumped = Pumping.objects.create(
            child=child, start=at(day, hour, 5), end=at(day, hour, 25), amount=hour * 3.5,
            notes='a note, with "marks"\nand a second line' if hour == 1 else "",
        )  # fmt: skip
        if hour == 1:
            pumped.tags.add(night)
Feeding.objects.create(
    child=child, start=at(1, 7), end=at(1, 7, 12), type="fortified breast milk", method="bottle",
    amount=60,
)  # fmt: skip
Feeding.objects.create(
    child=child, start=at(1, 10), end=at(1, 10, 20), type="breast milk", method="left breast"
)
Weight.objects.create(child=child, weight=4.12, date=date(2026, 8, 1))
Sleep.objects.create(child=child, start=at(1, 11), end=at(1, 12, 10), nap=True)
DiaperChange.objects.create(child=child, time=at(1, 6, 30), wet=True, solid=True, color="yellow")
Medication.objects.create(
    child=child, name="Vitamin D", dosage=1.0, dosage_unit="drops", time=at(1, 4)
)

client = Client()
client.force_login(user)
for model in (
    "child",
    "tag",
    "pumping",
    "feeding",
    "weight",
    "sleep",
    "diaperchange",
    "medication",
):
    page = client.get(f"/admin/core/{model}/export/").content.decode()
    boxes = re.findall(r'type="checkbox" name="([^"]+)"', page)
    csv = re.search(r'<option value="(\d+)"[^>]*>csv</option>', page)
    chosen = {"format": csv[1], "resource": "", **dict.fromkeys(boxes, "on")}
    answer = client.post(f"/admin/core/{model}/export/", chosen)
    assert answer["Content-Type"].startswith("text/csv"), (model, answer["Content-Type"])
    (FOLDER / f"{model}.csv").write_bytes(answer.content)
print("TOKEN", Token.objects.get_or_create(user=user)[0].key)
