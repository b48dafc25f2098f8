"""The commands that make packs and figures: their files, what they refuse and how they end."""

import io
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from docx import Document

from analytics import command_line, figure, pack
from analytics.exhibits.catalogue import kinds
from analytics.exports.slides.presentation import pptx_bytes
from analytics.facets import Facets
from analytics.figure_files import figure_files
from analytics.file_names import file_stem
from analytics.packs.forum_pack import forums, pack_scope
from analytics.packs.forum_pack import pack as pack_slides
from analytics.selection import FILTERS, Selection, filter_data
from analytics.terminal import FAILED, FINE, WRONG
from analytics.words import language
from tests.conftest import DATA, ROOT
from tests.exhibits.recipes import EVERY
from tests.tiny import dataset, pledge

Command = Callable[[list[str]], int]

FROM_FILES = command_line.facets_of


@pytest.fixture(autouse=True)
def read_once(facets: Facets, monkeypatch: pytest.MonkeyPatch) -> None:
    """The shipped data are read once for all commands; in the language that each asks for."""

    def known(asked: object) -> Facets:
        language.set(asked.language)  # type: ignore[attr-defined]
        return facets

    monkeypatch.setattr(command_line, "facets_of", known)
    monkeypatch.delenv("COALITION_TEMPLATE", raising=False)
    monkeypatch.setenv("COALITION_BROWSER", "no-such-browser")


