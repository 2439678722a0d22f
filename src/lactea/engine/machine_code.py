"""From LLVM text to functions that can be called, with a store of finished code on disk.

llvmlite brings the code generator along: no compiler is needed on the user's machine. The store is keyed by
everything that can change the code: the text itself or what it is printed from, processor and features, versions,
options. A file that is missing, damaged or of another key is made anew.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import llvmlite
import llvmlite.binding as llvm

OPTIMISATION = 3
STORE = "LACTEA_KERNELS"
"""Environment variable: another folder for the store, or empty for none."""


@dataclass(frozen=True)
class MachineCode:
    """Compiled functions by name; alive as long as this object is."""

    engine: Any
    from_store: bool

    def address(self, name: str) -> int:
        """Address of a function."""
        found = int(self.engine.get_function_address(name))
        if not found:
            raise KeyError(f"The compiled module has no function '{name}'.")
        return found


def compile_text(text: str) -> MachineCode:
    """Compile a module, or load it from the store."""
    return compile_printed(text, lambda: text)


def compile_printed(origin: str, printed: Callable[[], str]) -> MachineCode:
    """Compile the module that `printed` prints, or load it from the store without printing.

    Parameters
    ----------
    origin : str
        What the text follows from; another text must have another origin.
    printed : callable
    """
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    machine = llvm.Target.from_default_triple().create_target_machine(
        cpu=llvm.get_host_cpu_name(),
        features=llvm.get_host_cpu_features().flatten(),
        opt=OPTIMISATION,
    )
    place = _place(origin, machine.triple)
    stored = _read(place)
    if stored is not None:
        return MachineCode(_loaded(stored, machine), from_store=True)
    return MachineCode(_compiled(printed(), machine, place), from_store=False)


def _loaded(code: bytes, machine: Any) -> Any:
    """An engine that holds finished code and nothing else."""
    engine = llvm.create_mcjit_compiler(llvm.parse_assembly(""), machine)
    engine.add_object_file(llvm.ObjectFileRef.from_data(code))
    engine.finalize_object()
    return engine


def _compiled(text: str, machine: Any, place: Path | None) -> Any:
    module = llvm.parse_assembly(text)
    module.verify()
    _optimise(module, machine)
    engine = llvm.create_mcjit_compiler(module, machine)
    engine.set_object_cache(lambda _, code: _write(place, code), lambda _: None)
    engine.finalize_object()
    return engine


def _optimise(module: Any, machine: Any) -> None:
    options = llvm.create_pipeline_tuning_options(speed_level=OPTIMISATION)
    options.slp_vectorization = True
    options.loop_vectorization = True
    llvm.create_pass_builder(machine, options).getModulePassManager().run(
        module, llvm.create_pass_builder(machine, options)
    )


def _place(origin: str, triple: str) -> Path | None:
    folder = _folder()
    if folder is None:
        return None
    parts = (
        origin,
        triple,
        llvm.get_host_cpu_name(),
        llvm.get_host_cpu_features().flatten(),
        llvmlite.__version__,
        ".".join(map(str, llvm.llvm_version_info)),
        str(OPTIMISATION),
    )
    return folder / f"{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()}.o"


def _folder() -> Path | None:
    chosen = os.environ.get(STORE)
    if chosen is not None:
        return Path(chosen) if chosen else None
    from platformdirs import user_cache_dir

    return Path(user_cache_dir("lactea", appauthor=False)) / "kernels"


def _read(place: Path | None) -> bytes | None:
    """Stored code, if it is whole: its digest stands in front of it."""
    if place is None:
        return None
    try:
        content = place.read_bytes()
    except OSError:
        return None
    digest, code = content[:32], content[32:]
    return code if hashlib.sha256(code).digest() == digest else None


def _write(place: Path | None, code: bytes) -> None:
    """Store code; a store that cannot be written is done without."""
    if place is None:
        return
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=place.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(code).digest() + code)
        Path(name).replace(place)


Routine = Callable[..., Any]
"""A compiled function, callable with addresses and numbers."""
