#!/usr/bin/env bash
# Makes the trainer's Python environment in the folder that is given, once for these requirements.
set -euo pipefail
home=$1
requirements=$(dirname "$0")/requirements.txt
cmp -s "$requirements" "$home/ready" && exit 0
rm -rf "$home"
python3 -m venv "$home"
"$home/bin/pip" install -q --disable-pip-version-check -r "$requirements"
cp "$requirements" "$home/ready"
