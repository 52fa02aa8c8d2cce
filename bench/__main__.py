"""Run every benchmark: `python -m bench`."""

from importlib import import_module
from pathlib import Path


def main() -> None:
    """Run the `main` of each bench_*.py in this folder, in the order of their names."""
    for path in sorted(Path(__file__).parent.glob("bench_*.py")):
        print(f"\n{path.stem}")
        import_module(f"bench.{path.stem}").main([])


if __name__ == "__main__":
    main()
