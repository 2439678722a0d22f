"""The workers of a Dask cluster: on this machine, or wherever a scheduler has them."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from types import ModuleType
from typing import Any

from lactea.cohort.crews.crew import AHEAD, Result, Task
from lactea.cohort.problems import CohortError
from lactea.reading.extras import optional
from lactea.results.stamp import commit, version

LOCAL = "local"
INSTALL = "lactea[cohort]"
PATIENCE_SECONDS = 30
"""How long a scheduler may take to answer, and to have a first worker."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A crew of Dask workers; what a lost worker was doing is given to another one by the scheduler.

    Parameters
    ----------
    address : str
        ``local``, or that of a scheduler, such as ``tcp://10.0.0.1:8786``.
    jobs : int
        Workers of a local cluster; a scheduler knows its own.
    """

    address: str
    jobs: int

    def results(
        self, work: Callable[[Task], Result], tasks: Iterable[Task]
    ) -> Generator[Result, None, None]:
        """See `lactea.cohort.crews.crew.Crew`."""
        distributed = _dask()
        rest = iter(tasks)
        with self._client() as client:
            _refuse_another_lactea(client)
            given: deque[Any] = deque()

            def hand_out() -> None:
                # Workers come and go: how many there are is asked anew each time.
                free = AHEAD * max(1, sum(client.nthreads().values())) - len(given)
                for task in islice(rest, max(0, free)):
                    given.append(client.submit(work, task, pure=False))

            try:
                hand_out()
                while given:
                    result: Result = given[0].result()
                    given.popleft()
                    yield result
                    hand_out()
            except distributed.KilledWorker as killed:
                raise CohortError(
                    "Workers of the cluster were ended from outside at the same people again and "
                    f"again (often: no memory left); give each more memory. Dask says: {killed}"
                ) from None
            except CancelledError:
                raise CohortError(f"The scheduler {self.address} was lost.") from None
            finally:
                client.cancel(list(given))

    @contextmanager
    def _client(self) -> Iterator[Any]:
        if self.address == LOCAL:
            with _local_client(self.jobs) as client:
                yield client
        else:
            with _remote_client(self.address) as client:
                yield client


def _dask() -> ModuleType:
    return optional("distributed", INSTALL, "A Dask cluster")


# Clients are not made Dask's default: other code of this process, such as the reading of NetCDF,
# would ask for the cluster, and fail once that is gone.


@contextmanager
def _local_client(jobs: int) -> Iterator[Any]:
    distributed = _dask()
    with (
        distributed.LocalCluster(
            n_workers=jobs,
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",  # any free port: other clusters may run beside
            silence_logs=logging.CRITICAL,
        ) as cluster,
        distributed.Client(cluster, set_as_default=False) as client,
    ):
        yield client


@contextmanager
def _remote_client(address: str) -> Iterator[Any]:
    try:
        client = _dask().Client(address, timeout=PATIENCE_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise CohortError(
            f"No scheduler answers at {address} ({error}); write 'local', or an address such as "
            "tcp://127.0.0.1:8786."
        ) from None
    with client:
        try:
            client.wait_for_workers(1, timeout=PATIENCE_SECONDS)
        except TimeoutError:
            raise CohortError(
                f"The scheduler {address} has no worker; start some, then run this again."
            ) from None
        yield client


def _refuse_another_lactea(client: Any) -> None:
    """Workers that run another lactea would draw or simulate other people."""
    ours = running()
    for worker, theirs in client.run(running).items():
        if theirs != ours:
            raise CohortError(
                f"The worker {worker} runs lactea {' '.join(theirs)}, this is {' '.join(ours)}; "
                "install the same everywhere."
            )


def running() -> tuple[str, str]:
    """Version and commit of the lactea of this process."""
    return version(), commit()
