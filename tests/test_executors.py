"""Any executor gives what one process gives, in order; who dies at it costs at most one thing."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import (
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
)
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

import pytest

from builder.compiler import Compiler
from builder.diagnostics import Sink
from builder.library.which import documents, which
from builder.machine.chunks import chunked, in_order
from builder.machine.workers import Here, Lost, Processes
from builder.outputs.result import Wish
from builder.project import Project
from tests.conftest import TODAY
from tests.tasks import Dies, die, fails, squared, stays

Make = Callable[[], Executor]
Made = TypeVar("Made")


def pool() -> Executor:
    return ProcessPoolExecutor(2, mp_context=get_context("spawn"))


EXECUTORS: dict[str, Make] = {
    "here": Here,
    "processes": lambda: Processes(2),
    "threads": lambda: ThreadPoolExecutor(2),
    "pool": pool,
}
DIE = [make for name, make in EXECUTORS.items() if name in ("processes", "pool")]


@pytest.mark.parametrize("make", EXECUTORS.values(), ids=EXECUTORS)
def test_all_give_the_same_in_order(make: Make) -> None:
    expected = [each * each for each in range(23)]
    assert [*chunked(squared, range(23), make, size=5)] == expected
    with make() as given:  # which is used, and not ended
        assert [*chunked(squared, range(23), given, size=1, ahead=4)] == expected
        assert given.submit(squared, (3,)).result() == (9,)
        assert [*chunked(squared, (), given)] == []


@pytest.mark.parametrize("make", EXECUTORS.values(), ids=EXECUTORS)
def test_what_is_raised_is_raised_in_its_turn(make: Make) -> None:
    made = chunked(fails, range(20), make, size=2)
    assert [next(made) for _ in range(6)] == [0, 1, 4, 9, 16, 25]
    with pytest.raises(ValueError, match="seven"):
        next(made)


@pytest.mark.parametrize("make", DIE)
def test_a_worker_that_dies_costs_nothing(make: Make, tmp_path: Path) -> None:
    told: list[str] = []
    made = chunked(Dies(8, tmp_path), range(30), make, size=4, told=told.append)
    assert [*made] == [each * each for each in range(30)]
    assert len(told) == 1


@pytest.mark.parametrize("make", DIE)
def test_what_kills_every_worker_is_named(make: Make, tmp_path: Path) -> None:
    """All others are made, and the executor is as good as before."""
    found = []
    with pytest.raises(OSError, match=r"^\[Errno 0\] number 8: .* each time; there may be"):
        for each in chunked(
            Dies(8, tmp_path, 99), range(30), make, size=4, named=lambda n: f"number {n}"
        ):
            found.append(each)
    assert found == [each * each for each in range(30) if each != 8]
    assert len(list(tmp_path.iterdir())) <= 4


def test_many_that_kill_are_the_machine(tmp_path: Path) -> None:
    everything = in_order(die, range(1000), lambda: Processes(1))
    with pytest.raises(OSError, match="each time; there may be too little memory"):
        next(everything)


def test_a_pool_that_is_given_has_no_successor(tmp_path: Path) -> None:
    with pool() as given, pytest.raises(BrokenExecutor):
        list(chunked(Dies(8, tmp_path), range(30), given, size=4))


class Counting(Executor):
    """Counts what was given and not yet given back."""

    def __init__(self) -> None:
        self.inside = ThreadPoolExecutor(2)
        self.open = self.most = 0

    def submit(self, fn: Callable[..., Made], /, *args: object, **more: object) -> Future[Made]:
        self.open += 1
        self.most = max(self.most, self.open)
        return self.inside.submit(fn, *args, **more)


def test_only_a_few_are_under_way() -> None:
    """Neither are more things taken than are asked for, nor more results kept."""
    taken = 0

    def things() -> Iterator[int]:
        nonlocal taken
        for each in range(1000):
            taken += 1
            yield each

    executor, seen = Counting(), 0
    with executor.inside:
        for _ in chunked(squared, things(), executor, size=10, ahead=5):
            seen += 1
            executor.open -= seen % 10 == 0
            assert taken - seen < 10 * 7
    assert seen == 1000
    assert executor.most <= 7


def test_processes_answer_as_others_do() -> None:
    with Processes(1) as one:
        with pytest.raises(TypeError, match="pickle"):
            one.submit(repr, threading.Lock()).result()
        with pytest.raises(TypeError, match="pickle"):
            one.submit(threading.Lock).result()
        assert one.submit(os.getpid).result() != os.getpid()
        assert one.submit(int, "ff", base=16).result() == 255
        last = [one.submit(squared, (each,)) for each in range(5)]
    assert [each.result() for each in last] == [(each * each,) for each in range(5)]
    with pytest.raises(RuntimeError):
        one.submit(os.getpid)


def test_processes_end_with_the_block(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(KeyError), Processes(1) as one:
        process = one.submit(os.getpid).result()
        stuck, waits = one.submit(stays, pipe), one.submit(os.getpid)
        with pipe.open("rb"):  # once it is open at both ends
            raise KeyError
    assert isinstance(stuck.exception(), Lost)
    assert waits.cancelled() or isinstance(waits.exception(), Lost)
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


@pytest.fixture
def compiler(folder: Path) -> Compiler:
    text = (folder / "handouts/case.yaml").read_text("utf-8")
    for name in ("one", "two", "three"):
        other = text.replace("handout: case", f"handout: {name}")
        (folder / f"handouts/{name}.yaml").write_text(other, "utf-8")
    return Compiler(Project(folder, TODAY), folder / "dist", Wish(), ())


def drawn(compiler: Compiler, make: Executor | Make) -> dict[str, bytes]:
    every = documents(which(compiler.library, Sink()))
    made = in_order(compiler, every, make)
    return {entry.path: data for each in made for entry, data in each.files}


def test_all_draw_the_same_bytes(compiler: Compiler) -> None:
    """Those that start anew read the project themselves; threads take turns."""
    expected = drawn(compiler, Here)
    assert len(expected) == 8
    for name, make in EXECUTORS.items():
        assert drawn(compiler, make) == expected, name


def test_who_starts_anew_must_find_the_same_sources(compiler: Compiler, folder: Path) -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as one:
        assert drawn(compiler, one)
        (folder / "sources/more.txt").write_text("x")
        assert drawn(compiler, one)  # which it has read
    with pytest.raises(OSError, match="is not the same for all that draw, or was just changed"):
        drawn(compiler, pool)
    (folder / "sources/more.txt").unlink()
    shutil.move(folder / "handouts", folder / "elsewhere")
    with pytest.raises(OSError, match="is not there for all that draw"):
        drawn(compiler, pool)
