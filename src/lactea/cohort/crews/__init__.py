"""Who does the work: this process, several processes, or the workers of a Dask cluster.

Every crew gives the same results in the same order; it differs in speed and in what it survives.
"""

from lactea.cohort.crews.alone import Alone
from lactea.cohort.crews.cluster import Cluster
from lactea.cohort.crews.crew import Crew
from lactea.cohort.crews.processes import Processes

__all__ = ["Alone", "Cluster", "Crew", "Processes", "crew_of"]


def crew_of(jobs: int = 1, cluster: str | None = None) -> Crew:
    """The crew that was asked for.

    Parameters
    ----------
    jobs : int
        Processes on this machine; 1 is this process alone.
    cluster : str, optional
        ``local`` for a Dask cluster of `jobs` workers on this machine, or the address of a scheduler.
    """
    if cluster is not None:
        return Cluster(cluster, jobs)
    return Alone() if jobs <= 1 else Processes(jobs)
