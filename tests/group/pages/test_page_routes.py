import re
import subprocess
import sys
import zipfile
from importlib.resources import files
from pathlib import Path

import httpx
import pytest
from on_the_way import host_process
from paged import paged

from game.group.service.guarding import POLICY

FOLDER = files("game.group.pages") / "files"
FILES = sorted(it.name for it in FOLDER.iterdir())


def test_every_page_and_file_is_served_with_the_strict_policy_and_nothing_beside_them(tmp_path: Path) -> None:
    with paged(tmp_path) as it, httpx.Client(base_url=it.host, trust_env=False) as http:
        for path in ("/", f"/s/{it.kept.code}", f"/s/{it.kept.code}/desk", *(f"/page/{name}" for name in FILES)):
            answer = http.get(path)
            served = 404 if path.startswith("/page/") and path.endswith(".html") else 200
            assert (path, answer.status_code) == (path, served)
            assert answer.headers["content-security-policy"] == POLICY
            assert answer.headers["cache-control"] == "no-store, no-transform"
        for path in ("/page/routes.py", "/page/../routes.py", "/page/%2e%2e%2froutes.py", "/page/none.js"):
            assert http.get(path).status_code == 404


@pytest.mark.parametrize("name", [it for it in FILES if it.endswith((".html", ".js"))])
def test_no_file_makes_markup_of_words_or_runs_what_the_policy_forbids(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    forbidden = r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|new Function|\bstyle=|\son\w+=|<script>|https?://"
    assert not re.search(forbidden, text)


def test_a_code_typed_in_any_way_leads_to_one_address(tmp_path: Path) -> None:
    with paged(tmp_path) as it, httpx.Client(base_url=it.host, trust_env=False) as http:
        code = it.kept.code
        spaced = f"{code[:3]}-{code[3:]}".lower()
        for typed, wanted in (
            (f"/{code}", f"/s/{code}"), (f"/{spaced}", f"/s/{code}"), (f"/s/{spaced}", f"/s/{code}"),
            (f"/s/{spaced}/desk", f"/s/{code}/desk"),
        ):  # fmt: skip
            answer = http.get(typed)
            assert (answer.status_code, answer.headers["location"]) == (307, wanted)
        assert http.get("/nothing-here").status_code == 404
        assert http.get("/health").text == "ok\n"


def test_twohats_serve_serves_the_pages(tmp_path: Path) -> None:
    with host_process(tmp_path, f"sqlite:///{tmp_path}/sessions.sqlite") as (_, port):
        answer = httpx.get(f"http://127.0.0.1:{port}/", trust_env=False)
    assert "The code on the wall" in answer.text


def test_the_wheel_holds_every_file_of_the_pages(tmp_path: Path) -> None:
    root = Path(__file__).parents[3]
    if not (root / "pyproject.toml").exists():
        pytest.skip("not a checkout")
    words = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(words, cwd=root, check=True, capture_output=True, timeout=60)
    [wheel] = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as held:
        names = {it for it in held.namelist() if it.startswith("game/group/pages/files/")}
    assert names == {f"game/group/pages/files/{name}" for name in FILES}
