"""A real Dask cluster whose workers and scheduler are killed: the outputs of a serial run."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from builder.cli import main
from builder.library.work import agreed, must_agree
from builder.machine.chunks import chunked
from builder.machine.crew import Crew
from builder.project import Project
from tests.cluster import ENV, Dask, deadly
from tests.conftest import PLAIN, ROOT, TODAY
from tests.tasks import Dies, fails, refuses, squared
from tests.test_copies import personal, personalised, written  # noqa: F401

SECRET = "Ottoline"


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dask]:
    site = Dask(tmp_path_factory.mktemp("cluster") / "site")
    yield site
    said = site.end()
    assert "Registered to" in said
    assert SECRET not in said


@pytest.fixture
def many(tmp_path: Path) -> Path:
    return many_in(tmp_path / "many")


def many_in(folder: Path) -> Path:
    """A project with thirteen handouts."""
    shutil.copytree(PLAIN, folder)
    text = (folder / "handouts/case.yaml").read_text("utf-8")
    for number in range(12):
        other = text.replace("handout: case", f"handout: n{number}")
        (folder / f"handouts/n{number}.yaml").write_text(other, "utf-8")
    return folder


def started(folder: Path, *arguments: str, **more: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "builder", "-C", str(folder), "build", *arguments]
    return subprocess.Popen(
        command, env={**ENV, **more}, cwd=ROOT, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def run(folder: Path, *arguments: str, **more: str) -> tuple[int, str]:
    """The exit code of a build, and what it told on the side."""
    process = started(folder, *arguments, **more)
    told = process.communicate()[1]
    return process.returncode, told


def files(out: Path) -> dict[str, str]:
    listed = json.loads((out / "manifest.json").read_bytes())["files"]
    assert not list(out.rglob(".part-*"))
    return {each["path"]: each["sha256"] for each in listed}


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The digests of what one process makes of `many`."""
    folder = many_in(tmp_path_factory.mktemp("serial") / "project")
    assert run(folder, "--jobs", "1")[0] == 0
    return files(folder / "dist")


def test_chunks(cluster: Dask, tmp_path: Path) -> None:
    expected = [each * each for each in range(40)]
    told: list[str] = []
    assert [*chunked(squared, range(40), cluster.crew(), size=3)] == expected
    assert [*chunked(Dies(8, tmp_path, 2), range(40), cluster.crew(), told=told.append)] == expected
    assert told == ["a Dask worker was lost; what it was at is done again"]
    with pytest.raises(ValueError, match="seven"):
        list(chunked(fails, range(40), cluster.crew(), size=3))


def test_what_kills_every_worker(cluster: Dask, tmp_path: Path) -> None:
    found: list[int] = []
    with pytest.raises(OSError, match="number 8: a Dask worker was lost each time"):
        for each in chunked(
            Dies(8, tmp_path, 99), range(20), cluster.crew(), size=5, named=lambda n: f"number {n}"
        ):
            found.append(each)
    assert found == [each * each for each in range(20) if each != 8]


def test_nobody_hears_what_was_asked(cluster: Dask) -> None:
    """Dask tells of tasks that fail, with what they were given: the end of the cluster looks."""
    with pytest.raises(ValueError, match=SECRET):
        list(chunked(refuses, [SECRET], cluster.crew()))


def test_a_build_that_loses_a_worker(cluster: Dask, many: Path, expected: dict[str, str]) -> None:
    cluster.mark.touch()
    code, told = run(many, "--executor", cluster.url)
    assert (code, told.splitlines()[-1]) == (0, "26 drawn, 0 up to date")
    assert not cluster.mark.exists()
    assert files(many / "dist") == expected


def test_a_check(cluster: Dask, many: Path) -> None:
    topic = many / "sources/topics/case.yaml"
    topic.write_text(topic.read_text("utf-8").replace("One short", "One {term:nothing}"), "utf-8")
    alone, spread = (
        CliRunner().invoke(main, ["-C", str(many), "check", *who])
        for who in (("--jobs", "1"), ("--executor", cluster.url))
    )
    assert alone.output == spread.output
    assert alone.exit_code == spread.exit_code == 1


def test_copies(cluster: Dask, personal: Path) -> None:  # noqa: F811
    """A worker is lost with them, and nobody is told of a person: the end of the cluster looks."""
    rows = [f"{SECRET} {n},standard,2026-12-{n % 28 + 1:02},Nurse {n % 7}," for n in range(160)]
    text = "\n".join(["name,edition,day,nurse,ring", *rows])
    assert personalised(personal, "--jobs", "1", text=text).exit_code == 0
    alone = written(personal)
    cluster.mark.touch()
    done = personalised(personal, "--executor", cluster.url, text=text)
    assert (done.exit_code, done.stderr) == (0, "")
    assert not cluster.mark.exists()
    assert written(personal) == alone
    assert len(alone) == 160
    assert SECRET not in done.output


