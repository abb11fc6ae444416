#!/usr/bin/env python3
"""Questions at a steady rate against a running service: how long answers take from the moment at which they were due.

    YUNCE_TOKEN=$(./yunce token --user bench --role MANAGER) scripts/bench_questions.py --set training-data/questions/operations.develop.jsonl
        [--kind kpi] [--rate 50] [--seconds 60] [--warm 10] [--workers 64]

The set's questions of the kind are asked in turn, at --rate a second whatever the service does (an open loop: a slow answer delays none that follows,
and waiting counts). The first --warm seconds are left out. Needs Python 3 alone; the client should have a core of its own."""
import argparse
import concurrent.futures
import itertools
import json
import os
import pathlib
import sys
import threading
import time
import urllib.error
import urllib.request


def ask(url, headers, question):
    body = json.dumps({name: question[name] for name in ("question",)} | ({"asOf": question["as_of"]} if question.get("as_of") else {}))
    try:
        with urllib.request.urlopen(urllib.request.Request(url, body.encode(), headers), timeout=60) as response:
            return response.status, json.load(response)["refused"]
    except urllib.error.HTTPError as error:
        return error.code, True


def quantile(values, level):
    return sorted(values)[min(len(values) - 1, int(level * len(values)))]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", type=pathlib.Path, required=True)
    parser.add_argument("--kind", default="kpi")
    parser.add_argument("--rate", type=float, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--warm", type=float, default=10)
    parser.add_argument("--workers", type=int, default=64)
    options = parser.parse_args()
    url = os.environ.get("YUNCE_URL", "http://127.0.0.1:8080") + "/api/v1/ask"
    headers = {"Authorization": "Bearer " + os.environ["YUNCE_TOKEN"], "Content-Type": "application/json"}
    questions = [json.loads(line) for line in options.set.read_text(encoding="utf-8").splitlines()]
    questions = [q for q in questions if q["kind"] == options.kind and not q.get("before") and not q.get("region")]
    if not questions:
        sys.exit(f"--kind must be one of the set's, was {options.kind}")
    taken, failed, refused, lock = [], [], 0, threading.Lock()
    start = time.perf_counter()

    def run(due, question):
        nonlocal refused
        status, no = ask(url, headers, question)
        late = time.perf_counter() - start - due
        with lock:
            if due >= options.warm:
                taken.append(1000 * late)
                refused += no
                failed.extend([status] if status >= 500 or status == 429 else [])

    with concurrent.futures.ThreadPoolExecutor(options.workers) as pool:
        for number, question in zip(range(int(options.rate * options.seconds)), itertools.cycle(questions)):
            due = number / options.rate
            time.sleep(max(0, due - (time.perf_counter() - start)))
            pool.submit(run, due, question)
    print(f"{len(questions)} questions, {len(taken)} answers at {options.rate:g} a second: p50 {quantile(taken, .5):.0f} ms, p95 {quantile(taken, .95):.0f} ms, "
          f"p99 {quantile(taken, .99):.0f} ms, longest {max(taken):.0f} ms; {refused} refused, {len(failed)} failed {sorted(set(failed))}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
