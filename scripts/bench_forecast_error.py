#!/usr/bin/env python3
"""What the forecast's error costs on short-haul days: plans made at 21:00 on the forecast, with all external vehicles booked and with those
that pay over scenarios, driven on the actual volumes, against the plan of the actual volumes. A table, one row a day.

  scripts/bench_forecast_error.py --data DIR --from 2024-12-05 --to 2024-12-11 [--container] [--rule complete|early] [--time S]
                                  [--scenarios N] [--checker FILE]

With --checker, each day as driven is judged by it."""
import argparse, csv, datetime as dt, json, pathlib, subprocess, sys, tempfile

from bench_shorthaul import actual, yunce


def checked(checker, data, date, driven, container, rule):
    command = [sys.executable, str(checker), '--data', str(data), '--date', str(date), '--trips', str(driven), '--actual']
    command += [] if container else ['--no-container']
    command += ['--full-only'] if rule == 'complete' else []
    return 'ok' if subprocess.run(command, capture_output=True).returncode == 0 else 'VIOLATION'


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--data', type=pathlib.Path, required=True)
    parser.add_argument('--from', dest='first', type=dt.date.fromisoformat, required=True)
    parser.add_argument('--to', dest='last', type=dt.date.fromisoformat, required=True)
    parser.add_argument('--container', action='store_true')
    parser.add_argument('--rule', default='complete')
    parser.add_argument('--time', default='10')
    parser.add_argument('--scenarios', default='20')
    parser.add_argument('--checker', type=pathlib.Path)
    args = parser.parse_args()
    print('| date | plan of the actual volumes | on the forecast | late trips | booked over scenarios | late trips | checked |')
    print('|---|---|---|---|---|---|---|')
    sums, days = [0, 0], (args.last - args.first).days + 1
    for offset in range(days):
        date = args.first + dt.timedelta(days=offset)
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            volumes = folder / 'actual.csv'
            with open(volumes, 'w', newline='') as file:
                writer = csv.DictWriter(file, ['line', 'date', 'time', 'parcels'])
                writer.writeheader()
                writer.writerows(actual(args.data, date)[0])
            common = ['--data', str(args.data), '--date', str(date), '--rule', args.rule, '--time', args.time]
            common += ['--container'] if args.container else []
            yunce(common, folder / 'plan', volumes)
            known = json.loads((folder / 'plan' / 'kpis.json').read_text())['totalCost']
            row, verdicts = [], []
            for which, extra in enumerate([[], ['--scenarios', args.scenarios]]):
                output = folder / str(which)
                yunce([*common, *extra, '--actual', str(volumes)], output)
                outcome = json.loads((output / 'outcome.json').read_text())
                more = outcome['totalCost'] / known - 1
                sums[which] += more
                row += [f'{more:+.2%}', str(outcome['lateExtraTrips'])]
                if args.checker:
                    verdicts.append(checked(args.checker, args.data, date, output / 'driven.csv', args.container, args.rule))
            print(f"| {date} | {known:,.0f} | {' | '.join(row)} | {'/'.join(verdicts) or '–'} |", flush=True)
    print(f'| mean | | {sums[0] / days:+.2%} | | {sums[1] / days:+.2%} | | |')


if __name__ == '__main__':
    main()
