#!/usr/bin/env python3
"""Gaps to the best known solutions of published routing problems, ours beside PyVRP's and OR-Tools' on the same instances, seeds and seconds.

  scripts/bench_routing.py --data DIR [--time 10] [--clock cpu|wall] [--seeds 5] [--set main|rich] [--only TEXT] [--peer [pyvrp] [ortools]] [--without-ours] [--threads 1]
      [--results FILE] [--venv DIR]

DIR holds BKS.csv and the folders of the sets. `main` is the twelve CVRP and VRPTW instances, `rich` those with pickup and delivery, mixed fleets and
several depots or trips (ours alone). Seconds are those of the process's CPU time from the start of the search (Java's compiler and collector count),
so that a loaded machine changes little; --clock wall takes those that pass. Each of our solutions is priced anew here from the routes and the coordinates. --peer installs its packages into the venv.
--results keeps a line of JSON for each run; runs that stand there already are not repeated, so that a search through many of them can be cut and gone on with."""
import argparse, csv, json, math, pathlib, re, statistics, subprocess, sys, tempfile, venv

ROOT = pathlib.Path(__file__).resolve().parent.parent
MAIN = ['cvrp_x/X-n101-k25.vrp', 'cvrp_x/X-n200-k36.vrp', 'cvrp_x/X-n303-k21.vrp', 'cvrp_x/X-n502-k39.vrp', 'cvrp_x/X-n749-k98.vrp',
        'cvrp_x/X-n1001-k43.vrp', 'vrptw_solomon/R112.txt', 'vrptw_solomon/RC208.txt', 'vrptw_gh/RC1_2_5.txt', 'vrptw_gh/C2_4_9.txt',
        'vrptw_gh/R2_6_5.txt', 'vrptw_gh/R1_10_5.txt']
RICH = ['pdptw_lilim/lr101.txt', 'pdptw_lilim/lc103.txt', 'pdptw_lilim/LR1_2_5.txt', 'pdptw_lilim/LRC2_4_3.txt', 'mdvrp_cordeau/p03.txt',
        'mdvrp_cordeau/pr04.txt', 'pyvrp_hfvrp/X101-FSMFD.vrp', 'pyvrp_hfvrp/X110-HD.vrp', 'pyvrp_mdvrptw/PR11A.vrp',
        'pyvrp_mtvrptwr/C201R0.5.vrp']
PYVRP = '''
import json, sys, time
import pyvrp
path, rounding, seconds, seed = sys.argv[1], sys.argv[2], float(sys.argv[3]), int(sys.argv[4])
now = time.process_time if sys.argv[5] == 'cpu' else time.perf_counter
data = pyvrp.read(path, round_func=rounding)
until = now() + seconds
result = pyvrp.solve(data, stop=lambda best: now() >= until, seed=seed, display=False)
print(json.dumps([result.cost() / (10 if rounding == 'dimacs' else 1), result.best.num_routes()]))
'''
ORTOOLS = '''
import json, math, sys, time
import pyvrp
from ortools.constraint_solver import pywrapcp, routing_enums_pb2
path, rounding, seconds, seed = sys.argv[1], sys.argv[2], float(sys.argv[3]), int(sys.argv[4])
now = time.process_time if sys.argv[5] == 'cpu' else time.perf_counter
data = pyvrp.read(path, round_func=rounding)
distance, clients = data.distance_matrix(0).tolist(), data.clients()
vehicle = data.vehicle_type(0)
manager = pywrapcp.RoutingIndexManager(len(clients) + 1, vehicle.num_available, 0)
routing = pywrapcp.RoutingModel(manager)
node = manager.IndexToNode
cost = routing.RegisterTransitCallback(lambda a, b: distance[node(a)][node(b)])
routing.SetArcCostEvaluatorOfAllVehicles(cost)
demand = [0] + [client.delivery[0] for client in clients]
routing.AddDimension(routing.RegisterUnaryTransitCallback(lambda a: demand[node(a)]), 0, vehicle.capacity[0], True, 'load')
if rounding == 'dimacs':
    duration, service = data.duration_matrix(0).tolist(), [0] + [client.service_duration for client in clients]
    ride = routing.RegisterTransitCallback(lambda a, b: duration[node(a)][node(b)] + service[node(a)])
    routing.AddDimension(ride, vehicle.tw_late, vehicle.tw_late, False, 'time')
    times = routing.GetDimensionOrDie('time')
    for k, client in enumerate(clients):
        times.CumulVar(manager.NodeToIndex(k + 1)).SetRange(client.tw_early, client.tw_late)
parameters = pywrapcp.DefaultRoutingSearchParameters()
parameters.first_solution_strategy = routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
parameters.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
until = now() + seconds
routing.AddSearchMonitor(routing.solver().CustomLimit(lambda: now() >= until))
found = routing.SolveWithParameters(parameters)
used = sum(routing.IsVehicleUsed(found, v) for v in range(vehicle.num_available))
print(json.dumps([found.ObjectiveValue() / (10 if rounding == 'dimacs' else 1), used]))
'''
PEERS = {'pyvrp': ('PyVRP 0.14.1', ['pyvrp==0.14.1'], PYVRP), 'ortools': ('OR-Tools 9.15', ['pyvrp==0.14.1', 'ortools==9.15.6755'], ORTOOLS)}


