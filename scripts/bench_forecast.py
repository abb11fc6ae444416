#!/usr/bin/env python3
"""Backtest `./yunce backtest` and the usual Python forecasters on the very same windows and print one table a set.

  scripts/bench_forecast.py [--data DIR] [--set nn5-56] [--set dc-14] …          sets of ../shared/data/bench; all without --set
  scripts/bench_forecast.py --csv y.csv --horizon 14 [--season 7] [--freq D] [--windows 3] [--step 14] [--intermittent]

Peers: statsforecast's SeasonalNaive, AutoETS, AutoTheta, DynamicOptimizedTheta, AutoCES, MSTL (with --arima AutoARIMA too), for
intermittent sets CrostonSBA, TSB, ADIDA, IMAPA; LightGBM through mlforecast; mean and median of all peers, quantile by quantile.
Peers run on one core in a virtual environment of pinned packages that the script makes, and their forecasts are kept by content:
the same file, windows and versions are not computed again.

MASE, RMSSE and the pinball loss (2 x mean over 0.1 ... 0.9) are divided by the seasonal naive's in-sample error before each origin; means over a
series' windows, then over series; WAPE pools all; sMAPE is 0..2. `width` is the 80 % interval's, on MASE's scale. `CPU s` is user and
system time a series and origin, of ours with the start of Java. Ratios are ours / the best peer's (best on that measure); their
intervals come from 2,000 paired bootstrap samples of series (95 % of the difference ours - peer). --output writes each series' scores."""
import argparse, hashlib, json, os, pathlib, resource, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parent.parent
HOME = pathlib.Path(os.environ.get('YUNCE_HOME', pathlib.Path.home() / '.yunce'))
PINNED = ['statsforecast==2.1.1', 'mlforecast==1.1.0', 'lightgbm==4.7.0', 'pandas==2.3.3', 'numpy==2.4.6', 'scikit-learn==1.9.1']
SETS = {  # name: file, horizon, season, frequency, windows, step, intermittent
    'nn5-56': ('nn5_daily.csv', 56, 7, 'D', 3, 56, False),
    'nn5-14': ('nn5_daily.csv', 14, 7, 'D', 3, 14, False),
    'dc-14': ('cn_network_dc_daily.csv', 14, 7, 'D', 3, 14, False),
    'dc-28': ('cn_network_dc_daily.csv', 28, 7, 'D', 3, 28, False),
    'm5-28': ('m5_small_daily.csv', 28, 7, 'D', 3, 28, True),
    'tourism-8': ('tourism_quarterly.csv', 8, 4, 'Q', 3, 4, False),
}
PROBABILITIES = [0.025, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.975]
COLUMNS = [f'q{p}' for p in PROBABILITIES]
LEVELS = [20, 40, 60, 80, 95]
TOGETHER = ['mean of all', 'median of all']


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--data', type=pathlib.Path, default=ROOT.parent / 'shared/data/bench')
    parser.add_argument('--set', action='append', choices=SETS, dest='sets')
    parser.add_argument('--csv', type=pathlib.Path)
    parser.add_argument('--horizon', type=int)
    parser.add_argument('--season', type=int)
    parser.add_argument('--freq', choices=['H', 'D', 'W', 'M', 'Q'])
    parser.add_argument('--windows', type=int)
    parser.add_argument('--step', type=int)
    parser.add_argument('--intermittent', action='store_true')
    parser.add_argument('--arima', action='store_true', help='AutoARIMA too: slow')
    parser.add_argument('--no-ours', action='store_true', help='peers alone')
    parser.add_argument('--yunce', type=pathlib.Path, default=ROOT / 'yunce')
    parser.add_argument('--venv', type=pathlib.Path, default=HOME / 'bench-venv')
    parser.add_argument('--cache', type=pathlib.Path, default=HOME / 'bench-cache')
    parser.add_argument('--prepare', action='store_true', help='only make the virtual environment')
    parser.add_argument('--output', type=pathlib.Path, help='csv of set,model,unique_id,window and scores')
    parser.add_argument('--forecasts', type=pathlib.Path, help='csv of set,model,unique_id,window,h and quantiles')
    return parser.parse_args()


