"""`python -m analytics.pack --forum GFMD-2026 --region Africa --out DIR`: a forum's pack and handout as files."""

import argparse
from collections.abc import Sequence
from functools import cache, partial

from analytics import command_line
from analytics.pack_files import files_of_pack
from analytics.packs.forum_pack import forums, pack, pack_scope
from analytics.packs.handout import handout
from analytics.selection import filter_data
from analytics.terminal import run

FORMATS = {
    "pptx": "the pack as PowerPoint",
    "pdf": "the pack as PDF",
    "odp": "the pack as an OpenDocument presentation (needs LibreOffice)",
    "png": "the pack as images, in a zip",
    "docx": "the handout for Word",
    "handout.pdf": "the handout as PDF (needs Chrome or Chromium)",
    "xlsx": "all tables of the selection for Excel",
}
USUAL = "pptx,docx"


def main(arguments: Sequence[str]) -> int:
    """Makes the files; see `terminal` for its exit codes. SystemExit with 2 for options that there are not."""
    parser = command_line.parser_of(
        "analytics.pack", "Makes the pack and the handout of a forum from the pledges selected."
    )
    parser.add_argument("--forum", default="", metavar="FORUM", help="what the pack is for (--list names them)")
    made = "; ".join(f"{name}: {what}" for name, what in FORMATS.items())
    parser.add_argument("--format", default=USUAL, metavar="LIST", help=f"with commas, {USUAL} if left out. {made}")
    args = parser.parse_args(arguments)
    return command_line.exit_code(parser.prog, partial(_list if args.list else _make, args))


def _list(args: argparse.Namespace) -> None:
    for code, name in forums(command_line.filtered_of(args).dataset).items():
        if code:
            print(f"{code}\t{name}")


def _make(args: argparse.Namespace) -> None:
    formats, template = command_line.formats_of(args.format, list(FORMATS)), command_line.template_of(args)
    filtered = command_line.filtered_of(args)
    offered = {code: (name,) for code, name in forums(filtered.dataset).items() if code}
    forum = command_line.code_named(args.forum, offered, "--forum") if args.forum else ""
    address = command_line.address_of(args, "deck", filtered, **({"pack": forum} if forum else {}))
    scope = pack_scope(filtered, forum)
    packed = filter_data(filtered.facets, scope.selection)
    # Made once for all formats.
    slides, made_handout = cache(partial(pack, packed, scope, address)), cache(partial(handout, packed, scope, address))
    files = files_of_pack(filtered, forum, slides, made_handout, template, address)
    command_line.save_files(args.out, {name: make for ending, (name, make) in files.items() if ending in formats})


if __name__ == "__main__":
    run(main)