def solomon(text):
    """Number, x, y, demand, ready, due and service of each place, the depot first."""
    return [line.split() for line in text.split('SERVICE TIME')[1].splitlines() if len(line.split()) == 7]


def places(path):
    """Coordinates, the depot first, and the convention of distances."""
    text = path.read_text()
    if path.suffix == '.vrp':
        block = text.split('NODE_COORD_SECTION')[1].split('DEMAND_SECTION')[0]
        return [tuple(map(float, line.split()[1:3])) for line in block.strip().splitlines()], lambda d: math.floor(d + .5)
    return [(float(row[1]), float(row[2])) for row in solomon(text)], lambda d: math.floor(d * 10) / 10


def priced(path, solution):
    xy, whole = places(path)
    total, seen = 0, []
    for line in solution.splitlines():
        if line.startswith('Route'):
            stops = [int(number) for number in line.split(':')[1].split()]
            seen += stops
            total += sum(whole(math.dist(xy[a], xy[b])) for a, b in zip([0] + stops, stops + [0]))
    if sorted(seen) != list(range(1, len(xy))):
        sys.exit(f'{path}: not every customer is visited once')
    return total


def ours(path, seconds, seed, threads, clock):
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / 'solution'
        done = subprocess.run([ROOT / 'yunce', 'route', '--instance', path, '--time', str(seconds), '--seed', str(seed), '--threads',
                               str(threads), '--clock', clock.upper(), '--output', out], capture_output=True, text=True)
        if done.returncode:
            sys.exit(f'{path}: {done.stderr}')
        text = out.read_text()
    cost = float(re.search(r'^Cost (.*)$', text, re.M).group(1))
    if any(path.match('*/' + name) for name in MAIN) and abs(priced(path, text) - cost) > .05:
        sys.exit(f'{path}: costs {priced(path, text)}, was said to cost {cost}')
    return cost, len(re.findall('^Route', text, re.M))


def vrplib(path):
    """A Solomon file as VRPLIB text, which is what PyVRP reads."""
    text = path.read_text()
    capacity = re.search(r'CAPACITY\s+\d+\s+(\d+)', text).group(1)
    rows = solomon(text)
    columns = {'NODE_COORD_SECTION': (1, 2), 'DEMAND_SECTION': (3,), 'TIME_WINDOW_SECTION': (4, 5), 'SERVICE_TIME_SECTION': (6,)}
    lines = ['TYPE: VRPTW', f'DIMENSION: {len(rows)}', 'EDGE_WEIGHT_TYPE: EUC_2D', f'CAPACITY: {capacity}']
    for section, of in columns.items():
        lines += [section] + [' '.join([str(i + 1)] + [row[column] for column in of]) for i, row in enumerate(rows)]
    return '\n'.join(lines + ['DEPOT_SECTION', '1', '-1', 'EOF', ''])