def enter(venv, pinned):
    """Goes on in the virtual environment, which is made when it is not there or holds other versions."""
    mark = venv / 'pinned.txt'
    if not mark.exists() or mark.read_text() != '\n'.join(pinned):
        print(f'installing {" ".join(pinned)} into {venv}', file=sys.stderr)
        subprocess.run([sys.executable, '-m', 'venv', venv], check=True)
        subprocess.run([venv / 'bin/pip', 'install', '-q', *pinned], check=True)
        mark.write_text('\n'.join(pinned))
    if pathlib.Path(sys.prefix).resolve() != venv.resolve():
        environment = {'OMP_NUM_THREADS': '1', 'OPENBLAS_NUM_THREADS': '1', 'NIXTLA_ID_AS_COL': '1', **os.environ}
        os.execve(venv / 'bin/python', [str(venv / 'bin/python'), *sys.argv], environment)


# --- peers ------------------------------------------------------------------------------------------------------------------------

def peers(season, intermittent, arima):
    """Models by name; each a function of (horizon, training frame, frequency) that gives a frame with columns mean and q…"""
    from statsforecast.models import (ADIDA, IMAPA, MSTL, TSB, AutoARIMA, AutoCES, AutoETS, AutoTheta, CrostonSBA,
                                      DynamicOptimizedTheta, SeasonalNaive)
    from statsforecast.utils import ConformalIntervals
    models = [SeasonalNaive(season), AutoETS(season), AutoTheta(season), DynamicOptimizedTheta(season), AutoCES(season), MSTL(season)]
    models += [AutoARIMA(season)] if arima else []
    found = {str(model): (lambda h, train, freq, model=model: classical(model, season, h, train)) for model in models}
    if intermittent:
        for kind, options in [(CrostonSBA, {}), (TSB, {'alpha_d': 0.2, 'alpha_p': 0.2}), (ADIDA, {}), (IMAPA, {})]:
            found[kind.__name__] = lambda h, train, freq, kind=kind, options=options: classical(
                kind(**options, prediction_intervals=ConformalIntervals(n_windows=4, h=h)), season, h, train)
    found['LightGBM'] = lambda h, train, freq: lightgbm(season, h, train, freq)
    return found


def classical(model, season, h, train):
    from statsforecast import StatsForecast
    from statsforecast.models import SeasonalNaive
    frame = train.assign(ds=train.t)[['unique_id', 'ds', 'y']]
    engine = StatsForecast(models=[model], freq=1, n_jobs=1, fallback_model=SeasonalNaive(season, alias=str(model)))
    return quantiles(engine.forecast(df=frame, h=h, level=LEVELS), str(model))


def lightgbm(season, h, train, freq):
    import lightgbm as lgb
    from mlforecast import MLForecast
    from mlforecast.lag_transforms import RollingMean
    from mlforecast.target_transforms import LocalStandardScaler
    from mlforecast.utils import PredictionIntervals
    daily = freq == 'D'
    shortest = train.groupby('unique_id').size().min()
    engine = MLForecast(
        models={'LightGBM': lgb.LGBMRegressor(n_estimators=200, learning_rate=.05, verbosity=-1, n_jobs=1, random_state=1)},
        freq={'M': 'MS', 'Q': 'QS'}.get(freq, freq),
        lags=[1, 2, 3, 7, 14, 21, 28] if daily else sorted({1, 2, 3, season, 2 * season}),
        lag_transforms={1: [RollingMean(max(2, season)), RollingMean(4 * season)]},
        date_features=['dayofweek', 'day', 'month'] if daily else [],
        target_transforms=[LocalStandardScaler()])
    engine.fit(train[['unique_id', 'ds', 'y']], prediction_intervals=PredictionIntervals(n_windows=3 if shortest > 5 * h else 2, h=h))
    return quantiles(engine.predict(h, level=LEVELS), 'LightGBM')


def quantiles(out, name):
    import pandas as pd
    out = out.sort_values(['unique_id', 'ds'])
    table = pd.DataFrame({'unique_id': out.unique_id.values, 'h': out.groupby('unique_id').cumcount().values, 'mean': out[name].values})
    for p, column in zip(PROBABILITIES, COLUMNS):
        level = round(abs(1 - 2 * p) * 100)
        table[column] = out[name if p == .5 else f'{name}-{"lo" if p < .5 else "hi"}-{level}'].values
    return table


