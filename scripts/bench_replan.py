#!/usr/bin/env python3
"""Disturb a short-haul day of about 600 trips at random, mend it with `./yunce replan`, and print a table, one row a disturbance.

  scripts/bench_replan.py --data DIR --date 2024-12-11 [--trips 600] [--disturbances 20] [--seed 1] [--time 2] [--long 60]

The day's actual volumes are scaled until the plan has as many trips as asked for. `ms` is the time of the re-plan itself, without the
start of Java and the reading of files; `least` is the fewest changed trips that a run of --long seconds finds when nothing but changes
counts (a change costs 1,000,000). 0 of 0 changes count as a ratio of 1."""
import argparse, csv, datetime as dt, gzip, json, pathlib, random, subprocess, sys, tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
WINDOW = {'0600': (0, 540), '1400': (840, 1020)}
MANY = 1_000_000


def rows(path):
    opener = gzip.open if str(path).endswith('.gz') else open
    with opener(path, 'rt', encoding='utf-8-sig', newline='') as file:
        yield from csv.DictReader(file)


def day_rows(data, start):
    for row in rows(data / 'parcels_10min.csv.gz'):
        instant = dt.datetime.fromisoformat(f"{row['date']}T{row['time'][:5]}")
        lo, hi = WINDOW[row['line'][-4:]]
        if lo <= (instant - start).total_seconds() / 60 < hi:
            yield row


def write(path, header, lines):
    with open(path, 'w', newline='') as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(lines)


def yunce(program, *arguments, allowed=(0,)):
    done = subprocess.run([str(program), *map(str, arguments)], capture_output=True, text=True)
    if done.returncode not in allowed:
        sys.exit(f'{" ".join(map(str, arguments))}: exit status {done.returncode}\n{done.stderr}')


def plan(args, folder, day, start):
    """Plans the day with volumes scaled by a factor that is corrected until the number of trips fits."""
    factor, common = 1.0, ['--data', args.data, '--date', args.date]
    for attempt in range(4):
        volumes = folder / f'volumes{attempt}.csv'
        write(volumes, ['line', 'date', 'time', 'parcels'],
              [[row['line'], row['date'], row['time'], round(float(row['parcels']) * factor)] for row in day])
        yunce(args.yunce, 'shorthaul', *common, '--volumes', volumes, '--time', 10, '--output', folder / f'plan{attempt}')
        trips = list(rows(folder / f'plan{attempt}' / 'trips.csv'))
        if abs(len(trips) - args.trips) <= args.trips * 0.02:
            break
        factor *= args.trips / len(trips)
    return common + ['--volumes', folder / f'plan{attempt}' / 'forecast_10min.csv', '--plan', folder / f'plan{attempt}' / 'trips.csv'], trips


def disturb(rng, trips, start):
    """A time and one disturbance that concerns a trip still to come."""
    trip = rng.choice(trips)
    leaves = int((dt.datetime.fromisoformat(trip['departure']) - start).total_seconds() / 60)
    now = max(0, leaves - rng.randint(10, 240))
    clock = lambda minute: (start + dt.timedelta(minutes=minute)).strftime('%Y-%m-%d %H:%M')
    line = rng.choice(trip['lines'].split('+'))
    kind = rng.choice(['breakdown', 'breakdown', 'double', 'late', 'closure', 'move'])
    last = 540 if line.endswith('0600') else 1020
    if kind == 'move' and leaves == last:
        kind = 'breakdown'
    if kind == 'breakdown' and trip['vehicle'] == 'external':
        kind = 'double'
    row = {
        'breakdown': ['', 'breakdown', trip['vehicle'], clock(now), '', ''],
        'double': ['', 'volume', line, '', '', 2],
        'late': ['', 'late', line, '', '', rng.randint(2, 6) * 10],
        'closure': ['', 'closure', line[:-7], clock(leaves - 30), clock(leaves + 60), ''],
        'move': ['', 'move', trip['trip'], clock(min(leaves + rng.randint(5, 30), last)), '', ''],
    }[kind]
    return kind, clock(now), row


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--data', type=pathlib.Path, required=True)
    parser.add_argument('--date', type=dt.date.fromisoformat, required=True)
    parser.add_argument('--trips', type=int, default=600)
    parser.add_argument('--disturbances', type=int, default=20)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--time', type=float, default=2)
    parser.add_argument('--long', type=float, default=60)
    parser.add_argument('--yunce', type=pathlib.Path, default=ROOT / 'yunce', help='program to call')
    args = parser.parse_args()
    start = dt.datetime.combine(args.date, dt.time()) - dt.timedelta(hours=3)
    rng = random.Random(args.seed)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        common, trips = plan(args, folder, list(day_rows(args.data, start)), start)
        print(f'{len(trips)} trips\n')
        print('| disturbance | now | ms | changed | least | ratio | cost change |\n|---|---|---|---|---|---|---|')
        millis, changed, least = [], 0, 0
        while len(millis) < args.disturbances:
            kind, now, row = disturb(rng, trips, start)
            events = folder / 'events.csv'
            write(events, ['known', 'kind', 'subject', 'from', 'to', 'value'], [row])
            found = []
            for seconds, penalty in ((args.time, 500), (args.long, MANY)):
                yunce(args.yunce, 'replan', *common, '--events', events, '--now', now, '--time', seconds, '--penalty', penalty,
                      '--output', folder / 'out', allowed=(0, 3))
                found.append(json.loads((folder / 'out' / 'replan.json').read_text()))
                if not found[0]['feasible']:
                    break
            millis.append(found[0]['millis'])
            if not found[0]['feasible']:
                print(f'| {kind} | {now[-5:]} | {millis[-1]} | no plan | | | |', flush=True)
                continue
            few = min(each['changedTrips'] for each in found)
            changed += found[0]['changedTrips']
            least += few
            ratio = found[0]['changedTrips'] / few if few else 1.0 if not found[0]['changedTrips'] else float('inf')
            print(f"| {kind} | {now[-5:]} | {millis[-1]} | {found[0]['changedTrips']} | {few} | {ratio:.2f} | {found[0]['costChange']:+.0f} |",
                  flush=True)
        millis.sort()
        print(f'\np50 {millis[len(millis) // 2]} ms, p95 {millis[max(0, -(-len(millis) * 95 // 100) - 1)]} ms, '
              f'changed {changed}, least {least}, ratio {changed / max(1, least):.3f}')


if __name__ == '__main__':
    main()
