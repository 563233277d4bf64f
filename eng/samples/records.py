"""Writes the native format, one item a line, and the project files of the samples."""

import json
from pathlib import Path

# Okabe and Ito's palette first: it stays distinct for colour-blind eyes.
COLORS = ["#0072b2", "#e69f00", "#009e73", "#d55e00", "#56b4e9", "#cc79a7", "#f0e442", "#882255", "#44aa99", "#999999"]


def record(item_id: str, medium: str, *, annotation=None, **content) -> dict:
    """One item; annotation None: nobody answered."""
    line = {"id": item_id, "medium": medium, **content}
    if annotation is not None:
        line["annotation"] = [{"id": str(number), **answer} for number, answer in enumerate(annotation, 1)]
    return line


def choice(label: str) -> dict:
    return {"control": "label", "labels": [label]}


def region(label: str, **where) -> dict:
    return {"control": "regions", "labels": [label], "region": where}


def write_lines(path: Path, lines: list[dict]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as out:
        for line in lines:
            out.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")


def control(key: str, title: str, kind: str, names: list[str], *, region_kinds=(), first_color=0) -> dict:
    return {
        "key": key,
        "title": title,
        "kind": kind,
        "multiple": False,
        "regionKinds": list(region_kinds),
        "labels": [
            {
                "id": name.lower().replace(" ", "-").replace("/", "-"),
                "name": name,
                "color": COLORS[(first_color + number) % len(COLORS)],
                "retired": False,
            }
            for number, name in enumerate(names)
        ],
    }


def write_project(path: Path, name: str, medium: str, controls: list[dict], guidelines: str) -> None:
    """project.json: what the demo makes of the sample."""
    project = {"name": name, "medium": medium, "schema": {"controls": controls}, "guidelines": guidelines}
    path.write_text(json.dumps(project, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
