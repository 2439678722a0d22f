#!/bin/sh
# Builds sdist and wheel, installs the wheel in an empty environment, and tries it as a newcomer would:
# first with what `pip install lactea` brings, then with the extras, for the app.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
cd "$root"
away=$(mktemp -d)
app=
clean() {
    if [ -n "$app" ]; then kill "$app" 2>/dev/null || :; fi
    rm -rf "$away"
}
trap clean EXIT
trap 'exit 130' HUP INT TERM

sh scripts/lactea-setup.sh dev
rm -rf dist
# The wheel is built from the sdist, so that both are tried.
.venv/bin/python -m build --no-isolation --outdir dist . >"$away/build.log" 2>&1 ||
    { tail -n 20 "$away/build.log" >&2; exit 1; }

export LACTEA_WHEEL=$(echo dist/*.whl) LACTEA_VENV=.venv-wheel LACTEA_HOME="$away/home"
bin=$root/$LACTEA_VENV/bin
rm -rf "$LACTEA_VENV"
sh scripts/lactea-setup.sh base
cd "$away" # nothing of the checkout is in reach
"$bin/lactea" --version
"$bin/lactea" simulate natural --days 3 --json >run.json
"$bin/python" -I -c '
import json, pathlib, lactea
assert json.load(open("run.json"))["schema"] == "lactea.simulate/1"
folder = pathlib.Path(lactea.__file__).parent
size = sum(f.stat().st_size for f in folder.rglob("*") if f.is_file()) / 1e6
print(f"simulate works from the wheel; lactea itself is {size:.1f} MB")
'

cd "$root"
sh scripts/lactea-setup.sh dev
cd "$away"
"$bin/lactea" app --port 0 --no-browser >app.log 2>&1 &
app=$!
"$bin/python" -I -c '
import re, time, urllib.request
for _ in range(600):
    found = re.search(r"http://127\.0\.0\.1:\d+\S*", open("app.log").read())
    try:
        with urllib.request.urlopen(found[0], timeout=5) as page:
            assert page.status == 200
            break
    except (OSError, TypeError):
        time.sleep(0.1)
else:
    raise SystemExit("the app did not answer: " + open("app.log").read())
print("the app answers from the wheel")
'
