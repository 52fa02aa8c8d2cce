"""Run every benchmark with its defaults, each in a process of its own: `python -m bench`."""

import subprocess
import sys
from pathlib import Path

if __name__ == "__main__":
    for path in sorted(Path(__file__).parent.glob("bench_*.py")):
        print(f"\n{path.stem}", flush=True)
        subprocess.run([sys.executable, "-m", f"bench.{path.stem}"], check=True)
