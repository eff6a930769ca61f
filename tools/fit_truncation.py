"""Fit the points card of `cutline.text.points` and write `audit/text/data/points.toml`.

    CUTLINE_CORPUS=FOLDER python tools/fit_truncation.py [--write]

FOLDER/captions/captions.jsonl holds one object a line with `text`, `lang`, `truncated`, `host` and `src`. Needs numpy
and scikit-learn. The figures printed are out of fold: five folds, four times, no site in two folds. A light dose of
texts cut by this script at other lengths keeps the card from leaning on the lengths that the corpus happens to hold.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import sys
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from cutline.text.endings import EndingKind, fold_text, read_ending
from cutline.text.language import language_of
from cutline.text.points import facts, is_decisive, pair_names
from cutline.text.tail import UNSPACED, read_tail
from cutline.text.truncation import LONG_FOR_ELLIPSIS

CARD = Path(__file__).resolve().parent.parent / "audit" / "text" / "data" / "points.toml"
STRENGTH = 0.05
OWN_CUTS = 0.15
RAREST = 4
DECIDED = 99.0
ROUNDS = 4
# Which facts are tried in pairs: the first says that the end is doubtful, the second how much that means.
FIRSTS = frozenset(
    (  # noqa: SIM905
        "never|seldom|particles|before|possessive|fragment|unknown|mass 0.0|mass 1.0|mass 2.0|"
        "mass 3.0|1 letters|2 letters|dangling mark|article before|second sentence in prose|"
        "usual limit|number|hyphenated|stray letter|label and half a name|credit label|other number"
    ).split("|")
)
SECONDS = frozenset(
    (  # noqa: SIM905
        "40 characters|60 characters|90 characters|140 characters|lower case|capital|upper case|"
        "usual limit|one below a limit|second sentence in prose|second sentence|address|known|"
        "credit sign|slash|comma|digits near|0 small words|1 small words|4 small words|5 small words|"
        "6 small words|capital before|article before|all capitals|2 letters|3 letters|particles|"
        "common|credit label"
    ).split("|")
)


class Example(NamedTuple):
    """One open text: what holds of it, whether it was cut, whose it is, how much it counts."""

    held: list[str]
    cut: bool
    group: str
    weight: float
    text: str
    decisive: bool


def main() -> None:
    """Fit, print the figures, and write the card when asked to."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--show", type=int, default=0)
    options = parser.parse_args()
    if "CUTLINE_CORPUS" not in os.environ:
        sys.exit("fit_truncation: set CUTLINE_CORPUS to the folder that holds captions/captions.jsonl")
    with (Path(os.environ["CUTLINE_CORPUS"]) / "captions" / "captions.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    proven, found = [row for row in rows if _settled(row)], sum(row["truncated"] for row in rows)
    hits = sum(row["truncated"] for row in proven)
    examples = [example for row in rows if (example := _example(row, row["text"], row["truncated"], 1.0))]
    own = [example for row in rows if (example := _own_cut(row))]
    names = _names(examples + own)
    scores, own_scores = _out_of_fold(examples, own, names)
    strong = _threshold(examples, scores, hits, len(proven) - hits, found, 0.99)
    weak = _threshold(examples, scores, hits, len(proven) - hits, found, 0.94)
    print(f"own cuts found: {np.mean(own_scores >= strong):.3f} of {len(own)}")
    intact = [place for place in np.argsort(-scores) if not examples[place].cut]
    for place in intact[: options.show]:
        print(f"{scores[place]:.2f} {examples[place].text[-90:]}")
    if options.write:
        model = _fit(examples + own, names)
        CARD.write_text(_as_toml(model, names, strong, weak), encoding="utf-8")


def _settled(row: dict[str, Any]) -> bool:
    text = fold_text(row["text"])
    ending = read_ending(text)
    return ending.kind in {EndingKind.DAMAGE, EndingKind.UNCLOSED} or (
        ending.kind is EndingKind.ELLIPSIS and len(text) >= LONG_FOR_ELLIPSIS
    )


def _example(row: dict[str, Any], text: str, cut: bool, weight: float) -> Example | None:
    folded = fold_text(text)
    language = language_of(folded, row["lang"])
    if read_ending(folded).kind is not EndingKind.OPEN or language in UNSPACED:
        return None
    held = facts(read_tail(folded, language, len(folded)))
    return Example(
        [*sorted(held), *pair_names(held, FIRSTS, SECONDS)],
        cut,
        _group(row),
        weight,
        folded,
        is_decisive(held, len(folded)),
    )


def _own_cut(row: dict[str, Any]) -> Example | None:
    text = fold_text(row["text"])
    if row["truncated"] or len(text) < 60:
        return None
    dice = random.Random(text)  # noqa: S311
    cut = text[: dice.randint(35, len(text) - 5)].rstrip()
    if dice.random() < 0.35:
        cut = cut.rsplit(" ", 1)[0].rstrip(" ,;:")
    return _example(row, cut, True, OWN_CUTS)


def _group(row: dict[str, Any]) -> str:
    if row["host"] and "wikipedia" not in row["host"]:
        return str(row["host"])
    return row["src"] + hashlib.sha1(row["text"][:40].encode(), usedforsecurity=False).hexdigest()[0]


def _names(examples: list[Example]) -> dict[str, int]:
    seen = Counter(name for example in examples for name in example.held)
    return {name: place for place, name in enumerate(sorted(name for name, times in seen.items() if times >= RAREST))}


def _matrix(examples: list[Example], names: dict[str, int]) -> Any:
    matrix = np.zeros((len(examples), len(names)), np.float32)
    for line, example in enumerate(examples):
        matrix[line, [names[name] for name in example.held if name in names]] = 1
    return matrix


def _fit(examples: list[Example], names: dict[str, int]) -> Any:
    model = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=400)
    weights = [example.weight for example in examples]
    return model.fit(_matrix(examples, names), [example.cut for example in examples], sample_weight=weights)


