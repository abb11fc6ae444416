#!/usr/bin/env python3
"""CPU seconds a series of the smoothing models, ours and statsforecast's, on the same daily series of 730 points, season 7, one core each.

  scripts/bench_kernels.py [--csv ../shared/data/bench/nn5_daily.csv] [--series 20]

Each is one fit and one forecast of 14 days, no intervals; statsforecast's are compiled before the clock starts."""
import argparse, os, pathlib, re, subprocess, sys, tempfile, time

import bench_forecast

ROOT, SIZE, SEASON, HORIZON = bench_forecast.ROOT, 730, 7, 14


def ours(csv):
    maven = ['mvn', '-q', '-pl', 'forecasting', '-am', '-Dskip.ui']
    with tempfile.NamedTemporaryFile() as path:
        subprocess.run([*maven, 'test-compile'], cwd=ROOT, check=True)
        subprocess.run([*maven, 'dependency:build-classpath', f'-Dmdep.outputFile={path.name}'], cwd=ROOT, check=True)
        jars = pathlib.Path(path.name).read_text()
    classes = [str(ROOT / 'forecasting/target' / folder) for folder in ('classes', 'test-classes')]
    java = pathlib.Path(os.environ['JAVA_HOME']) / 'bin/java'
    done = subprocess.run([java, '--enable-native-access=ALL-UNNAMED', '-cp', ':'.join([*classes, jars]),
                           'cn.yunce.forecasting.model.ForecastSpeedMeasure', csv, '0'], check=True, capture_output=True, text=True)
    # The second round is the warm one.
    return {name: float(seconds) for name, seconds in re.findall(r'(\w+) ([\d.]+) CPU s a series', done.stdout)}


def theirs(csv, series):
    import numpy as np, pandas as pd
    from statsforecast.models import AutoCES, AutoETS, DynamicOptimizedTheta
    panel = [rows.y.to_numpy(float)[:SIZE] for _, rows in pd.read_csv(csv).groupby('unique_id')][:series]
    found = {}
    for name, model in [('ETS', AutoETS(SEASON)), ('CES', AutoCES(SEASON)), ('Theta', DynamicOptimizedTheta(SEASON))]:
        model.forecast(panel[0], HORIZON)
        start = time.process_time()
        for values in panel:
            model.forecast(np.ascontiguousarray(values), HORIZON)
        found[name] = (time.process_time() - start) / len(panel)
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--csv', type=pathlib.Path, default=ROOT.parent / 'shared/data/bench/nn5_daily.csv')
    parser.add_argument('--series', type=int, default=20)
    parser.add_argument('--venv', type=pathlib.Path, default=bench_forecast.HOME / 'bench-venv')
    args = parser.parse_args()
    args.venv = args.venv.resolve()
    bench_forecast.enter(args.venv, bench_forecast.PINNED)
    mine, peers = ours(args.csv.resolve()), theirs(args.csv, args.series)
    print('| CPU s a series | ours | statsforecast | times |\n|---|---|---|---|')
    for name in ['ETS', 'CES', 'Theta']:
        print(f'| {name} | {mine[name]:.4f} | {peers[name]:.4f} | {peers[name] / mine[name]:.0f} |')
    a, b = sum(mine[name] for name in peers), sum(peers.values())
    print(f'| together | {a:.4f} | {b:.4f} | {b / a:.0f} |')


if __name__ == '__main__':
    main()