def peer(python, code, path, seconds, seed, clock):
    with tempfile.TemporaryDirectory() as folder:
        instance, rounding = path, 'round'
        if path.suffix != '.vrp':
            instance, rounding = pathlib.Path(folder) / 'instance.vrp', 'dimacs'
            instance.write_text(vrplib(path))
        done = subprocess.run([python, '-c', code, instance, rounding, str(seconds), str(seed), clock], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f'{path}: {done.stderr}')
    return json.loads(done.stdout.splitlines()[-1])


class Runs:
    """Cost and routes of each run, kept in a file where one is named."""

    def __init__(self, path):
        self.path, self.known = path, {}
        if path and path.exists():
            for line in path.read_text().splitlines():
                run = json.loads(line)
                found = run.pop('cost'), run.pop('routes')
                self.known[tuple(sorted(run.items()))] = found

    def of(self, run, solve):
        key = tuple(sorted(run.items()))
        if key not in self.known:
            cost, routes = self.known[key] = solve()
            if self.path:
                with open(self.path, 'a') as file:
                    file.write(json.dumps({**run, 'cost': cost, 'routes': routes}) + '\n')
        return self.known[key]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--data', type=pathlib.Path, required=True)
    parser.add_argument('--time', type=float, default=10)
    parser.add_argument('--clock', choices=['cpu', 'wall'], default='cpu')
    parser.add_argument('--seeds', type=int, default=5)
    parser.add_argument('--threads', type=int, default=1)
    parser.add_argument('--set', choices=['main', 'rich'], default='main')
    parser.add_argument('--only', default='', help='instances whose path holds this')
    parser.add_argument('--peer', nargs='*', choices=list(PEERS), help='pyvrp where none is named')
    parser.add_argument('--without-ours', action='store_true', help='the peers alone')
    parser.add_argument('--results', type=pathlib.Path, help='file of the runs so far, to which the new ones are added')
    parser.add_argument('--venv', type=pathlib.Path, default=pathlib.Path.home() / '.cache/yunce/bench-routing')
    args = parser.parse_args()
    best = {row['instance']: row for row in csv.DictReader(open(args.data / 'BKS.csv'))}
    python = args.venv / 'bin/python'
    peers = args.peer or ['pyvrp'] if args.peer is not None else []
    if peers:
        if not python.exists():
            venv.create(args.venv, with_pip=True)
        subprocess.run([python, '-m', 'pip', '-q', 'install', *{package for name in peers for package in PEERS[name][1]}], check=True)
    runs = Runs(args.results)
    solvers = ([] if args.without_ours else ['ours']) + peers
    titles = {'ours': 'ours', **{name: title for name, (title, _, _) in PEERS.items()}}
    print('| instance | best known |' + ''.join(f' {titles[name]}: mean cost | routes | gap |' for name in solvers))
    print('|---|---|' + '---|' * 3 * len(solvers))
    groups = {}
    for name in [name for name in (MAIN if args.set == 'main' else RICH) if args.only in name]:
        path = args.data / name
        known = float(best[path.stem]['best_known'])
        line, gaps = f'| {path.stem} | {known:,.2f} |', []
        for solver in solvers:
            found = []
            for seed in range(1, args.seeds + 1):
                run = dict(solver=solver, instance=path.stem, seed=seed, seconds=args.time, clock=args.clock, threads=args.threads if solver == 'ours' else 1)
                found.append(runs.of(run, lambda: ours(path, args.time, seed, args.threads, args.clock) if solver == 'ours'
                                     else peer(python, PEERS[solver][2], path, args.time, seed, args.clock)))
            cost = statistics.mean(cost for cost, _ in found)
            gaps.append(100 * (cost / known - 1))
            line += f' {cost:,.1f} | {statistics.mean(routes for _, routes in found):g} | {gaps[-1]:.2f} % |'
        print(line, flush=True)
        groups.setdefault(name.split('/')[0].split('_')[0], []).append(gaps)
    for group, gaps in groups.items():
        print(f'| mean {group} | |' + ''.join(f' | | {statistics.mean(column):.2f} % |' for column in zip(*gaps)))


if __name__ == '__main__':
    main()
