#!/usr/bin/env python3
"""Kill the service, or its database, with SIGKILL in the middle of imports and daily runs, and look at what is left after the restart.

  scripts/kill_test.py [--kills 20] [--seed 1] [--home DIR] [--port 18080]

After each restart: every import that was acknowledged is there for every outlet looked at; one that was not is there for all or for
none; the forecasts in force are of one finished run and complete in every tier; the plan carries every parcel of its lines' forecast.
At the end the run that was cut off last has been finished. Prints a line a kill and exits with 1 at the first difference."""
import argparse, datetime as dt, http.client, json, os, pathlib, random, signal, subprocess, sys, tempfile, threading, time, uuid

ROOT = pathlib.Path(__file__).resolve().parent.parent
TIERS = {'CITY': 1, 'COUNTY': 8, 'TOWNSHIP': 120, 'VILLAGE': 900}


class Service:
    def __init__(self, home, port):
        self.home, self.port, self.token = home, port, None
        self.environment = {**os.environ, 'YUNCE_HOME': str(home), 'YUNCE_PORT': str(port), 'YUNCE_MODEL': 'none'}

    def start(self):
        self.log = open(self.home / 'kill_test.log', 'ab')
        self.process = subprocess.Popen([str(ROOT / 'yunce'), 'up'], env=self.environment, stdout=self.log, stderr=self.log,
                                        start_new_session=True)
        for _ in range(600):
            try:
                if self.call('GET', '/actuator/health', base='')[0] == 200:
                    break
            except OSError:
                pass
            if self.process.poll() is not None:
                sys.exit(f'the service ended with {self.process.returncode}; see {self.log.name}')
            time.sleep(0.5)
        else:
            sys.exit(f'the service was not up after 300 s; see {self.log.name}')
        if not self.token:
            done = subprocess.run([str(ROOT / 'yunce'), 'token', '--user', 'kill-test', '--role', 'ADMIN'], env=self.environment,
                                  capture_output=True, text=True, check=True)
            self.token = done.stdout.split()[-1]

    def call(self, method, path, body=None, headers=None, base='/api/v1'):
        connection = http.client.HTTPConnection('127.0.0.1', self.port, timeout=120)
        all_headers = {'Authorization': f'Bearer {self.token}'} if self.token else {}
        connection.request(method, base + path, body, {**all_headers, **(headers or {})})
        response = connection.getresponse()
        text = response.read().decode()
        return response.status, json.loads(text) if text and 'json' in (response.headers.get('Content-Type') or '') else text

    def get(self, path):
        status, body = self.call('GET', path)
        if status != 200:
            sys.exit(f'GET {path}: {status} {body}')
        return body

    def await_run(self):
        """Until the latest run is done, the one that was cut off last included."""
        for _ in range(900):
            runs = self.get('/runs?limit=1')
            if runs and runs[0]['status'] == 'DONE':
                return
            if runs and runs[0]['status'] == 'FAILED':
                sys.exit(f'the run failed: {runs[0]}')
            time.sleep(1)
        sys.exit('no run was done after 15 minutes')

    def pids(self, what):
        """Processes of this home: the Java service, or the postmaster."""
        found = []
        for entry in pathlib.Path('/proc').iterdir():
            if entry.name.isdigit():
                try:
                    command = (entry / 'cmdline').read_bytes().replace(b'\0', b' ').decode(errors='replace')
                    environment = (entry / 'environ').read_bytes().decode(errors='replace')
                except OSError:
                    continue
                java = 'java' in command.split(' ')[0]
                if what == 'service' and java and f'YUNCE_HOME={self.home}' in environment:
                    found.append(int(entry.name))
                if what == 'database' and 'postgres' in command.split(' ')[0] and str(self.home) in command:
                    found.append(int(entry.name))
        return found

    def kill(self, what):
        pids = self.pids(what)
        if not pids:
            sys.exit(f'no {what} process found to kill')
        for pid in pids:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        if what == 'service':
            self.process.wait(30)

    def stop(self):
        try:
            os.killpg(self.process.pid, signal.SIGTERM)
        except ProcessLookupError:
            return
        self.process.wait(60)