def _out_of_fold(examples: list[Example], own: list[Example], names: dict[str, int]) -> tuple[Any, Any]:
    rounds = [_one_round(examples, own, names, seed) for seed in range(ROUNDS)]
    scores, own_scores = (np.mean(found, axis=0) for found in zip(*rounds, strict=True))
    scores[[example.decisive for example in examples]] = DECIDED
    own_scores[[example.decisive for example in own]] = DECIDED
    return scores, own_scores


def _one_round(examples: list[Example], own: list[Example], names: dict[str, int], seed: int) -> tuple[Any, Any]:
    matrix, own_matrix = _matrix(examples, names), _matrix(own, names)
    groups = np.array([example.group for example in examples])
    scores, own_scores = np.zeros(len(examples)), np.zeros(len(own))
    for train, test in GroupKFold(5, shuffle=True, random_state=seed).split(matrix, groups=groups):
        held_out = set(groups[test])
        model = _fit([examples[i] for i in train] + [cut for cut in own if cut.group not in held_out], names)
        scores[test] = model.decision_function(matrix[test])
        mine = np.array([cut.group in held_out for cut in own])
        own_scores[mine] = model.decision_function(own_matrix[mine])
    return scores, own_scores


def _threshold(examples: list[Example], scores: Any, hits: int, misses: int, found: int, precision: float) -> float:
    best, hit, miss = float("inf"), hits, misses
    recall = hits / found
    for place in np.argsort(-scores):
        hit, miss = hit + examples[place].cut, miss + (not examples[place].cut)
        if hit / (hit + miss) >= precision:
            best, recall = float(scores[place]), hit / found
    print(f"precision {precision}: recall {recall:.3f} from {best:.2f} points")
    return best


def _as_toml(model: Any, names: dict[str, int], strong: float, weak: float) -> str:
    weights = {name: round(float(model.coef_[0][place]), 2) for name, place in names.items()}
    head = [
        "# Made by tools/fit_truncation.py: log-odds that a text was cut, for each fact and pair of facts in its end.",
        f"bias = {model.intercept_[0]:.2f}",
        f"strong = {strong:.2f}",
        f"weak = {weak:.2f}",
        "",
        "[weights]",
    ]
    return "\n".join([*head, *(f'"{name}" = {weight}' for name, weight in weights.items() if abs(weight) >= 0.03), ""])


if __name__ == "__main__":
    main()
