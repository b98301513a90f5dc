"""Run any number of seeds: `python -m tests.simulator --seeds 1000 --steps 100`."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import traceback
from collections import Counter

from tests.clusters import Cluster
from tests.postgres import URL_VARIABLE, PostgresServer, remove_server
from tests.postgres import _start as start_server
from tests.rundir import claim_run_folder
from tests.simulator.crashing import CrashingServer
from tests.simulator.drawing import PLANS, run_seed
from tests.simulator.world import Broken


def main() -> int:
    """Go through seeds and tell the first failures as stories."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulator")
    parser.add_argument("--seeds", type=int, default=200, help="how many")
    parser.add_argument("--first", type=int, default=0, help="the first of them")
    parser.add_argument("--seed", type=int, help="only this one")
    parser.add_argument("--steps", type=int, default=120, help="steps in each")
    parser.add_argument("--hub", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument("--plan", choices=tuple(PLANS), default="usual", help="what comes often")
    parser.add_argument("--stories", type=int, default=1, help="failures told in full")
    told = parser.parse_args()
    seeds = [told.seed] if told.seed is not None else range(told.first, told.first + told.seeds)
    failed: Counter[str] = Counter()
    server = _server(told.plan) if told.hub == "postgres" else None
    for seed in seeds:
        try:
            world = run_seed(seed, told.steps, PLANS[told.plan], server)
            if told.seed is not None:
                print("\n".join(world.story))
        except Exception as error:
            name = error.invariant if isinstance(error, Broken) else repr(error)[:300]
            failed[name] += 1
            if failed.total() <= told.stories:
                traceback.print_exc()
            print(f"seed {seed}: {name}", flush=True)
    for name, count in failed.most_common():
        print(f"{count:5} {name}")
    print(f"{len(list(seeds))} seeds of {told.steps} steps, {failed.total()} failed")
    if isinstance(server, CrashingServer):
        server.cluster.remove()
    if told.hub == "postgres":
        remove_server(claim_run_folder())
        shutil.rmtree(claim_run_folder(), ignore_errors=True)
    return 1 if failed else 0


def _server(plan: str) -> PostgresServer:
    """The server that is named, else one of our own; one that may be killed is always our own."""
    if plan == "crashes":
        cluster = Cluster(claim_run_folder() / "crashes").init().start()
        return CrashingServer(cluster.url(), cluster)
    named = os.environ.get(URL_VARIABLE)
    return PostgresServer(named or start_server(claim_run_folder()))


if __name__ == "__main__":
    sys.exit(main())
