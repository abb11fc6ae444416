#!/usr/bin/env python3
"""Forecast a large panel in one process: seconds, peak memory, and what 100,000 series would take at that pace.

  scripts/bench_scale.py [--series 5000] [--series 10000] [--days 730] [--horizon 14] [--keep FOLDER]
  scripts/bench_scale.py --csv FILE --sample 30 [--sample 10] [--windows 3]     what learning from a sample costs in accuracy, daily series

The series are made up from a seed: level, trend, week, year, noise and holes of each its own; one in ten is sparse, one in fifty is new.
The extrapolation takes the pace between the two largest runs: what the sample costs to learn from is in both.

With --csv: the last windows of each series, a horizon apart, forecast at once and by samples of so many series; mean MASE (season 7)."""
import argparse, collections, csv, datetime, math, os, pathlib, random, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parent.parent
SEED = 20240501
FIRST_DAY = datetime.date(2022, 7, 1)


def write(path, series, days):
    dates = [(FIRST_DAY + datetime.timedelta(days=day)).isoformat() for day in range(days)]
    with open(path, 'w', encoding='utf-8') as out:
        out.write('unique_id,ds,y\n')
        for number in range(series):
            chance = random.Random(SEED * 1_000_003 + number)
            gauss, uniform = chance.gauss, chance.random
            level = math.exp(chance.uniform(2, 8))
            week = [math.exp(gauss(0, .2)) for _ in range(7)]
            trend, year, phase, noise = gauss(0, .0004), chance.uniform(0, .25), chance.uniform(0, 6.28), chance.uniform(.05, .3)
            sparse = number % 10 == 3
            name = f's{number:07d}'
            rows = []
            for day in range(days - chance.randint(8, 60) if number % 50 == 7 else 0, days):
                if uniform() < .002:
                    continue
                volume = level * week[day % 7] * math.exp(trend * day + year * math.sin(day / 58.1 + phase) + gauss(0, noise))
                if sparse:
                    volume = chance.randint(1, 6) if uniform() < .2 else 0
                rows.append(f'{name},{dates[day]},{round(volume)}\n')
            out.writelines(rows)


def forecast(args, path, output):
    command = [str(args.yunce), 'forecast', '--input', str(path), '--horizon', str(args.horizon), '--output', str(output)]
    if args.partitions:
        command += ['--partitions', str(args.partitions)]
    began = time.monotonic()
    child = subprocess.Popen(command)
    _, status, used = os.wait4(child.pid, 0)
    if status:
        sys.exit(f'{" ".join(command)}: status {status}')
    return time.monotonic() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def accuracy(args, folder):
    series = collections.defaultdict(list)
    with open(args.csv, encoding='utf-8') as rows:
        for row in csv.DictReader(rows):
            series[row['unique_id']].append((row['ds'], float(row['y'] or 'nan')))
    sums, count = collections.Counter(), 0
    for window in range(args.windows):
        left = (args.windows - window) * args.horizon
        path, actual, scale = folder / f'window-{window}.csv', {}, {}
        with open(path, 'w', encoding='utf-8') as out:
            out.write('unique_id,ds,y\n')
            for name, days in series.items():
                days.sort()
                y = [value for _, value in days]
                out.writelines(f'{name},{day},{"" if math.isnan(value) else value}\n' for day, value in days[:len(days) - left])
                known = y[:len(y) - left]
                steps = [abs(a - b) for a, b in zip(known[7:], known) if not math.isnan(a - b)]
                scale[name] = sum(steps) / max(1, len(steps))
                actual.update({(name, day): value for day, value in days[len(days) - left:len(days) - left + args.horizon]})
        count += sum(not math.isnan(value) and scale[name] > 0 for (name, _), value in actual.items())
        for sample in [None, *args.samples]:
            options = [] if sample is None else ['--partitions', '4', '--sample', str(sample)]
            output = folder / f'accuracy-{window}-{sample}.csv'
            command = [args.yunce, 'forecast', '--input', path, '--horizon', args.horizon, '--output', output, *options]
            subprocess.run([str(part) for part in command], check=True, stderr=subprocess.DEVNULL)
            with open(output, encoding='utf-8') as rows:
                for row in csv.DictReader(rows):
                    value = actual[row['unique_id'], row['ds']]
                    if not math.isnan(value) and scale[row['unique_id']] > 0:
                        sums[sample] += abs(value - float(row['mean'])) / scale[row['unique_id']]
    for sample, total in sums.items():
        print(f'{args.csv.name}, {len(series)} series, {args.windows} windows, horizon {args.horizon}: '
              f'{"at once" if sample is None else f"by a sample of {sample}"}: MASE {total / count:.4f}', flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--series', type=int, action='append', dest='sizes')
    parser.add_argument('--days', type=int, default=730)
    parser.add_argument('--horizon', type=int, default=14)
    parser.add_argument('--partitions', type=int, help='by the size of the file without it')
    parser.add_argument('--keep', type=pathlib.Path, help='a folder for the files; without it they are removed')
    parser.add_argument('--csv', type=pathlib.Path)
    parser.add_argument('--sample', type=int, action='append', dest='samples', default=[])
    parser.add_argument('--windows', type=int, default=3)
    parser.add_argument('--yunce', type=pathlib.Path, default=ROOT / 'yunce')
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.keep or pathlib.Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        if args.csv:
            accuracy(args, folder)
            return
        print('| series | input MB | seconds | CPU seconds | peak memory MiB |\n|---|---|---|---|---|', flush=True)
        runs = []
        for size in sorted(args.sizes or [5000, 10000]):
            path = folder / f'panel-{size}.csv'
            if not path.exists():
                write(path, size, args.days)
            seconds, cpu, memory = forecast(args, path, folder / f'forecast-{size}.csv')
            print(f'| {size:,} | {path.stat().st_size / 1e6:.0f} | {seconds:.0f} | {cpu:.0f} | {memory:.0f} |', flush=True)
            runs.append((size, seconds, cpu))
        if len(runs) > 1:
            (few, *before), (many, *now) = runs[-2:]
            for unit, less, more in zip(['seconds', 'CPU seconds'], before, now):
                pace = (more - less) / (many - few)
                whole = more + pace * (100_000 - many)
                print(f'\n{1000 * pace:.1f} {unit} a thousand more series; 100,000 by this pace: {whole / 60:.0f} minutes of {unit} (extrapolated)')


if __name__ == '__main__':
    main()
