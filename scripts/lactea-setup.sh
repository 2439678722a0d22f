#!/bin/sh
# Sets up lactea's Python environment. `make run` and `make test` both call it.
#
#   lactea-setup.sh base      what a person needs to run lactea
#   lactea-setup.sh dev       that, and what the checks and tests need
#   lactea-setup.sh pythons   list the usable Pythons ("3.11 PATH"), oldest first
#   lactea-setup.sh lock      rewrite the hashed files in requirements/
#                             (further arguments go to uv: --upgrade, --upgrade-package NAME)
#
# PYTHON               the interpreter to use (else the newest name on PATH that works)
# LACTEA_VENV          folder of the environment (else .venv)
# LACTEA_WHEEL         a built wheel of lactea to install instead of this checkout
# LACTEA_PYTHON_DIRS   folders to search after PATH, separated by ":" (else the usual ones)
#
# Running it again costs nothing while the lock, the interpreter and the folder are unchanged.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
cd "$root"

venv=${LACTEA_VENV:-.venv}
tools=.tools
log=$tools/setup.log
wanted="Python 3.11, 3.12 or 3.13"

# Another project's modules must not leak into ours.
unset PYTHONPATH PYTHONHOME VIRTUAL_ENV

say() { printf 'lactea: %s\n' "$*" >&2; }
die() {
    say "$*"
    exit 1
}

# ---------------------------------------------------------------- interpreter

# Prints "MINOR FULL PATH" when the candidate runs and its wheels exist: CPython, 64 bit, with
# the GIL. The path is that of the base interpreter, so that an activated environment (perhaps
# the one about to be replaced) never becomes the parent of ours.
probe() {
    "$1" -I -c '
import struct, sys, sysconfig
usable = (
    (3, 11) <= sys.version_info[:2] <= (3, 13)
    and sys.implementation.name == "cpython"
    and struct.calcsize("P") == 8
    and not sysconfig.get_config_var("Py_GIL_DISABLED")
)
if not usable:
    sys.exit(1)
path = getattr(sys, "_base_executable", None) or sys.executable
print("%d.%d" % sys.version_info[:2], "%d.%d.%d" % sys.version_info[:3], path)
' </dev/null 2>/dev/null
}

# Every match on PATH, not only the first: a shim that fails may hide one that works.
on_path() (
    set -f
    IFS=:
    for folder in $PATH; do
        if [ -f "$folder/$1" ] && [ -x "$folder/$1" ]; then
            printf '%s\n' "$folder/$1"
        fi
    done
)

# The usual folders of pyenv, uv, Homebrew and the python.org installer, one a line.
usual_folders() {
    if [ "${LACTEA_PYTHON_DIRS+set}" ]; then
        printf '%s\n' "$LACTEA_PYTHON_DIRS" | tr ':' '\n'
        return
    fi
    home=${HOME:-/nonexistent}
    for folder in \
        "${PYENV_ROOT:-$home/.pyenv}"/versions/*/bin \
        "${UV_PYTHON_INSTALL_DIR:-$home/.local/share/uv/python}"/*/bin \
        "$home/.local/bin" \
        /opt/homebrew/bin /opt/homebrew/opt/python@3.*/bin \
        /home/linuxbrew/.linuxbrew/bin \
        /usr/local/bin /usr/local/opt/python@3.*/bin \
        /Library/Frameworks/Python.framework/Versions/3.*/bin \
        /usr/bin; do
        printf '%s\n' "$folder"
    done
}

candidates() {
    if [ -n "${PYTHON:-}" ]; then
        printf '%s\n' "$PYTHON"
    fi
    for name in python3.13 python3.12 python3.11 python3; do
        on_path "$name"
    done
    for name in python3.13 python3.12 python3.11; do
        usual_folders | while IFS= read -r folder; do
            if [ -x "$folder/$name" ]; then
                printf '%s\n' "$folder/$name"
            fi
        done
    done
}