def run_peers(args, spec, data, key):
    """Forecasts of every peer and window, and CPU seconds a series and origin."""
    import pandas as pd
    _, horizon, season, freq, windows, step, intermittent = spec
    floor = 0 if (data.y >= 0).all() else float('-inf')
    forecasts, seconds = {}, {}
    for name, forecast in peers(season, intermittent, args.arima).items():
        content = hashlib.sha256(json.dumps([key, spec[1:6], name, PINNED]).encode()).hexdigest()
        kept = args.cache / f'{content[:24]}.csv.gz'
        cost = kept.with_suffix('.json')
        if not cost.exists():
            parts, spent = [], 0
            few = data[data.unique_id == data.unique_id.iloc[0]]
            for window in range(windows):
                left = horizon + (windows - 1 - window) * step
                train = data[data.back >= left]
                if window == 0 and name != 'LightGBM':
                    forecast(horizon, few[few.back >= left], freq)  # compiles
                began = time.process_time()
                parts.append(forecast(horizon, train, freq).assign(window=window))
                spent += time.process_time() - began
            table = pd.concat(parts)
            table[['mean', *COLUMNS]] = table[['mean', *COLUMNS]].clip(lower=floor)
            args.cache.mkdir(parents=True, exist_ok=True)
            table.to_csv(kept, index=False)
            cost.write_text(json.dumps(spent / len(table) * horizon))
            print(f'{spec[0]} h={horizon} {name}: {spent:.1f} s', file=sys.stderr, flush=True)
        forecasts[name], seconds[name] = pd.read_csv(kept), json.loads(cost.read_text())
    return forecasts, seconds


def together(forecasts):
    import numpy as np
    tables = [table.sort_values(['window', 'unique_id', 'h']).reset_index(drop=True) for table in forecasts.values()]
    values = np.stack([table[['mean', *COLUMNS]].to_numpy() for table in tables])
    for name, combined in zip(TOGETHER, [values.mean(axis=0), np.median(values, axis=0)]):
        table = tables[0].copy()
        table[['mean', *COLUMNS]] = combined
        yield name, table


# --- ours -------------------------------------------------------------------------------------------------------------------------

def run_ours(args, spec, path, origins):
    import pandas as pd
    _, horizon, season, freq, windows, step, _ = spec
    with tempfile.TemporaryDirectory() as folder:
        output = pathlib.Path(folder) / 'f.csv'
        began = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [str(args.yunce), 'backtest', '--input', str(path), '--horizon', str(horizon), '--windows', str(windows), '--step',
                   str(step), '--season', str(season), '--freq', freq, '--output', str(output.with_suffix('.json')), '--forecasts', str(output)]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f'{" ".join(command)}: exit status {done.returncode}\n{done.stderr}')
        ended = resource.getrusage(resource.RUSAGE_CHILDREN)
        table = pd.read_csv(output, parse_dates=['cutoff', 'ds'])
    table['h'] = table.groupby(['unique_id', 'cutoff']).cumcount()
    table['window'] = windows - 1 - table.groupby('unique_id').cutoff.rank(method='dense', ascending=False).astype(int) + 1
    return table, (ended.ru_utime + ended.ru_stime - began.ru_utime - began.ru_stime) / origins


# --- scores -----------------------------------------------------------------------------------------------------------------------

def score(table, data, spec):
    """A row a series and window."""
    import numpy as np, pandas as pd
    _, horizon, season, _, windows, step, _ = spec
    values = {name: group.y.to_numpy(float) for name, group in data.groupby('unique_id')}
    rows = []
    for (name, window), group in table.sort_values('h').groupby(['unique_id', 'window']):
        cut = len(values[name]) - horizon - (windows - 1 - window) * step
        past, actual = values[name][:cut], values[name][cut:cut + horizon]
        steps = past[season:] - past[:-season]
        mae, mse = np.abs(steps).mean(), (steps ** 2).mean()
        if not mae > 0:
            continue
        mean, q = group['mean'].to_numpy(), group[COLUMNS].to_numpy()
        error, miss, p = np.abs(actual - mean), actual[:, None] - q, np.array(PROBABILITIES)
        pinball = np.maximum(p * miss, (p - 1) * miss)[:, 1:-1].mean()
        size = np.abs(actual) + np.abs(mean)
        rows.append({
            'unique_id': name, 'window': window, 'MASE': error.mean() / mae, 'RMSSE': np.sqrt((error ** 2).mean() / mse),
            'error': error.sum(), 'volume': np.abs(actual).sum(), 'sMAPE': (2 * error / np.where(size > 0, size, 1)).mean(),
            'pinball': 2 * pinball / mae, 'cover80': ((miss[:, 1] >= 0) & (miss[:, -2] <= 0)).mean(),
            'cover95': ((miss[:, 0] >= 0) & (miss[:, -1] <= 0)).mean(), 'width': (q[:, -2] - q[:, 1]).mean() / mae})
    return pd.DataFrame(rows)


def bootstrap(ours, peer, measure):
    """Ours less the peer's: 95 % of the means over samples of series."""
    import numpy as np
    by = [scores.groupby('unique_id')[measure].mean() for scores in (ours, peer)]
    difference = (by[0] - by[1]).dropna().to_numpy()
    draws = np.random.default_rng(1).integers(0, len(difference), (2000, len(difference)))
    return np.quantile(difference[draws].mean(axis=1), [.025, .975])


