"""The command line that other programs rely on: arguments, exit status, JSON, batch."""

from __future__ import annotations

import collections
import gc
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import calculators
from calculators import CALCULATORS, answer
from calculators.__main__ import batch, main
from calculators.engine.calculator import load

KEYS = {
    "slug", "lang", "day", "outcome", "total", "rows", "refusals", "unsettled", "problems", "advice", "agenda", "link",
    "unknown", "rules", "summary", "html",
}  # fmt: skip


def run(*arguments: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "calculators", *arguments],
        capture_output=True,
        text=True,
        input=stdin,
        check=False,
    )


def test_without_arguments_the_calculators_are_listed() -> None:
    done = run()
    assert done.returncode == 0
    assert [line.split("\t")[0] for line in done.stdout.splitlines()] == list(CALCULATORS)
    assert all(line.split("\t")[1] for line in done.stdout.splitlines())


def test_a_report_as_text_says_total_rows_sources_and_day() -> None:
    done = run("cmp-project", "invoice_first=450", "invoice_evaluation=0")
    assert done.returncode == 0
    text = done.stdout.replace("\u202f", " ").replace("\u00a0", " ")
    assert "2 200 EUR" in text
    assert "450 EUR, ramenée au maximum de 300 EUR" in text
    assert "INAMI, projet local" in text
    assert "version 2026.11.2" in text


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["cmp-project"], 0),
        (["cmp-project", "doctor=no"], 0),
        (["cmp-project", "third_party=yes"], 0),
        (["cmp-project", "independent=no"], 0),
        (["cmp-project", "independent=maybe"], 2),
        (["cmp-project", "report=no"], 2),
        (["cmp-project", "invoice_first=-1"], 2),
        (["cmp-project", "--json", "animator=none"], 0),
        (["cmp-project", "--lang", "nl"], 0),
        (["cmp-project", "--questions"], 0),
        (["cmp-project", "--questions", "--json"], 0),
        (["cmp-project", "--lang", "de"], 2),
        (["complaint"], 2),
        (["nothing"], 2),
        (["cmp-project", "doctor"], 2),
    ],
)
def test_the_exit_status(arguments: list[str], status: int) -> None:
    done = run(*arguments)
    assert done.returncode == status
    assert "Traceback" not in done.stderr
    assert bool(done.stderr) == (status == 2)


def test_only_the_first_sign_parts_a_name_from_its_value() -> None:
    assert json.loads(run("cmp-project", "--json", "colour=red=blue").stdout)["unknown"] == ["colour"]


def test_an_unknown_calculator_is_a_problem_of_the_calculator() -> None:
    found = answer("nothing", "")
    assert (found["slug"], found["lang"], found["outcome"], list(found["problems"])) == (
        "nothing",
        "fr",
        "problems",
        ["slug"],
    )


def test_a_name_that_none_has_is_told_beside_a_problem() -> None:
    done = run("complaint", "colour=red")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 2
    assert "colour" in done.stderr


def test_json_has_every_key_of_the_contract() -> None:
    written = run("cmp-project", "--json", "invoice_first=100", "zzz=1").stdout
    assert "réunion" in written  # as it is read, not in escapes
    found = json.loads(written)
    assert found.keys() >= KEYS
    assert found["total"] == "2300.00"
    assert found["link"] == "invoice_first=100"
    assert found["unknown"] == ["zzz"]
    assert found["day"] == "2026-11-25"


@pytest.mark.parametrize("slug", CALCULATORS)
def test_what_is_asked_can_be_asked(slug: str) -> None:
    """Name, kind, values, default and label of each question, in order: a line each, or as JSON."""
    written = run(slug, "--questions", "--json").stdout
    assert "\\u" not in written
    listed = json.loads(written)
    assert [question["name"] for question in listed] == [question.name for question in load(slug).questions]
    assert all(list(question) == ["name", "kind", "values", "default", "label"] for question in listed)
    defaults = {question["name"]: question["default"] for question in listed}
    assert answer(slug, defaults)["link"] == ""
    lines = [line.split("\t") for line in run(slug, "--questions").stdout.splitlines()]
    assert lines == [[q["name"], q["kind"], ",".join(q["values"]), q["default"], q["label"]] for q in listed]


def test_the_questions_of_no_calculator_are_an_error() -> None:
    assert run("--questions").returncode == 2
    assert "Aucun calculateur" in run("nothing", "--questions").stderr


