"""The equations on JAX: runs of frozen protocols for many people at once, gradients, and the GPU.

Needs the extra: python -m pip install "lactea[jax]"
"""