def test_what_is_true_of_people_stays_private(personal: Path) -> None:  # noqa: F811
    result = personalised(personal, "--executor", "dask://elsewhere.example:8786")
    assert (result.exit_code, "in the clear" in result.stderr) == (2, True)


def test_workers_that_draw_otherwise(cluster: Dask, folder: Path) -> None:
    project = Project(folder, TODAY)
    tools, sources = agreed(project)
    for other, words in (
        ((tools, "0"), "is not the same for all that draw"),
        (("0.0", sources), "another builder, library or Python"),
    ):
        crew = Crew(address=cluster.crew().address, check=partial(must_agree, other, project))
        with pytest.raises(OSError, match=rf"^\[Errno 0\] the Dask worker tcp://.*{words}"):
            crew()
    gone = partial(must_agree, (tools, sources), Project(folder / "nowhere", TODAY))
    with pytest.raises(OSError, match="is not there for all that draw"):
        Crew(address=cluster.crew().address, check=gone)()


def kills(scheduler: subprocess.Popen[bytes], folder: Path, wait: str) -> dict[str, str]:
    """The environment of a build that kills the scheduler once the first handout is there."""
    deadly(folder, "os.rename", 1, ("/case.html",), str(scheduler.pid)).touch()
    return {"PYTHONPATH": str(folder), **within(wait)}


def within(seconds: str) -> dict[str, str]:
    return {"DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": seconds}


def test_a_scheduler_that_is_lost(many: Path, tmp_path: Path, expected: dict[str, str]) -> None:
    """A second run goes on where the first one was."""
    site = Dask(tmp_path / "site", workers=1)
    where = kills(site.scheduler, tmp_path / "aside", "3s")
    code, told = run(many, "--executor", site.url, **where)
    site.end()
    line = f"handouts: no Dask scheduler answers at tcp://127.0.0.1:{site.port}: "
    assert (code, told.splitlines()[-1].startswith(line)) == (3, True), told
    code, told = run(many)
    assert code == 0
    assert " 0 up to date" not in told
    assert files(many / "dist") == expected


def test_a_scheduler_that_comes_back(many: Path, tmp_path: Path, expected: dict[str, str]) -> None:
    """The same run goes on."""
    first = Dask(tmp_path / "first", workers=1)
    where = kills(first.scheduler, tmp_path / "aside", "30s")
    process = started(many, "--executor", first.url, **where)
    first.scheduler.wait()
    first.end()
    second = Dask(tmp_path / "second", first.port, workers=1)
    told = process.communicate()[1]
    second.end()
    lost = "handouts: who draws was lost; what it was at is done again\n"
    assert told.removeprefix(lost) == "26 drawn, 0 up to date\n"  # perhaps nobody was at anything
    assert files(many / "dist") == expected


def test_nobody_there(many: Path, tmp_path: Path) -> None:
    site = Dask(tmp_path / "empty", workers=0)
    soon = within("1s")
    code, told = run(many, "--executor", site.url, **soon)
    site.end()
    where = f"127.0.0.1:{site.port}"
    assert (code, told) == (3, f"handouts: the Dask scheduler at tcp://{where} has no workers\n")
    code, told = run(many, "--executor", site.url, **soon)
    assert code == 3
    assert told.startswith(f"handouts: no Dask scheduler answers at tcp://{where}: ")
    code, told = run(many, "--executor", f"dask+tls://{where}", **soon)
    assert (code, told) == (
        3,
        f"handouts: Dask has no certificates for tls://{where} (distributed.comm.tls)\n",
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--executor", "spark://there:1"], "is written 'dask://HOST:PORT'"),
        (["--executor", "dask://there"], "is written 'dask://HOST:PORT'"),
        (["--executor", "dask://there:1", "--jobs", "2"], "'--jobs' is for this machine"),
    ],
)
def test_wrong_usage(folder: Path, arguments: list[str], words: str) -> None:
    result = CliRunner().invoke(main, ["-C", str(folder), "build", *arguments])
    assert (result.exit_code, words in result.stderr) == (2, True)


def test_without_dask(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "builder.machine.cluster", None)
    result = CliRunner().invoke(main, ["-C", str(folder), "build", "--executor", "dask://a:1"])
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1] == (
        "Error: Dask is not installed here: install the builder with its extra 'dask'"
    )
