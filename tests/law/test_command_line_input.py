"""What other programs send to the command line: other encodings, interruptions, wishes; and the package in a zip."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import zipapp
from pathlib import Path

import pytest

from build_scripts import ROOT
from calculators import CALCULATORS, answer
from calculators.engine import fragment, plain, report
from calculators.engine.answer import FIELDS
from calculators.engine.calculator import load

ENCODINGS = ["utf-8", "utf-16-le", "utf-16-be"]
CASES = [{"slug": "cmp-project", "query": "animator=none"}, {"slug": "cmp-project", "query": {"é": "1"}}]
COMMAND = [sys.executable, "-m", "calculators"]


def run(*arguments: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, *arguments], input=stdin, capture_output=True, env=os.environ | environment, timeout=60
    )


def answers(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("mark", ["\ufeff", ""])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_batch_is_read_however_it_is_written(encoding: str, mark: str, newline: str) -> None:
    """The last line may lack its end."""
    text = mark + newline.join(json.dumps(case, ensure_ascii=False) for case in CASES)
    done = run("--batch", stdin=text.encode(encoding))
    assert (done.returncode, done.stderr) == (0, b"")
    first, second = answers(done)
    assert (first["total"], first["unknown"]) == ("1900.00", [])
    assert (second["total"], second["unknown"]) == ("2500.00", ["é"])


def test_a_mark_may_stand_before_any_line() -> None:
    """As where files that have one were put behind each other."""
    line = "\ufeff" + json.dumps(CASES[0]) + "\r\n"
    assert [found["total"] for found in answers(run("--batch", stdin=(line * 3).encode()))] == ["1900.00"] * 3


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("mark", ["\ufeff", ""])
def test_each_line_is_answered_as_it_comes_in_any_encoding(encoding: str, mark: str) -> None:
    with subprocess.Popen([*COMMAND, "--batch"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        for number in range(3):
            line = json.dumps({"slug": "cmp-project", "query": f"invoice_first={number}"})
            process.stdin.write(f"{mark if number == 0 else ''}{line}\r\n".encode(encoding))
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["total"] == f"22{number:02}.00"
        process.stdin.close()
        assert process.wait() == 0


GOOD = json.dumps(CASES[0]).encode()


@pytest.mark.parametrize(
    "bad", [b"\xff", b"\xff\xfe", b"\xfe\xff", b"\x80", b'{"slug": "cmp-project", "query": "\xe9=1"}']
)
def test_a_line_that_is_no_text_has_a_problem_and_the_rest_goes_on(bad: bytes) -> None:
    done = run("--batch", stdin=b"\n".join([bad, GOOD, bad, GOOD, bad]))
    assert [found["outcome"] for found in answers(done)] == ["problems", "paid", "problems", "paid", "problems"]
    assert done.returncode == 0


def test_half_a_character_of_utf_16_is_no_text() -> None:
    lines = [GOOD.decode(), '{"slug": "\ud800"}', GOOD.decode()]
    text = "\ufeff" + "\n".join(lines) + "\n"
    done = run("--batch", stdin=text.encode("utf-16-le", "surrogatepass") + b"x")
    assert [found["outcome"] for found in answers(done)] == ["paid", "problems", "paid", "problems"]


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        (b"", 0),
        (b"\n", 2),
        (b"rubbish\n[]\n", 2),
        ("rubbish\n".encode("utf-16"), 2),
        (b'rubbish\n{"slug": "cmp-project"}\n', 0),
        (b'{"slug": "complaint"}\n', 0),  # it was read: what lacks stands in its answer
    ],
)
def test_a_batch_of_which_no_line_could_be_read_is_no_success(lines: bytes, status: int) -> None:
    done = run("--batch", stdin=lines)
    assert done.returncode == status
    assert ("Aucune ligne n’a pu être lue" in done.stderr.decode("utf-8")) == (status == 2)
    assert len(answers(done)) == len(lines.decode("utf-16" if lines[:1] == b"\xff" else "utf-8").splitlines())


def test_a_batch_takes_no_calculator() -> None:
    done = run("--batch", "--fields", "outcome", "total", stdin=GOOD)
    assert done.returncode == 2
    assert b"each line names its own: total" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
def test_an_interrupted_batch_ends_with_130_and_no_traceback() -> None:
    streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen([*COMMAND, "--batch"], **streams) as process:  # type: ignore[call-overload]
        process.stdin.write(GOOD + b"\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["total"] == "1900.00"
        process.send_signal(signal.SIGINT)
        rest, errors = process.communicate()
    assert (process.returncode, rest, errors) == (130, b"", b"")


@pytest.mark.parametrize("interrupted", ["load", "answer", "print"])
def test_one_case_that_is_interrupted_ends_with_130_and_no_traceback(interrupted: str) -> None:
    script = (
        "import calculators.__main__ as line\n"
        "def interrupt(*_, **__): raise KeyboardInterrupt\n"
        f"line.{interrupted} = interrupt\n"
        "line.run()"
    )
    done = subprocess.run([sys.executable, "-c", script, "cmp-project"], capture_output=True)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


def test_some_fields_of_each_answer() -> None:
    lines = b"\n".join([GOOD, b"rubbish", b'{"slug": "cmp-project", "query": "doctor=no"}'])
    done = run("--batch", "--fields", "outcome, total,", stdin=lines)
    assert answers(done) == [
        {"outcome": "paid", "total": "1900.00"},
        {"outcome": "problems", "total": None},
        {"outcome": "refused", "total": None},
    ]
    assert answers(run("gp-premium", "reached=7", "--fields", "total")) == [{"total": "6000.00"}]
    done = run("complaint", "--json", "--fields", "outcome")
    assert answers(done) == [{"outcome": "problems"}]
    assert "Indiquez la date d’envoi" in done.stderr.decode("utf-8")


def test_a_field_that_is_none_is_told_with_those_that_are() -> None:
    done = run("--batch", "--fields", "outcome,sum", stdin=GOOD)
    assert (done.returncode, done.stdout) == (2, b"")
    told = " ".join(done.stderr.decode().split())
    assert "no key of an answer: sum" in told
    assert ", ".join(FIELDS) in told


@pytest.mark.parametrize("slug", CALCULATORS)
def test_a_field_says_the_same_alone(slug: str) -> None:
    for example in load(slug).examples():
        whole = answer(slug, example["query"])
        for field in whole:
            assert answer(slug, example["query"], "fr", (field,))[field] == whole[field], field  # type: ignore[literal-required]


def test_what_no_field_needs_is_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = [answer("gp-premium", example["query"])["total"] for example in load("gp-premium").examples()]
    for module, name in (
        (fragment, "html"),
        (plain, "summary"),
        (report, "_note"),
        (report, "_step"),
        (report, "_row"),
    ):
        monkeypatch.setattr(module, name, None)
    found = [answer("gp-premium", e["query"], "fr", ("total",)) for e in load("gp-premium").examples()]
    assert [each["total"] for each in found] == wanted
    assert not any(each["html"] or each["advice"] or each["details"] for each in found)


def test_the_package_runs_from_a_zip(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "calculators", tmp_path / "source" / "calculators", ignore=shutil.ignore_patterns("*.pyc"))
    archive = tmp_path / "calculators.pyz"
    zipapp.create_archive(tmp_path / "source", archive, main="calculators.__main__:run")
    cases = [
        {"slug": slug, "query": example["query"], "lang": lang}
        for slug in CALCULATORS
        for example in load(slug).examples()
        for lang in ("fr", "nl")
    ]
    lines = "\n".join(map(json.dumps, cases)).encode()
    alone = {"cwd": tmp_path, "capture_output": True, "input": lines}
    as_path = subprocess.run([*COMMAND, "--batch"], env=os.environ | {"PYTHONPATH": str(archive)}, **alone)  # type: ignore[call-overload]
    as_program = subprocess.run([sys.executable, "-I", str(archive), "--batch"], **alone)  # type: ignore[call-overload]
    assert as_path.stderr == as_program.stderr == b""
    assert as_path.stdout == as_program.stdout == run("--batch", stdin=lines).stdout
    assert len(as_path.stdout.splitlines()) == len(cases)
    assert subprocess.run([sys.executable, str(archive), "complaint"], capture_output=True).returncode == 2