def test_a_fault_of_ours_is_told_and_ends_with_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(calculators.report, "answer", lambda *_: 1 / 0)
    assert main(["cmp-project", "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["outcome"] == "fault"
    assert found["total"] is None
    assert "Traceback" not in found["html"]
    assert main(["cmp-project"]) == 1
    out, errors = capsys.readouterr()
    assert not out
    assert errors.startswith(found["summary"])
    assert "ZeroDivisionError" in errors


BAD_LINES = [
    "",
    "rubbish",
    "[]",
    "3",
    "null",
    "{}",
    '{"slug": 3}',
    '{"slug": "cmp-project", "query": 3}',
    '{"slug": "cmp-project", "lang": 3}',
    '{"slug": "x"}',
    "[" * 100_000,
]


def test_batch_answers_line_by_line_and_goes_on_after_a_bad_one() -> None:
    good = json.dumps({"slug": "cmp-project", "query": "animator=none", "lang": "fr"})
    lines = [good, *BAD_LINES, json.dumps({"slug": "cmp-project", "query": "?report=no"}), good]
    answers = [json.loads(line) for line in batch(lines)]
    assert [a["outcome"] for a in answers] == ["paid"] + ["problems"] * (len(BAD_LINES) + 1) + ["paid"]
    assert all(a.keys() >= KEYS and a["problems"] for a in answers[1:-1])
    assert answers[0] == answers[-1] == answer("cmp-project", "animator=none", "fr")


def test_batch_streams_ten_thousand_cases() -> None:
    """One at a time: an answer is there before the next line is asked for."""
    asked = 0

    def lines() -> Iterator[str]:
        nonlocal asked
        for number in range(10_000):
            asked += 1
            yield json.dumps({"slug": "cmp-project", "query": f"invoice_first={number}"})

    for number, line in enumerate(batch(lines())):
        assert asked == number + 1
        assert json.loads(line)["total"] == f"{2200 + min(number, 300)}.00"
    assert asked == 10_000


def test_batch_keeps_nothing_of_a_case() -> None:
    """Less than one object a case is left; `gc` clears the room that Python spares for its next objects."""
    queries = [(slug, each["query"]) for slug in CALCULATORS for each in load(slug).examples()]
    cases = [json.dumps({"slug": slug, "query": query}) for slug, query in queries]

    def held(times: int) -> int:
        collections.deque(batch(cases * times), maxlen=0)
        gc.collect()
        return sys.getallocatedblocks()

    held(1)  # reads texts and the rules of every year
    before = held(1)
    assert held(3) - before < len(cases)


def test_batch_through_the_command() -> None:
    done = run("--batch", stdin='{"slug": "cmp-project", "query": "", "lang": "fr"}\nbad\n')
    assert done.returncode == 0
    assert [json.loads(line)["outcome"] for line in done.stdout.splitlines()] == ["paid", "problems"]


def test_a_language_without_texts_is_answered_in_french() -> None:
    found = answer("cmp-project", "", "../../etc/passwd")
    assert found["outcome"] == "paid"
    assert found["lang"] == "fr"


def test_the_batch_answers_each_line_as_it_comes() -> None:
    """A program that waits for an answer before it asks the next question is not kept waiting."""
    command = [sys.executable, "-m", "calculators", "--batch"]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdin
        assert process.stdout
        for slug in ("cmp-project", "gp-premium"):
            process.stdin.write(json.dumps({"slug": slug}).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["slug"] == slug
        process.stdin.close()
        assert process.wait() == 0


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "ascii"])
def test_what_is_no_text_does_not_stop_the_batch(encoding: str) -> None:
    """Bytes that are no UTF-8 and half characters, whatever the machine's own encoding; what comes out is UTF-8."""
    lines = [
        b'{"slug":"complaint","query":"\xe9=1"}',
        b'{"slug":"\\ud800"}',
        b'{"slug":"cmp-project","query":{"\\udc00\x7f":1}}',
    ]
    command = [sys.executable, "-m", "calculators", "--batch"]
    environment = os.environ | {"PYTHONIOENCODING": encoding}
    done = subprocess.run(command, input=b"\n".join(lines), capture_output=True, env=environment, check=True)
    answers = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    assert [answer["outcome"] for answer in answers] == ["problems", "problems", "paid"]
    assert answers[2]["unknown"] == ["\N{REPLACEMENT CHARACTER}" * 2]
    assert not done.stderr


def test_an_argument_that_is_no_text_is_a_problem() -> None:
    done = subprocess.run([sys.executable, "-m", "calculators", "complaint", b"sent=\xff"], capture_output=True)
    assert done.returncode == 2
    assert "Indiquez la date d’envoi" in done.stderr.decode("utf-8")
    done = subprocess.run([sys.executable, "-m", "calculators", "complaint", b"sent\xff"], capture_output=True)
    assert done.returncode == 2
    assert b"not name=value: sent\\udcff" in done.stderr


def test_a_reader_who_stops_reading_hears_no_traceback() -> None:
    command = f"yes '{{}}' | head -1000 | '{sys.executable}' -m calculators --batch | head -1"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True)
    assert json.loads(done.stdout)["outcome"] == "problems"
    assert done.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device there")
def test_a_full_disk_is_told_and_ends_with_one() -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "calculators", "cmp-project"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1


def test_a_pipe_that_is_closed_ends_with_one() -> None:
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "calculators", "cmp-project"]
    done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE)
    os.close(write)
    assert (done.returncode, done.stderr) == (1, b"")


def test_lines_may_come_from_what_is_no_pipe(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As in a program that stands in for standard input."""
    line = '{"slug": "cmp-project", "query": "animator=none"}\n'
    for stdin in (io.StringIO(line), io.TextIOWrapper(io.BytesIO(line.encode()))):
        monkeypatch.setattr(sys, "stdin", stdin)
        assert main(["--batch", "--fields", "total"]) == 0
        assert json.loads(capsys.readouterr().out) == {"total": "1900.00"}
