#!/usr/bin/env python3
"""Forecasts that add up, on the tourism set: 304 leaves, 425 series of Country, State, Region and Purpose, horizon 8.

  scripts/bench_hierarchy.py [--data DIR] [--windows 3] [--step 4] [--methods min_trace,bottom_up] [--no-ours]

First the same base forecasts (statsforecast's AutoETS and its in-sample errors) through `./yunce reconcile` and through
hierarchicalforecast's MinTrace mint_shrink: the largest difference, relative to the forecast. Then `./yunce forecast --hierarchy` with its own base
forecasts, by method. MASE and RMSSE are means over all 425 series, and of the top series alone, over all origins."""
import argparse, pathlib, subprocess, sys, tempfile

import bench_forecast

PINNED = [*bench_forecast.PINNED, 'hierarchicalforecast==1.5.3']
HORIZON, SEASON = 8, 4


def totals(leaf):
    state, region, purpose = leaf.split('/')
    return ['Australia', f'Australia/{purpose}', state, f'{state}/{purpose}', f'{state}/{region}']


def yunce(args, *command):
    done = subprocess.run([str(args.yunce), *map(str, command)], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f'{command}: exit status {done.returncode}\n{done.stderr}')


def table(path, ids):
    import pandas as pd
    rows = pd.read_csv(path)
    return rows.pivot(index='unique_id', columns='ds', values='mean').loc[ids].to_numpy()


def long(ids, dates, values, column):
    import pandas as pd
    return pd.DataFrame({'unique_id': [i for i in ids for _ in dates], 'ds': [d for _ in ids for d in dates], column: values.ravel()})


def ets(values, cut):
    """AutoETS of each series: forecasts and in-sample errors."""
    import numpy as np
    from statsforecast.models import AutoETS
    forecasts, fitted = [], []
    for series in values[:, :cut]:
        result = AutoETS(SEASON).forecast(series, HORIZON, fitted=True)
        forecasts.append(result['mean'])
        fitted.append(result['fitted'])
    return np.array(forecasts), np.array(fitted)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--data', type=pathlib.Path, default=bench_forecast.ROOT.parent / 'shared/data/bench')
    parser.add_argument('--windows', type=int, default=3)
    parser.add_argument('--step', type=int, default=4)
    parser.add_argument('--methods', default='bottom_up,top_down,ols,wls_leaves,wls_variance,min_trace,levels')
    parser.add_argument('--no-ours', action='store_true')
    parser.add_argument('--yunce', type=pathlib.Path, default=bench_forecast.ROOT / 'yunce')
    parser.add_argument('--venv', type=pathlib.Path, default=bench_forecast.HOME / 'bench-venv-hierarchy')
    args = parser.parse_args()
    args.venv = args.venv.resolve()
    bench_forecast.enter(args.venv, PINNED)
    import numpy as np, pandas as pd
    from hierarchicalforecast.methods import MinTrace

    data = pd.read_csv(args.data / 'tourism_quarterly.csv')
    leaves = list(dict.fromkeys(data.unique_id))
    sums = list(dict.fromkeys(total for leaf in leaves for total in totals(leaf)))
    ids = sums + leaves
    matrix = np.array([[total in totals(leaf) for leaf in leaves] for total in sums], float)
    matrix = np.vstack([matrix, np.eye(len(leaves))])
    wide = data.pivot(index='unique_id', columns='ds', values='y').loc[leaves]
    dates, values = list(wide.columns), matrix @ wide.to_numpy()
    scores = {}

    def score(name, forecast, cut):
        steps = values[:, SEASON:cut] - values[:, :cut - SEASON]
        error = values[:, cut:cut + HORIZON] - forecast
        row = [np.abs(error).mean(axis=1) / np.abs(steps).mean(axis=1), np.sqrt((error ** 2).mean(axis=1) / (steps ** 2).mean(axis=1))]
        scores.setdefault(name, []).append([row[0].mean(), row[1].mean(), row[0][0], row[0][:len(sums)].mean(), row[0][len(sums):].mean()])

    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        tree = folder / 'hierarchy.csv'
        pd.DataFrame([(leaf, total) for leaf in leaves for total in totals(leaf)], columns=['leaf', 'total']).to_csv(tree, index=False)
        for window in range(args.windows):
            cut = len(dates) - HORIZON - (args.windows - 1 - window) * args.step
            base, fitted = ets(values, cut)
            errors = values[:, :cut] - fitted
            theirs = MinTrace(method='mint_shrink').fit_predict(
                S=matrix, y_hat=base, y_insample=values[:, :cut], y_hat_insample=fitted)['mean']
            long(ids, dates[cut:cut + HORIZON], base, 'mean').to_csv(folder / 'base.csv', index=False)
            long(ids, dates[:cut], errors, 'error').to_csv(folder / 'errors.csv', index=False)
            yunce(args, 'reconcile', '--forecasts', folder / 'base.csv', '--errors', folder / 'errors.csv', '--hierarchy', tree, '--freq', 'Q',
                  '--output', folder / 'same.csv')
            ours = table(folder / 'same.csv', ids)
            print(f'origin {dates[cut - 1]}: largest difference of min_trace from hierarchicalforecast, relative to the forecast: '
                  f'{np.max(np.abs(ours - theirs) / np.maximum(1, np.abs(theirs))):.2e}', file=sys.stderr, flush=True)
            score('AutoETS, base', base, cut)
            score('AutoETS, hierarchicalforecast mint_shrink', theirs, cut)
            score('AutoETS, yunce min_trace', ours, cut)
            if args.no_ours:
                continue
            for name, frame in [('leaves', values[len(sums):, :cut]), ('all', values[:, :cut])]:
                long(leaves if name == 'leaves' else ids, dates[:cut], frame, 'y').to_csv(folder / f'{name}.csv', index=False)
            common = ['--horizon', HORIZON, '--season', SEASON, '--freq', 'Q', '--levels', '80', '--output', folder / 'f.csv']
            yunce(args, 'forecast', '--input', folder / 'all.csv', *common)
            score('yunce, base', table(folder / 'f.csv', ids), cut)
            for method in args.methods.split(','):
                yunce(args, 'forecast', '--input', folder / 'leaves.csv', '--hierarchy', tree, '--method', method, *common)
                score(f'yunce, {method}', table(folder / 'f.csv', ids), cut)
    print('| forecasts | MASE | RMSSE | MASE of the top | of the totals | of the leaves |\n|---|---|---|---|---|---|')
    for name, rows in scores.items():
        print(f'| {name} | ' + ' | '.join(f'{mean:.3f}' for mean in np.mean(rows, axis=0)) + ' |')


if __name__ == '__main__':
    main()
