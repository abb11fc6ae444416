#!/usr/bin/env python3
"""Forecast and plan short-haul days with `./yunce shorthaul` and print a table, one row a day.

  scripts/bench_shorthaul.py --data DIR --from 2024-12-08 --to 2024-12-11 [--container] [--rule complete|early] [--time S]
                             [--actual-only] [--checker FILE]

WAPE is the sum of absolute errors over line-waves divided by the sum of actuals, of a forecast made from what was known at 21:00 the
day before. `cost` is of the plan on the day's actual volumes, `bound` its proven lower bound. With --actual-only nothing is forecast.
With --checker, each plan is judged by it."""
import argparse, collections, csv, datetime as dt, gzip, json, pathlib, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parent.parent
WINDOW = {'0600': (0, 540), '1400': (840, 1020)}


def rows(path):
    opener = gzip.open if str(path).endswith('.gz') else open
    with opener(path, 'rt', encoding='utf-8-sig', newline='') as file:
        yield from csv.DictReader(file)


def actual(data, date):
    """Rows of the planning day, and parcels by line."""
    start = dt.datetime.combine(date, dt.time()) - dt.timedelta(hours=3)
    kept, total = [], collections.Counter()
    for row in rows(data / 'parcels_10min.csv.gz'):
        instant = dt.datetime.fromisoformat(f"{row['date']}T{row['time'][:5]}")
        lo, hi = WINDOW[row['line'][-4:]]
        if lo <= (instant - start).total_seconds() / 60 < hi:
            kept.append(row)
            total[row['line']] += float(row['parcels'])
    return kept, total


def yunce(arguments, output, volumes=None):
    command = [str(ROOT / 'yunce'), 'shorthaul', *arguments, '--output', str(output)]
    if volumes:
        command += ['--volumes', str(volumes)]
    began = time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f'{" ".join(command)}: exit status {done.returncode}\n{done.stderr}')
    return time.monotonic() - began


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--data', type=pathlib.Path, required=True)
    parser.add_argument('--from', dest='first', type=dt.date.fromisoformat, required=True)
    parser.add_argument('--to', dest='last', type=dt.date.fromisoformat, required=True)
    parser.add_argument('--container', action='store_true')
    parser.add_argument('--rule', default='complete')
    parser.add_argument('--time', type=float)
    parser.add_argument('--actual-only', action='store_true')
    parser.add_argument('--checker', type=pathlib.Path)
    args = parser.parse_args()
    print('| date | WAPE | seconds | cost | bound | gap | turnover | parcels a vehicle | seconds | checked |')
    print('|---|---|---|---|---|---|---|---|---|---|')
    wapes, gaps = [], []
    for offset in range((args.last - args.first).days + 1):
        date = args.first + dt.timedelta(days=offset)
        kept, total = actual(args.data, date)
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            common = ['--data', str(args.data), '--date', str(date), '--rule', args.rule]
            common += ['--container'] if args.container else []
            common += ['--time', str(args.time)] if args.time else []
            wape, forecast_seconds = '–', '–'
            if not args.actual_only:
                forecast_seconds = f"{yunce(common, folder / 'forecast'):.1f}"
                forecast = {row['line']: float(row['parcels']) for row in rows(folder / 'forecast' / 'forecast.csv')}
                error = sum(abs(forecast.get(line, 0) - total[line]) for line in set(forecast) | set(total))
                wapes.append(error / sum(total.values()))
                wape = f'{wapes[-1]:.4f}'
            volumes = folder / 'actual.csv'
            with open(volumes, 'w', newline='') as file:
                writer = csv.DictWriter(file, ['line', 'date', 'time', 'parcels'])
                writer.writeheader()
                writer.writerows(kept)
            plan_seconds = yunce(common, folder / 'plan', volumes)
            kpis = json.loads((folder / 'plan' / 'kpis.json').read_text())
            gaps.append(1 - kpis['lowerBound'] / kpis['totalCost'])
            checked = '–'
            if args.checker:
                verdicts = []
                plans = [('plan', ['--actual']), ('forecast', ['--volume', str(folder / 'forecast' / 'forecast_10min.csv')])]
                for name, source in plans[:1] if args.actual_only else plans:
                    command = [sys.executable, str(args.checker), '--data', str(args.data), '--date', str(date), '--trips',
                               str(folder / name / 'trips.csv'), *source]
                    command += [] if args.container else ['--no-container']
                    command += ['--full-only'] if args.rule == 'complete' else []
                    done = subprocess.run(command, capture_output=True, text=True)
                    found = json.loads(done.stdout.split('\nVIOLATION')[0])['total']['totalCost'] if done.returncode < 2 else None
                    agrees = name != 'plan' or (found is not None and abs(found - kpis['totalCost']) < 0.01)
                    verdicts.append('ok' if done.returncode == 0 and agrees else 'VIOLATION')
                checked = '/'.join(verdicts)
            print(f"| {date} | {wape} | {forecast_seconds} | {kpis['totalCost']:,.0f} | {kpis['lowerBound']:,.0f} | {gaps[-1]:.2%} | "
                  f"{kpis['ownVehicleTurnover']:.2f} | {kpis['parcelsPerVehicle']:.0f} | {plan_seconds:.1f} | {checked} |", flush=True)
    mean = f'{sum(wapes) / len(wapes):.4f}' if wapes else '–'
    print(f'| mean | {mean} | | | | {sum(gaps) / len(gaps):.2%} | | | | |')


if __name__ == '__main__':
    main()
