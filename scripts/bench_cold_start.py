#!/usr/bin/env python3
"""Forecasts of series that are new: some of a panel keep only their last days before each window, the others keep their history.

  scripts/bench_cold_start.py [--csv ../shared/data/bench/nn5_daily.csv] [--days 7 --days 28] [--horizon 14 --horizon 56] [--windows 3]

Windows follow one another and end at the series' end. In window w every fifth series is new, from the w-th on, so that no series is new twice.
`./yunce forecast` gets that file; only the new series are scored. MASE: mean absolute error by the mean seasonal naive error of
the series' whole history before the window (which the forecast did not see), then the mean over series and windows."""
import argparse, csv, pathlib, subprocess, sys, tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHARE = 5


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--csv', type=pathlib.Path, default=ROOT.parent / 'shared/data/bench/nn5_daily.csv')
    parser.add_argument('--days', type=int, action='append')
    parser.add_argument('--horizon', type=int, action='append')
    parser.add_argument('--windows', type=int, default=3)
    parser.add_argument('--season', type=int, default=7)
    parser.add_argument('--yunce', type=pathlib.Path, default=ROOT / 'yunce')
    return parser.parse_args()


def read(path):
    series = {}
    with open(path, newline='') as file:
        for row in csv.DictReader(file):
            series.setdefault(row['unique_id'], []).append((row['ds'], float(row['y'])))
    return {name: sorted(rows) for name, rows in sorted(series.items())}


def forecast(args, known, horizon, folder):
    history, output = folder / 'y.csv', folder / 'f.csv'
    with open(history, 'w', newline='') as file:
        writer = csv.writer(file)
        writer.writerow(['unique_id', 'ds', 'y'])
        writer.writerows([name, ds, y] for name, rows in known.items() for ds, y in rows)
    done = subprocess.run([args.yunce, 'forecast', '--input', history, '--horizon', str(horizon), '--season', str(args.season),
                           '--output', output], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f'exit status {done.returncode}: {done.stderr}')
    points = {}
    with open(output, newline='') as file:
        for row in csv.DictReader(file):
            points.setdefault(row['unique_id'], []).append([float(row[key]) for key in ('mean', 'lo-80', 'hi-80', 'lo-95', 'hi-95')])
    return points


def main():
    args = arguments()
    series = read(args.csv)
    print('| known days | horizon | MASE | 80 % cover | 95 % cover | MASE by window |\n|---|---|---|---|---|---|')
    for days in args.days or [7, 28]:
        for horizon in args.horizon or [14, 56]:
            windows, inside80, inside95, scores = [], [], [], []
            for window in range(args.windows):
                left = horizon * (args.windows - window)
                new = [name for i, name in enumerate(series) if i % SHARE == window % SHARE]
                known = {name: rows[:-left][-days if name in new else 0:] for name, rows in series.items()}
                with tempfile.TemporaryDirectory() as folder:
                    points = forecast(args, known, horizon, pathlib.Path(folder))
                of_window = []
                for name in new:
                    values = [y for _, y in series[name]]
                    past, actual = values[:-left], values[len(values) - left:len(values) - left + horizon]
                    scale = sum(abs(a - b) for a, b in zip(past[args.season:], past)) / (len(past) - args.season)
                    of_window.append(sum(abs(y - point[0]) for y, point in zip(actual, points[name])) / horizon / scale)
                    inside80 += [point[1] <= y <= point[2] for y, point in zip(actual, points[name])]
                    inside95 += [point[3] <= y <= point[4] for y, point in zip(actual, points[name])]
                scores += of_window
                windows.append(sum(of_window) / len(of_window))
            mean = lambda values: sum(values) / len(values)
            print(f'| {days} | {horizon} | {mean(scores):.3f} | {mean(inside80):.3f} | {mean(inside95):.3f} | '
                  f'{", ".join(f"{score:.3f}" for score in windows)} |', flush=True)


if __name__ == '__main__':
    main()
