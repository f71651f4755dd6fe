#!/usr/bin/env python3
"""Writes nodectl's manual pages, one for each command, from what the program itself says of them.

    nodectl --experimental-dump-help | manual.py VERSION DATE DIRECTORY
"""

import json
import pathlib
import re
import sys

SEE = "the documentation that comes with nodectl, or its README"
EXITS = [
    ("0", "done, or nothing to do"),
    ("1", "the operation failed"),
    ("2", "plan --detailed-exitcode: there are changes"),
    ("3", "the spec, a secret, a token or an identity is invalid"),
    ("4", "no engine could be reached"),
    ("5", "the host or engine cannot run this node"),
    ("6", "not healthy or ready within the time"),
    ("7", "a down or reap left something behind, which is listed"),
    ("64", "wrong usage"),
    ("130, 143", "interrupted; the same command goes on from there"),
]


def escape(text):
    """Text as roff shows it: no line of it is taken for a request."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"^([.'])", r"\\&\1", text, flags=re.MULTILINE)


def paragraphs(text):
    """Prose is filled; lines that are columns, as examples are, stay as they are."""
    lines = []
    for paragraph in text.split("\n\n"):
        lines.append(".PP")
        if "\n" in paragraph or re.search(r"\S {2,}\S", paragraph):
            lines += [".nf", ".RS 4", escape(paragraph), ".RE", ".fi"]
        else:
            lines.append(escape(paragraph))
    return lines


def name(option):
    return ("-" if option["kind"] == "short" else "--") + option["name"]


def signature(argument):
    if argument["kind"] == "positional":
        return f"\\fI{escape(argument['valueName'])}\\fR"
    names = ", ".join(f"\\fB{escape(name(option))}\\fR" for option in argument["names"])
    if argument["kind"] == "flag":
        return names
    return f"{names} \\fI{escape(argument['valueName'])}\\fR"


def shown(arguments):
    """Those that are for everybody, a flag and its opposite as one."""
    merged = []
    for argument in arguments:
        if not argument["shouldDisplay"]:
            continue
        last = merged[-1] if merged else None
        if last and argument["kind"] == "flag" == last["kind"] and argument.get("abstract") == last.get("abstract"):
            merged[-1] = last | {"names": last["names"] + argument["names"]}
        else:
            merged.append(argument)
    return merged


def synopsis(command, title):
    words = [f"\\fB{escape(title)}\\fR"]
    if any(argument["kind"] != "positional" for argument in shown(command["arguments"])):
        words.append("[\\fIoptions\\fR]")
    if command.get("subcommands"):
        words.append("\\fIcommand\\fR ...")
    for argument in shown(command["arguments"]):
        if argument["kind"] == "positional":
            word = f"\\fI{escape(argument['valueName'])}\\fR" + (" ..." if argument["isRepeating"] else "")
            words.append(f"[{word}]" if argument["isOptional"] else word)
    return " ".join(words)


def argument_lines(argument):
    lines = [".TP", signature(argument)]
    text = argument.get("abstract", "")
    if argument.get("discussion"):
        text += " " + argument["discussion"]
    if argument.get("defaultValue") and argument["kind"] == "option":
        text += f" (default: {argument['defaultValue']})"
    lines.append(escape(text.strip()) or "\\&")
    return lines


def page(command, parents, version, date):
    title = "-".join(parents + [command["commandName"]])
    lines = [
        f'.TH "{title.upper()}" 1 "{date}" "nodectl {version}" "nodectl"',
        ".SH NAME",
        f"{escape(title)} \\- {escape(command['abstract'].rstrip('.'))}",
        ".SH SYNOPSIS",
        synopsis(command, title.replace("-", " ") if parents else title),
    ]
    if command.get("discussion"):
        lines += [".SH DESCRIPTION"] + paragraphs(command["discussion"])[1:]
    positional = [a for a in shown(command["arguments"]) if a["kind"] == "positional"]
    options = [a for a in shown(command["arguments"]) if a["kind"] != "positional"]
    children = [child for child in command.get("subcommands", []) if child["commandName"] != "help"]
    for heading, arguments in ("ARGUMENTS", positional), ("OPTIONS", options):
        if arguments:
            lines.append(f".SH {heading}")
            for argument in arguments:
                lines += argument_lines(argument)
    if children:
        lines.append(".SH COMMANDS")
        for child in children:
            reference = escape(f"{title}-{child['commandName']}")
            lines += [".TP", f"\\fB{reference}\\fR(1)", escape(child["abstract"])]
    if not parents:
        lines.append(".SH EXIT STATUS")
        for status, meaning in EXITS:
            lines += [".TP", status, escape(meaning)]
    lines.append(".SH SEE ALSO")
    lines.append("\\fBnodectl\\fR(1)" + f", {SEE}" if parents else f"The pages of its commands, {SEE}")
    return title, "\n".join(lines) + "\n"


def write(command, parents, version, date, directory):
    title, text = page(command, parents, version, date)
    (directory / f"{title}.1").write_text(text)
    for child in command.get("subcommands", []):
        if child["commandName"] != "help":
            write(child, parents + [command["commandName"]], version, date, directory)


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    directory = pathlib.Path(sys.argv[3])
    directory.mkdir(parents=True, exist_ok=True)
    write(json.load(sys.stdin)["command"], [], sys.argv[1], sys.argv[2], directory)


main()