def summary(scores):
    by_series = scores.groupby('unique_id').mean(numeric_only=True)
    means = by_series.mean().to_dict()
    means['WAPE'] = scores.error.sum() / scores.volume.sum()
    return means


def run(args, name, spec, path):
    import pandas as pd
    content = path.read_bytes()
    data = pd.read_csv(path, parse_dates=['ds']).sort_values(['unique_id', 'ds'])[['unique_id', 'ds', 'y']]
    data['y'] = data.groupby('unique_id').y.ffill()
    data['t'] = data.groupby('unique_id').cumcount()
    data['back'] = data.groupby('unique_id').cumcount(ascending=False)
    forecasts, seconds = run_peers(args, spec, data, hashlib.sha256(content).hexdigest())
    single = list(forecasts)
    forecasts.update(together(forecasts))
    origins = data.unique_id.nunique() * spec[4]
    if not args.no_ours:
        forecasts['Yunce'], seconds['Yunce'] = run_ours(args, spec, path, origins)
    scores = {model: score(table, data, spec) for model, table in forecasts.items()}
    sums = {model: summary(rows) for model, rows in scores.items()}
    print(f'\n**{name}**: {path.name}, {data.unique_id.nunique()} series, horizon {spec[1]}, {spec[4]} windows, step {spec[5]}\n')
    print('| model | MASE | RMSSE | WAPE | sMAPE | pinball | cover 80 | cover 95 | width | CPU s |\n|---|---|---|---|---|---|---|---|---|---|')
    for model in sorted(sums, key=lambda model: sums[model]['MASE']):
        s, label = sums[model], f'**{model}**' if model == 'Yunce' else model
        cells = [f'{s[key]:.3f}' for key in ['MASE', 'RMSSE', 'WAPE', 'sMAPE', 'pinball', 'cover80', 'cover95', 'width']]
        print(f'| {label} | {" | ".join(cells)} | {f"{seconds[model]:.3f}" if model in seconds else "–"} |')
    ratios = {}
    if not args.no_ours:
        print()
        for kind, models in [('single peer', single), ('ensemble', TOGETHER)]:
            for measure in ['MASE', 'pinball']:
                best = min(models, key=lambda model: sums[model][measure])
                ratios[kind, measure] = sums['Yunce'][measure] / sums[best][measure]
                lo, hi = bootstrap(scores['Yunce'], scores[best], measure)
                print(f'- {measure}: ours / best {kind} ({best}) = {ratios[kind, measure]:.3f}; difference 95 % [{lo:+.3f}, {hi:+.3f}]')
    sys.stdout.flush()
    return ratios, labelled(scores, name), labelled(forecasts, name)


def labelled(tables, name):
    import pandas as pd
    return pd.concat([table.assign(model=model, set=name) for model, table in tables.items()])


def main():
    args = arguments()
    args.venv, args.cache = args.venv.resolve(), args.cache.resolve()
    enter(args.venv, PINNED)
    if args.prepare:
        return
    import warnings
    import pandas as pd
    warnings.filterwarnings('ignore')
    if args.csv:
        if not args.horizon:
            sys.exit('--csv needs --horizon')
        chosen = {args.csv.stem: (args.csv.name, args.horizon, 7, 'D', 3, args.horizon, args.intermittent)}
    else:
        chosen = {name: SETS[name] for name in args.sets or SETS}
    everything, drawn, ratios = [], [], []
    for name, (file, horizon, season, freq, windows, step, intermittent) in chosen.items():
        spec = (file, args.horizon or horizon, args.season or season, args.freq or freq, args.windows or windows,
                args.step or (args.horizon or step), intermittent or args.intermittent)
        of_set, scores, forecasts = run(args, name, spec, (args.csv or args.data / file).resolve())
        ratios.append(of_set)
        everything.append(scores)
        drawn.append(forecasts)
        if args.output:
            pd.concat(everything).to_csv(args.output, index=False)
        if args.forecasts:
            pd.concat(drawn)[['set', 'model', 'unique_id', 'window', 'h', 'mean', *COLUMNS]].to_csv(args.forecasts, index=False)
    if len(ratios) > 1 and ratios[0]:
        print('\nMean over the sets of ours / best: ' + ', '.join(
            f'{measure} {kind} {sum(of_set[kind, measure] for of_set in ratios) / len(ratios):.3f}' for kind, measure in ratios[0]))


if __name__ == '__main__':
    main()