def made(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.slow
def test_a_pack_is_that_of_the_page(facets: Facets, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["--forum", "GFMD-2026", "--region", "Latin America and the Caribbean"]
    where = ["--address", "https://dashboard.example/", "--out", str(tmp_path / "new" / "folder")]
    assert pack.main([*asked, *where]) == FINE
    chosen = Selection(regions_by="m49_subregion", region=("Latin America and the Caribbean",))
    filtered = filter_data(facets, chosen)
    scope = pack_scope(filtered, "GFMD-2026")
    address = (
        "https://dashboard.example/deck?region=Latin+America+and+the+Caribbean&regions_by=m49_subregion&pack=GFMD-2026"
    )
    stems = [file_stem(f"{kind}-gfmd-2026", filtered) for kind in ("pack", "handout")]
    paths = [tmp_path / "new" / "folder" / name for name in (f"{stems[0]}.pptx", f"{stems[1]}.docx")]
    said = capsys.readouterr()
    assert (said.out.splitlines(), said.err) == ([*map(str, paths)], ""), "progress is for a terminal only"
    slides = pack_slides(filter_data(facets, scope.selection), scope, address)
    assert paths[0].read_bytes() == pptx_bytes(slides), "byte for byte"
    assert Document(io.BytesIO(paths[1].read_bytes())).paragraphs[0].text.startswith("Handout")
    assert made(paths[0].parent) == sorted(path.name for path in paths)


def test_every_filter_of_the_link_has_an_option(facets: Facets) -> None:
    parser = command_line.parser_of("analytics.pack", "")
    for field in FILTERS:
        code, names = next(iter(command_line.code_names(facets, Selection(), field).items()))
        for value in (code, names[0], names[0].upper()):
            asked = parser.parse_args([f"--{command_line.FLAGS.get(field, field)}", value])
            assert command_line.filtered_of(asked).selection == Selection(**{field: (code,)})
    asked = parser.parse_args(["--stated", "--search", " water  jobs ", "--regions-by", "wb_income_group"])
    chosen = Selection(regions_by="wb_income_group", stated=True, search="water jobs")
    assert command_line.filtered_of(asked).selection == chosen


@pytest.mark.parametrize(
    ("command", "arguments", "said"),
    [
        (pack, ["--region", "Afrika"], "nothing is called “Afrika”. Did you mean Africa"),
        (pack, ["--region", "Africa", "--region", "Sahel"], "nothing is called “Sahel”"),
        (pack, ["--region", "Africa", "--region", "Low income"], "No scheme of regions has all of these"),
        (pack, ["--forum", "GFMD-2027"], "Did you mean GFMD-2026"),
        (pack, ["--made-for", "IMRF"], "--made-for: nothing is called “IMRF”"),
        (pack, ["--format", "ppt"], "Did you mean pptx"),
        (pack, ["--search", "a" * 201], "200 printable characters"),
        (figure, ["matrx"], "Did you mean matrix"),
        (figure, ["map", "--option", "mesure=pledges"], "Did you mean measure"),
        (figure, ["map", "--option", "measure"], "write it as NAME=VALUE"),
        (figure, ["ranking", "--option", "need=migrant"], "Did you mean migrants"),
    ],
)
def test_what_is_not_known_is_told_in_a_sentence(
    command: object, arguments: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main([*arguments, "--out", str(tmp_path)]) == WRONG  # type: ignore[attr-defined]
    heard = capsys.readouterr()
    assert said in heard.err and len(heard.err.splitlines()) == 1
    assert (heard.out, made(tmp_path)) == ("", [])


@pytest.mark.slow
def test_what_can_not_be_made_or_written_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(arguments: list[str], said: str) -> None:
        assert pack.main(["--search", "Freetown", *arguments]) == FAILED
        assert said in capsys.readouterr().err

    (tmp_path / "file").write_text("a file, no folder")
    fails(["--out", str(tmp_path / "file")], "can't be written")
    fails(["--format", "handout.pdf", "--out", str(tmp_path)], "Chromium")
    fails(["--template", str(tmp_path / "none.potx")], "can't be read")
    fails(["--template", str(tmp_path / "file"), "--out", str(tmp_path)], "not a PowerPoint file")
    monkeypatch.setenv("PATH", "/nowhere")
    fails(["--format", "odp", "--out", str(tmp_path)], "LibreOffice")


def test_lists(facets: Facets, capsys: pytest.CaptureFixture[str]) -> None:
    def lines(command: object, *arguments: str) -> list[str]:
        assert command.main([*arguments, "--list"]) == FINE  # type: ignore[attr-defined]
        return capsys.readouterr().out.splitlines()

    offered = forums(facets.dataset)
    assert lines(pack) == [f"{code}\t{name}" for code, name in offered.items() if code]
    assert [line.split("\t")[1] for line in lines(figure)] == [*kinds().values()]
    assert lines(figure, "coverage-matrix")[1].startswith("measure=pledges\tpledges, ")


def test_a_long_list_is_counted(facets: Facets, capsys: pytest.CaptureFixture[str]) -> None:
    assert figure.main(["peers", "--list"]) == FINE
    listed = dict(line.split("\t") for line in capsys.readouterr().out.splitlines())
    assert re.fullmatch(r"\(\d{4,} codes, not listed\)", listed["geonameid="])
    assert listed["context=1"] == "0, 1, 2, 3"


@pytest.mark.parametrize(
    ("kind", "said"),
    [("scenario", "the usual target of scenario; nor any other."), ("ready", "--option forum=CODE takes GRF-2023.")],
)
def test_a_figure_that_the_data_do_not_offer_is_told(
    kind: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither core objectives nor a forum to come."""
    forum = {"forum_id": "GRF-2023", "process": "GRF", "name": "A", "start_date": "2023-12-13", "verified": "yes"}
    few = Facets(dataset(pledge("a", "nairobi"), forums=(forum,)))
    monkeypatch.setattr(command_line, "facets_of", lambda _asked: few)
    assert figure.main([kind, "--format", "csv", "--out", str(tmp_path)]) == FAILED
    heard = capsys.readouterr()
    assert said in heard.err and len(heard.err.splitlines()) == 1
    assert (heard.out, made(tmp_path)) == ("", [])


def test_a_figure_is_that_of_the_page(facets: Facets, tmp_path: Path) -> None:
    asked = ["coverage-matrix", "--region", "Africa", "--option", "measure=countries", "--format", "csv,pptx,xlsx"]
    assert figure.main([*asked, "--out", str(tmp_path)]) == FINE
    filtered = filter_data(facets, Selection(region=("Africa",)))
    exhibit = figure.remake(filtered, figure.Recipe("matrix", (("measure", "countries"),)))
    files = figure_files(exhibit, filtered, "?region=Africa")
    stem = file_stem(exhibit.name, filtered)
    assert made(tmp_path) == sorted(f"{stem}.{ending}" for ending in ("csv", "pptx", "xlsx"))
    for ending in ("csv", "pptx", "xlsx"):
        assert (tmp_path / f"{stem}.{ending}").read_bytes() == files[ending](), ending
    table = pd.read_csv(tmp_path / f"{stem}.csv", comment="#")
    assert len(table) == len(exhibit.table)


def test_options_and_data_that_there_are_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for arguments in (["--city", "x"], ["--language", "xx"]):
        with pytest.raises(SystemExit) as ended:
            pack.main(arguments)
        assert ended.value.code == WRONG
    capsys.readouterr()
    monkeypatch.setattr(command_line, "facets_of", FROM_FILES)
    for path, code in ((tmp_path / "none", WRONG), (tmp_path, FAILED)):
        assert pack.main(["--data", str(path), "--list"]) == code
        assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize("kind", ["pipe", "device", "folder"])
def test_a_template_that_is_no_file_is_refused(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "template.potx"
    {"pipe": os.mkfifo, "device": lambda it: it.symlink_to("/dev/zero"), "folder": Path.mkdir}[kind](path)
    assert pack.main(["--template", str(path), "--out", str(tmp_path / "out")]) == FAILED
    (said,) = capsys.readouterr().err.splitlines()
    assert "template.potx can't be read" in said
    monkeypatch.setenv("COALITION_TEMPLATE", str(path))
    assert pack.main(["--out", str(tmp_path / "out")]) == FAILED


@pytest.mark.slow
def test_every_figure_can_be_made(tmp_path: Path) -> None:
    of_each_kind = {each.kind: each for each in EVERY}
    assert of_each_kind.keys() == kinds().keys()
    for recipe in of_each_kind.values():
        options = [each for name, value in recipe.options for each in ("--option", f"{name}={value}")]
        assert figure.main([recipe.kind, *options, "--format", "csv", "--out", str(tmp_path)]) == FINE, recipe


@pytest.mark.slow
def test_the_command_itself(tmp_path: Path) -> None:
    """Files are the same whatever the process, and output in ASCII is no error."""
    environment = {**os.environ, "COALITION_DATA": str(DATA), "PYTHONIOENCODING": "ascii", "PYTHONHASHSEED": "7"}

    def run(*command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300, check=False
        )

    first = run(sys.executable, "-m", "analytics.pack", "--search", "Zürich", "--out", str(tmp_path / "a"))
    assert (first.returncode, first.stderr) == (FINE, "")
    assert pack.main(["--search", "Zürich", "--out", str(tmp_path / "b")]) == FINE
    assert made(tmp_path / "a") == made(tmp_path / "b")
    for name in made(tmp_path / "a"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes(), name


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "unbuffered"),
    [
        ("analytics.pack --help", ""),
        ("analytics.pack --list", "1"),
        ("analytics.figure map --format csv", "1"),
        ("analytics.dataset", ""),
        ("analytics.dataset", "1"),
    ],
)
def test_a_reader_that_stops_early_is_no_error(command: str, unbuffered: str, tmp_path: Path) -> None:
    """As under `head`: nobody reads any more, at the first line or, where output is buffered, at the last."""
    module, *arguments = command.split()
    where = [f"--out={tmp_path}"] if arguments else []
    reader, writer = os.pipe()
    os.close(reader)
    environment = {**os.environ, "COALITION_DATA": str(DATA), "PYTHONUNBUFFERED": unbuffered}
    called = [sys.executable, "-m", module, *arguments, *where]
    with os.fdopen(writer, "wb") as nobody:
        ended = subprocess.run(called, cwd=ROOT, env=environment, stdout=nobody, stderr=subprocess.PIPE, check=False)
    assert (ended.returncode, ended.stderr) == (FINE, b"")


FONTS = "Liberation Sans\nNoto Sans Arabic\n" + "another font of this machine\n" * 20_000
"""More than a pipe holds: who writes it dies where the reader leaves at the first line."""


@pytest.mark.parametrize(("fonts", "missing"), [(FONTS, ""), ("Liberation Sans\n", "fonts-noto-core"), ("", "fonts-")])
def test_a_machine_that_has_everything_installs_nothing(tmp_path: Path, fonts: str, missing: str) -> None:
    (tmp_path / "fonts").write_text(fonts)
    programs = {"fc-list": f"cat '{tmp_path}/fonts'", "apt-get": 'echo "$@"'}
    for name in ("make", "npm", "chromium", "python3", "dpkg", *programs):
        (tmp_path / name).write_text(f"#!/bin/sh\n{programs.get(name, 'exit 0')}\n")
        (tmp_path / name).chmod(0o755)
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    ended = subprocess.run(ROOT / ".ci" / "run", env=environment, capture_output=True, text=True, check=True)
    assert missing in ended.stdout and bool(ended.stdout) == bool(missing)


@pytest.mark.parametrize("target", ["data-report", "data-clean", "data-checksums"])
def test_a_folder_of_data_may_have_a_blank_in_its_name(target: str) -> None:
    said = subprocess.run(["make", "-n", target, "DATA=my data"], cwd=ROOT, capture_output=True, text=True, check=True)
    command = next(line for line in said.stdout.splitlines() if "analytics.dataset" in line)
    assert shlex.split(command)[-1] == "my data"
    said = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "" not in shlex.split(said.stdout)
