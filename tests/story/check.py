"""Check that answers.toml loads, is well formed, and names only what stands in the texts.

`matches` is the comparison that README.md describes; whoever tests the questions may use it or write it anew.
"""

import re
import sys
import tomllib
import unicodedata
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent
# Columns whose cells are the tool's own words, numbers or dates, and so need not stand in a text.
OWN = {
    "kind",
    "status",
    "role",
    "relation",
    "what",
    "became",
    "theme",
    "year",
    "start",
    "end",
    "first",
    "last",
    "first_reported",
    "since",
    "adopted",
    "announced",
    "date",
    "activities",
    "headcount",
    "number",
    "releases",
    "amount",
    "values",
    "currency",
    "closest",
    "times",
    "language",
}
# Columns that hold words of the texts: a cell whose column is missing is not looked for in them.
PROOF = ("passage", "references", "reference", "title", "source", "proof")


def fold(text):
    """Lower case without accents; quotation marks and dashes as plain ones; runs of blanks as one."""
    text = str(text).translate(str.maketrans("’‘“”–—\u00a0\u202f", "''\"\"-- \u0020"))
    text = unicodedata.normalize("NFKD", text).casefold()
    return " ".join("".join(c for c in text if not unicodedata.combining(c)).split())


def number(text):
    """The number that a cell is, or None."""
    try:
        return float(str(text).replace(",", ""))
    except ValueError:
        return None


def matches_text(expected, answered):
    """One expected text against one answered cell."""
    comparison = re.fullmatch(r"(>=|<=|>|<)(\d+)", expected)
    if comparison:
        value, bound = number(answered), float(comparison[2])
        if value is None:
            return False
        return {">": value > bound, "<": value < bound, ">=": value >= bound, "<=": value <= bound}[
            comparison[1]
        ]
    if expected == "":
        return not str(answered or "").strip()
    if number(expected) is not None and number(answered) is not None:
        return number(expected) == number(answered)
    if expected.startswith("="):
        return fold(expected[1:]) == fold(answered)
    return re.search(rf"(?<!\w){re.escape(fold(expected))}(?!\w)", fold(answered)) is not None


def alternatives(cell, names):
    """The texts of which any will do."""
    texts = [cell] if isinstance(cell, str) else cell
    return [text for one in texts for text in (names[one] if one.startswith("@") else [one])]


def matches_cell(cell, answered, names):
    """An expected cell (text, list of alternatives, or {all = [...]}) against an answered one."""
    return all(
        any(matches_text(text, answered) for text in alternatives(part, names)) for part in parts(cell)
    )


def matches(row, answered, names, lenient=False):
    """Whether an answered row (column: cell) has all the cells of an expected one.

    A column that the answer lacks fails; with lenient (for `rows`) its cell may stand in another column.
    """
    for column, cell in row.items():
        if column in answered:
            if not matches_cell(cell, answered[column], names):
                return False
        elif lenient:
            others = [v for k, v in answered.items() if k not in PROOF and not k.endswith("node")]
            if not all(any(matches_cell(part, other, names) for other in others) for part in parts(cell)):
                return False
        else:
            return False
    return True


def judge(ask, answer, names):
    """What an answer (a list of dicts) lacks, what it has and must not have, what it has too often."""
    return {
        "missing": [r for r in ask["rows"] if not any(matches(r, a, names, lenient=True) for a in answer)],
        "forbidden": [r for r in ask.get("never", []) if any(matches(r, a, names) for a in answer)],
        "repeated": [r for r in ask.get("single", []) if sum(matches(r, a, names) for a in answer) > 1],
    }


def parts(cell):
    """What must all be there."""
    return cell["all"] if isinstance(cell, dict) else [cell]


def faults_of_row(row, names, everything):
    """What is wrong with one row, and the names that it uses."""
    faults, used = [] if row else ["an empty row"], set()
    for column, cell in row.items():
        for part in parts(cell):
            called = {text for text in ([part] if isinstance(part, str) else part) if text.startswith("@")}
            used |= called
            if called - set(names):
                faults.append(f"{called - set(names)} not in [names]")
            elif column not in OWN and not any(
                fold(text) in everything for text in alternatives(part, names)
            ):
                faults.append(f"{column} {part} stands in no text")
    return faults, used


def main():
    """Print the faults and the counts; exit with 1 where there is a fault."""
    answers = tomllib.loads((HERE / "answers.toml").read_text(encoding="utf-8"))
    names, asks = answers["names"], answers["ask"]
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted((HERE / "texts").glob("*.txt"))}
    everything = fold("\n".join(texts.values()))
    faults, used, counts = [], set(), Counter(asks=len(asks))
    for ask in asks:
        where = f"{ask['question']} {ask['parameters']}"
        if set(ask) - {"question", "parameters", "rows", "never", "single", "why"}:
            faults.append(f"{where}: unknown key")
        for part in ("rows", "never", "single"):
            for row in ask.get(part, []):
                counts[part] += 1
                wrong, names_of_row = faults_of_row(row, names, everything)
                faults += [f"{where}: {fault}" for fault in wrong]
                used |= names_of_row
        for row in ask["rows"]:
            if any(forbidden.items() <= row.items() for forbidden in ask.get("never", [])):
                faults.append(f"{where}: {row} is asked for and forbidden")
    twice = Counter(f"{ask['question']} {ask['parameters']}" for ask in asks)
    faults += [f"{where}: asked twice" for where, times in twice.items() if times > 1]
    faults += [f"{name} is in [names] and never used" for name in sorted(set(names) - used)]
    faults += [
        f"{name}: not of 15 to 25 lines" for name, text in texts.items() if not 15 <= text.count("\n") <= 25
    ]
    print("\n".join(faults) or "no faults")
    print(f"{len(texts)} texts, {len({ask['question'] for ask in asks})} questions, {dict(counts)}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
