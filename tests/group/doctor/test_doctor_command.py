import json
import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from running import DEADLINE, TwoHats
from serving import served


@pytest.fixture
def twohats(tmp_path: Path) -> TwoHats:
    return TwoHats(tmp_path)


# A port that nobody has: it was free a moment ago.
@pytest.fixture
def port() -> int:
    with socket.socket() as asking:
        asking.bind(("127.0.0.1", 0))
        return int(asking.getsockname()[1])


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as holding:
        holding.bind(("0.0.0.0", 0))
        holding.listen()
        yield int(holding.getsockname()[1])


def _marks(out: str) -> set[str]:
    return set(re.findall(r"^(ok|look|wrong) ", out, re.MULTILINE))


def test_a_computer_that_is_ready_is_told_so_line_by_line(twohats: TwoHats, port: int) -> None:
    ran = twohats("doctor", "--seconds", "0", "--port", str(port))
    assert ran.err == ""
    for words in ("Python 3", "can be written", "safely on disk", f"Port {port} is free", "http://127.0.0.1:"):
        assert words in " ".join(ran.out.split())
    assert (ran.code == 0) == ("wrong" not in _marks(ran.out))
    assert "\x1b" not in ran.out


def test_as_data_it_says_the_same(twohats: TwoHats, port: int) -> None:
    ran = twohats("doctor", "--json", "--port", str(port))
    told = json.loads(ran.out)
    assert told["fine"] == (ran.code == 0) == all(it["mark"] != "wrong" for it in told["lines"])
    assert told["page"].endswith(f":{port}/doctor")
    assert [it["about"] for it in told["lines"]][:4] == ["python", "data", "database", "address"]
    assert all(set(it) == {"mark", "about", "words", "steps"} for it in told["lines"])


def test_this_computer_alone_is_no_address_for_phones(twohats: TwoHats, port: int) -> None:
    ran = twohats("doctor", "--host", "127.0.0.1", "--port", str(port))
    assert ran.code == 1
    assert "wrong  127.0.0.1 can be reached from this computer alone." in ran.out
    assert "1 line says wrong" in ran.out


def test_a_port_that_was_asked_for_and_is_taken_is_wrong(twohats: TwoHats, taken: int) -> None:
    ran = twohats("doctor", "--port", str(taken))
    assert ran.code == 1
    told = " ".join(ran.out.split())
    assert f"Port {taken} is taken by another program" in told
    assert "--port" in told


def test_a_session_that_holds_the_port_is_named(twohats: TwoHats, tmp_path: Path) -> None:
    with served(f"sqlite:///{tmp_path / 'other.sqlite'}") as there:
        port = there.url.rpartition(":")[2]
        ran = twohats("doctor", "--host", "127.0.0.1", "--port", port)
    assert "a session of Two Hats, or its server, runs there already" in " ".join(ran.out.split())


def test_a_folder_and_a_database_that_cannot_be_used_are_wrong_and_the_rest_is_checked(
    twohats: TwoHats, tmp_path: Path, port: int
) -> None:
    (tmp_path / "file").write_text("")
    ran = twohats("doctor", "--port", str(port), TWOHATS_DATA=str(tmp_path / "file"))
    assert ran.code == 1
    assert ran.out.count("\nwrong ") >= 2
    assert f"Port {port} is free" in ran.out


def test_a_phone_is_told_of_as_it_comes_until_ctrl_c(twohats: TwoHats, port: int) -> None:
    words = ("doctor", "--seconds", "600", "--port", str(port), "--host", "127.0.0.1")
    environment = {**twohats.environment, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(twohats.command(*words), stdout=subprocess.PIPE, text=True, env=environment) as going:
        assert going.stdout
        for line in going.stdout:
            if "Ctrl-C ends it" in line:
                break
        told = {"device": "0" * 16, "stream": None, "long_poll": 12, "poll": 4}
        url = f"http://127.0.0.1:{port}/doctor"
        assert "no-store" in httpx.get(url, trust_env=False).headers["Cache-Control"]
        httpx.post(f"{url}/found", json=told, trust_env=False)
        for line in going.stdout:
            if line.startswith("look"):
                break
        assert "This computer's own browser: only polls" in line
        going.send_signal(signal.SIGINT)
        rest, _ = going.communicate(timeout=DEADLINE)
    assert "hotspot" in rest
    assert going.returncode == 1  # this computer alone is no address for phones
    assert "Traceback" not in rest
