#!/usr/bin/env python3
"""Run notebooks from top to bottom; the first cell that fails ends it with exit status 1.

  notebooks/run.py [NOTEBOOK.ipynb] …     all of this folder without an argument
  notebooks/run.py --prepare              only makes the Python environment, that of the peers in accuracy.ipynb and that of the trainer in tuning.ipynb

The packages of requirements.txt, checked by hash, are installed once into a virtual environment under YUNCE_CACHE (~/.cache/yunce).
YUNCE_URL and YUNCE_TOKEN lead to a started service. A notebook whose metadata names a folder in `yunce.needs`, relative to the
checkout, is left out where that folder is not there. What was run, with its outputs, goes to target/notebooks."""
import argparse, hashlib, os, pathlib, shutil, subprocess, sys, time

FOLDER = pathlib.Path(__file__).resolve().parent
ROOT = FOLDER.parent
CACHE = pathlib.Path(os.environ.get('YUNCE_CACHE') or pathlib.Path.home() / '.cache/yunce')
REQUIREMENTS = FOLDER / 'requirements.txt'
SECONDS_A_CELL = 600


def environment():
    """The virtual environment's Python; made where it is not there, for this Python and these requirements."""
    version = 'python%d.%d' % sys.version_info[:2]
    name = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()[:12]
    home = CACHE / 'notebooks' / f'{version}-{name}'
    ready = home / 'ready'
    if not ready.exists():
        print(f'installing what notebooks need into {home}', file=sys.stderr, flush=True)
        shutil.rmtree(home, ignore_errors=True)
        subprocess.run([sys.executable, '-m', 'venv', home], check=True)
        subprocess.run([home / 'bin/pip', 'install', '-q', '--disable-pip-version-check', '--require-hashes', '--only-binary', ':all:',
                        '-r', REQUIREMENTS], check=True)
        ready.touch()
    return home / 'bin/python'


def run(path):
    import nbclient, nbformat
    book = nbformat.read(path, as_version=4)
    missing = [folder for folder in book.metadata.get('yunce', {}).get('needs', []) if not (ROOT / folder).is_dir()]
    if missing:
        print(f'{path.name}: left out, {", ".join(missing)} is not beside the checkout', file=sys.stderr, flush=True)
        return
    began = time.monotonic()
    client = nbclient.NotebookClient(book, timeout=SECONDS_A_CELL, kernel_name='python3', resources={'metadata': {'path': str(FOLDER)}})
    try:
        client.execute()
    except nbclient.exceptions.CellExecutionError as error:
        sys.exit(f'{path.name}: {error}')
    except nbclient.exceptions.CellTimeoutError as error:
        sys.exit(f'{path.name}: a cell took more than {SECONDS_A_CELL} s\n{error}')
    finally:
        output = ROOT / 'target/notebooks' / path.name
        output.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(book, output)
    print(f'{path.name}: {time.monotonic() - began:.0f} s', file=sys.stderr, flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('notebooks', nargs='*', type=pathlib.Path)
    parser.add_argument('--prepare', action='store_true')
    args = parser.parse_args()
    python = environment()
    if args.prepare:
        if (ROOT.parent / 'shared/regulations').is_dir():
            subprocess.run([ROOT / 'training-data/tuning/environment.sh', CACHE / 'train'], check=True)
        if (ROOT.parent / 'shared/data/bench').is_dir():
            subprocess.run([ROOT / 'scripts/bench_forecast.py', '--prepare', '--venv', CACHE / 'notebooks/bench'], check=True)
        return
    if pathlib.Path(sys.prefix).resolve() != python.parent.parent.resolve():
        os.execv(python, [str(python), *sys.argv])
    for notebook in args.notebooks or sorted(FOLDER.glob('*.ipynb')):
        run(notebook.resolve())


if __name__ == '__main__':
    main()
