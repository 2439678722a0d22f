"""The device that JAX computes on."""

from __future__ import annotations

from lactea.jax.problems import JaxError
from lactea.reading.extras import optional

EXTRA = "lactea[jax]"


def require_gpu() -> str:
    """What the GPU that JAX would use is called.

    Raises
    ------
    MissingExtraError
        If JAX is not installed.
    JaxError
        If JAX finds no GPU.
    """
    jax = optional("jax", EXTRA, "A run on a GPU")
    devices = [device for device in jax.devices() if device.platform == "gpu"]
    if not devices:
        raise JaxError(
            "No GPU was found by JAX; leave out what asks for one, or install JAX for yours: "
            'python -m pip install "jax[cuda12]"'
        )
    return str(devices[0].device_kind)