def import_day(service, nodes, date, parcels):
    lines = ['node_id,date,direction,parcels'] + [f'{node},{date},{way},{parcels}' for node in nodes for way in ('DELIVERY', 'PICKUP')]
    boundary = uuid.uuid4().hex
    body = (f'--{boundary}\r\nContent-Disposition: form-data; name="feed"\r\n\r\nkill-test\r\n--{boundary}\r\n'
            f'Content-Disposition: form-data; name="file"; filename="day.csv"\r\nContent-Type: text/csv\r\n\r\n' + '\n'.join(lines) +
            f'\n\r\n--{boundary}--\r\n').encode()
    return service.call('POST', '/imports', body, {'Content-Type': f'multipart/form-data; boundary={boundary}'})[0]


def parcels_on(service, node, date):
    history = service.get(f'/forecasts/nodes/{node}?direction=DELIVERY&history=3000')['history']
    return next((day['parcels'] for day in history if day['date'] == str(date)), None)


def check(service, sample, acknowledged, doubtful):
    for date, parcels in acknowledged.items():
        for node in sample:
            found = parcels_on(service, node, date)
            if found != parcels:
                sys.exit(f'acknowledged import lost: {node} on {date} has {found}, was {parcels}')
    for date, parcels in doubtful.items():
        found = {parcels_on(service, node, date) for node in sample}
        if found not in ({parcels}, {None}):
            sys.exit(f'half an import: {date} has {found}')
    days = service.get('/forecasts/days')
    runs = set()
    for tier, count in TIERS.items():
        rows = service.get(f'/forecasts/nodes?date={days[0]}&tier={tier}&direction=DELIVERY')
        if len(rows) != count:
            sys.exit(f'{len(rows)} forecasts of tier {tier}, not {count}')
    for date in service.get('/schedules'):
        plan = service.get(f'/schedules/{date}')
        runs.add(plan['runId'])
        lines = service.get(f'/forecasts/lines?date={date}&limit=100000')
        carried = sum(trip['parcels'] for trip in plan['trips'])
        if lines and abs(carried - sum(line['parcels'] for line in lines)) > len(lines):
            sys.exit(f'the plan of {date} carries {carried}, its lines have {sum(line["parcels"] for line in lines)}')


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--kills', type=int, default=20)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--home', type=pathlib.Path)
    parser.add_argument('--port', type=int, default=18080)
    args = parser.parse_args()
    rng = random.Random(args.seed)
    home = args.home or pathlib.Path(tempfile.mkdtemp(prefix='yunce-kill-'))
    home.mkdir(parents=True, exist_ok=True)
    service = Service(home, args.port)
    service.start()
    service.await_run()
    leaves = [node['id'] for node in service.get('/network/nodes') if node['tier'] == 'VILLAGE']
    sample = rng.sample(leaves, 25)
    acknowledged, doubtful = {}, {}
    next_day = dt.date(2005, 1, 1)
    for kill in range(args.kills):
        what = ('service', 'database')[kill % 2]
        running = kill % 4 < 2
        if running:
            service.call('POST', '/runs', '{}', {'Content-Type': 'application/json'})
        stop = threading.Event()

        def import_until_killed():
            nonlocal next_day
            while not stop.is_set():
                date, parcels = next_day, rng.randrange(1, 10_000)
                next_day += dt.timedelta(days=1)
                doubtful[date] = parcels
                try:
                    if import_day(service, leaves, date, parcels) == 200:
                        acknowledged[date] = doubtful.pop(date)
                except (OSError, http.client.HTTPException, ValueError):
                    return

        importer = threading.Thread(target=import_until_killed)
        importer.start()
        time.sleep(rng.uniform(0.5, 12 if running else 4))
        service.kill(what)
        stop.set()
        importer.join(130)
        if what == 'database':
            service.kill('service')
        began = time.monotonic()
        service.start()
        seconds = time.monotonic() - began
        check(service, sample, dict(rng.sample(sorted(acknowledged.items()), min(8, len(acknowledged)))), doubtful)
        print(f'kill {kill + 1}: {what}{" in a daily run" if running else ""}, up again after {seconds:.1f} s, '
              f'{len(acknowledged)} imports acknowledged and there, {len(doubtful)} in doubt whole or absent', flush=True)
        doubtful.clear()
    service.await_run()
    service.stop()
    print(f'{args.kills} passed, 0 failed')


if __name__ == '__main__':
    main()