# Sets python (path), minor (3.11) and full (3.11.7).
choose_python() {
    if [ -n "${PYTHON:-}" ] && ! probe "$PYTHON" >/dev/null; then
        say "PYTHON=$PYTHON does not run as $wanted; looking for another."
    fi
    found=$(candidates | while IFS= read -r candidate; do
        if probe "$candidate"; then break; fi
    done)
    if [ -z "$found" ]; then
        die "no working $wanted was found: install one, or name it with PYTHON=/path/to/python3."
    fi
    minor=${found%% *}
    found=${found#* }
    full=${found%% *}
    python=${found#* }
}

list_pythons() {
    candidates | while IFS= read -r candidate; do
        probe "$candidate" || :
    done | awk '!seen[$1]++ { minor = $1; $1 = $2 = ""; sub(/^ +/, ""); print minor, $0 }' |
        sort -t . -k 2n
}

# ------------------------------------------------------------------------- uv

# Two set-ups at the same time would destroy each other's work.
take_lock() {
    mkdir -p "$tools" 2>/dev/null || die "cannot write to $root: choose a folder that you own."
    lock=$tools/lock
    waited=0
    until mkdir "$lock" 2>/dev/null; do
        [ -d "$lock" ] || die "cannot write to $root/$tools: choose a folder that you own."
        owner=$(cat "$lock/pid" 2>/dev/null || :)
        if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; then
            rm -rf "$lock"
            continue
        fi
        [ "$waited" -gt 0 ] || say "waiting for another set-up to end"
        [ "$waited" -lt 900 ] || die "another set-up seems stuck: remove $lock and try again."
        waited=$((waited + 1))
        sleep 1
    done
    trap 'rm -rf "$lock"' EXIT
    trap 'exit 130' HUP INT TERM
    echo $$ >"$lock/pid"
}

# Runs a step quietly; when it fails, shows the end of what it said.
quietly() {
    if "$@" >"$log" 2>&1; then return 0; fi
    tail -n 12 "$log" | sed 's/^/    /' >&2
    return 1
}

uv_works() { "$1" pip sync --help 2>/dev/null | grep -q -e '--require-hashes'; }

# Sets uv. Order: PATH, the copy in .tools, a new copy in .tools.
choose_uv() {
    uv=$(on_path uv | while IFS= read -r candidate; do
        if uv_works "$candidate"; then
            printf '%s\n' "$candidate"
            break
        fi
    done)
    if [ -z "$uv" ]; then
        uv=$tools/uv/bin/uv
        uv_works "$uv" || fetch_uv
        borrow_index_of_pip
    fi
    # A Python is never downloaded, and the system's certificates count (the second name is the
    # older one). A home that cannot be written to must not stop the cache.
    export UV_PYTHON_DOWNLOADS=never UV_SYSTEM_CERTS=true UV_NATIVE_TLS=true
    if [ -z "${UV_CACHE_DIR:-}" ] && { [ -z "${HOME:-}" ] || [ ! -w "$HOME" ]; }; then
        export UV_CACHE_DIR="$root/$tools/cache"
    fi
}

fetch_uv() {
    say "fetching the installer (uv) into $tools/, once"
    rm -rf "$tools/uv"
    if "$python" -m venv "$tools/uv" >"$log" 2>&1; then
        quietly pip_install_uv "$tools/uv/bin/python" || die_no_download
    elif "$python" -m pip --version >/dev/null 2>&1; then
        rm -rf "$tools/uv"
        quietly pip_install_uv "$python" --target "$tools/uv" || die_no_download
    else
        rm -rf "$tools/uv"
        die "Python $full has neither venv nor pip:" \
            "install its package (on Debian and Ubuntu python$minor-venv), or uv."
    fi
    uv_works "$uv" || die "the installer (uv) does not run on this machine: install uv yourself."
}

pip_install_uv() {
    pip_python=$1
    shift
    # A person's pip may be set to "user" or "only in environments"; neither is meant here.
    PIP_USER=0 PIP_REQUIRE_VIRTUALENV=0 "$pip_python" -m pip install --quiet \
        --disable-pip-version-check --no-input --only-binary :all: --require-hashes \
        -r requirements/installer.txt "$@"
}

die_no_download() {
    die "the packages could not be installed: the lines above say why" \
        "(often there is no network, or no package index)."
}

# Who has no uv of their own has told pip, not uv, where packages come from.
borrow_index_of_pip() {
    if [ -n "${UV_DEFAULT_INDEX:-}${UV_INDEX_URL:-}" ]; then return; fi
    index=${PIP_INDEX_URL:-$("$python" -m pip config get global.index-url 2>/dev/null || :)}
    if [ -n "$index" ]; then export UV_DEFAULT_INDEX="$index"; fi
}

# ---------------------------------------------------------------- environment

# The interpreter, and the folder: scripts in an environment hold its full path.
identity() { printf '%s %s %s\n' "$full" "$python" "$root/$venv"; }

# All that decides what is in the environment.
stamp() {
    printf '%s ' "$1"
    identity
    cksum pyproject.toml "requirements/$1.txt" scripts/lactea-setup.sh ${LACTEA_WHEEL:-}
}

# An environment with the dev packages serves for base too.
is_ready() {
    [ -f "$venv/lactea-stamp" ] && "$venv/bin/python" -I -c '' 2>/dev/null || return 1
    have=$(cat "$venv/lactea-stamp")
    [ "$have" = "$(stamp dev)" ] || { [ "$1" = base ] && [ "$have" = "$(stamp base)" ]; }
}

# Keeps an environment of the same interpreter: then only what changed is installed.
make_venv() {
    if [ "$(cat "$venv/lactea-identity" 2>/dev/null)" = "$(identity)" ] &&
        "$venv/bin/python" -I -c '' 2>/dev/null; then
        return
    fi
    if [ -e "$venv" ] && [ ! -f "$venv/pyvenv.cfg" ]; then
        die "$venv exists and is no Python environment: move it away, or set LACTEA_VENV."
    fi
    rm -rf "$venv"
    quietly "$uv" venv --quiet --no-project --python "$python" "$venv" ||
        die "Python $full could not make an environment in $venv (see above)."
    identity >"$venv/lactea-identity"
}

install() {
    quietly "$uv" pip sync --quiet --python "$venv/bin/python" --require-hashes \
        --only-binary :all: "requirements/$1.txt" || die_no_download
    # The checkout itself: its build tool is in the lock, so nothing else is fetched.
    if [ -n "${LACTEA_WHEEL:-}" ]; then
        # A wheel of the same version may hold other code.
        set -- --reinstall-package lactea "$LACTEA_WHEEL"
    else
        set -- --editable .
    fi
    quietly "$uv" pip install --quiet --python "$venv/bin/python" --no-deps \
        --no-build-isolation "$@" || die "lactea itself could not be installed (see above)."
}

set_up() {
    choose_python
    if is_ready "$1"; then return; fi
    take_lock
    if is_ready "$1"; then return; fi
    started=$(date +%s)
    choose_uv
    say "setting up $venv with Python $full ($1 packages)"
    make_venv
    # Without its stamp, a set-up that is cut short does not look finished.
    rm -f "$venv/lactea-stamp"
    install "$1"
    stamp "$1" >"$venv/lactea-stamp"
    say "ready after $(($(date +%s) - started)) s"
}

# ----------------------------------------------------------------------- lock

# No header and no index: the files must name no folder and no address.
compile() {
    name=$1
    shift
    "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --only-binary :all: --no-header --annotation-style line \
        --no-emit-index-url --no-emit-find-links --output-file "requirements/$name.txt" "$@"
}

write_lock() {
    choose_python
    take_lock
    choose_uv
    compile base pyproject.toml --group build "$@"
    # The dev environment holds the very versions that people run, and every extra.
    compile dev pyproject.toml --all-extras --group build --group dev --group docs --group peers \
        --constraints requirements/base.txt "$@"
    compile installer --group installer "$@"
    if grep -n -e '://' -e '^--' -e "$root" requirements/*.txt; then
        die "a lock file names an address or a folder (see above)."
    fi
    say "wrote requirements/base.txt, dev.txt and installer.txt"
}

# The comment at the top of this file.
usage() { awk 'NR > 1 && !/^#/ { exit } NR > 1 { sub(/^# ?/, ""); print }' "$0"; }

case ${1:-} in
    base | dev) set_up "$1" ;;
    pythons) list_pythons ;;
    lock)
        shift
        write_lock "$@"
        ;;
    *)
        usage >&2
        exit 2
        ;;
esac
