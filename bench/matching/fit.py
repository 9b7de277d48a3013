"""Fits the coefficients of ranking and of certainty, and writes them as the server reads them.

    python fit.py --dated FILE --undated FILE --out model.ts

FILEs are what features.ts wrote of the training queries, first of posts, then of statements, with and without their
day; of what follows nothing is fitted, and how well it is answered is printed. Both kinds have coefficients of their own,
for which questions of the other kind count a little. Ranking is a conditional logistic regression: of a question's
candidates the relevant ones are to come first. A second one of the likeliest, by the scores of the first (fitted without
the question) and by closeness, puts them in their order. Certainty is a logistic regression on scores that were fitted without the question's own claim,
each question also with its claims removed. README.md says to what digit coefficients reproduce.
"""
import argparse
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

SEED = 20
FOLDS = 5
RIDGE = 3.0
# What questions of the other kind count, where the ranking of one kind is fitted.
OTHER = 0.1
CANDIDATES = 10
# How many are compared closely (collection.ts), and by how many values (closeness.ts).
CLOSELY = 24
CLOSENESS = 4
REMOVED_WEIGHT = 0.1
LEAD = 4.0
POSTS, STATEMENTS = 0, 1
# No query of the collections names its speaker: a guess, not a fit.
GIVEN = {"speaker is the same": 1.0}


class Query:
    def __init__(self, family: int, name: str, relevant: int):
        self.family, self.name, self.relevant = family, name, relevant
        self.y: list[int] = []
        self.x: list[list[float]] = []
        self.claims: list[str] = []

    def close(self) -> "Query":
        self.truth = np.array(self.y)
        values = np.array(self.x)
        self.rows, self.closeness = values[:, :-CLOSENESS], values[:, -CLOSENESS:]
        return self

    def closely(self, points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """What the second ranking looks at, as rank.ts does; and which of it are compared closely."""
        first = np.argsort(-points, kind="stable")[:CLOSELY]
        near = np.tile(self.closeness[first].min(0), (len(points), 1))
        near[first] = self.closeness[first]
        return np.column_stack([points, near, near**2]), first


def load(path: Path) -> tuple[list[str], list[Query]]:
    queries: list[Query] = []
    with path.open(encoding="utf-8") as file:
        names = file.readline().rstrip("\n").split("\t")
        for line in file:
            parts = line.rstrip("\n").split("\t")
            if parts[0] == "Q":
                queries.append(Query(int(parts[1]), parts[2], int(parts[3])))
            else:
                queries[-1].y.append(int(parts[0]))
                queries[-1].claims.append(parts[1])
                queries[-1].x.append([float(value) for value in parts[2:]])
    return names, [query.close() for query in queries if query.x]


def weights_of(queries: list[Query], family: int) -> np.ndarray:
    return np.array([1.0 if q.family == family else OTHER for q in queries])


def rank(queries: list[Query], family: int) -> np.ndarray:
    """Coefficients of the first ranking, for questions of a family."""
    return conditional_logit([(q.rows, q.truth) for q in queries], weights_of(queries, family))


def rank_closely(queries: list[Query], points: list[np.ndarray], family: int) -> np.ndarray:
    """Coefficients of the second."""
    groups = []
    for q, p in zip(queries, points):
        rows, first = q.closely(p)
        groups.append((rows[first], q.truth[first]))
    return conditional_logit(groups, weights_of(queries, family))


def conditional_logit(groups: list[tuple[np.ndarray, np.ndarray]], weights_of_groups: np.ndarray) -> np.ndarray:
    """Of each group (rows, truth) the true rows are to have the highest sums."""
    kept = [i for i, (_, truth) in enumerate(groups) if truth.sum() > 0]
    learned, weights = [groups[i] for i in kept], weights_of_groups[kept]
    raw = np.vstack([rows for rows, _ in learned])
    mean, spread = raw.mean(0), raw.std(0)
    scale = np.where(spread > 1e-9, spread, 1.0)
    x = np.where(spread > 1e-9, (raw - mean) / scale, 0.0)
    starts = np.cumsum([0] + [len(truth) for _, truth in learned])
    group = np.repeat(np.arange(len(learned)), np.diff(starts))
    truth = np.concatenate([truth / truth.sum() for _, truth in learned])
    each = weights[group]

    def loss(b: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ b
        most = np.maximum.reduceat(z, starts[:-1])
        e = np.exp(z - most[group])
        total = np.add.reduceat(e, starts[:-1])
        log_p = z - most[group] - np.log(total)[group]
        value = -(truth * log_p * each).sum() + RIDGE * (b @ b) / 2
        return value, x.T @ ((e / total[group] - truth) * each) + RIDGE * b

    found = minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 150})
    return np.where(spread > 1e-9, found.x / scale, 0.0)


def folds_of(queries: list[Query]) -> np.ndarray:
    """A number for each query; those about the same claim share it."""
    chance = np.random.RandomState(SEED)
    known: dict[object, int] = {}
    found = []
    for q in queries:
        key = (q.family, tuple(sorted(c for c, y in zip(q.claims, q.y) if y)) or q.name)
        known.setdefault(key, int(chance.randint(FOLDS)))
        found.append(known[key])
    return np.array(found)


def out_of_fold(queries: list[Query]) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """The scores of the first ranking and of the second, each fitted without the question and those like it."""
    folds = folds_of(queries)

    def without_each(fit, score) -> list[np.ndarray]:
        scores: list[np.ndarray] = [np.array([])] * len(queries)
        for fold in range(FOLDS):
            learned = [i for i, f in enumerate(folds) if f != fold]
            of = {family: fit(learned, family) for family in (POSTS, STATEMENTS)}
            for i, q in enumerate(queries):
                if folds[i] == fold:
                    scores[i] = score(i, of[q.family])
        return scores

    first = without_each(
        lambda learned, family: rank([queries[i] for i in learned], family), lambda i, b: queries[i].rows @ b
    )
    second = without_each(
        lambda learned, family: rank_closely([queries[i] for i in learned], [first[i] for i in learned], family),
        lambda i, b: queries[i].closely(first[i])[0] @ b,
    )
    return first, second


SURE = ["bm25 by mass", "coverage of question", "sentence coverage of claim", "sentence cosine", "pieces claim", "is a post", "log words"]


def sure_rows(names: list[str], q: Query, points: np.ndarray, keep: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What rank.ts computes certainty from, of the first candidates; and which of them are relevant."""
    columns = [names.index(name) for name in SURE]
    p, rows, near, y = points[keep], q.rows[keep], q.closeness[keep], q.truth[keep]
    order = np.argsort(-p, kind="stable")[:CANDIDATES]
    if len(order) == 0:
        return np.zeros((0, 5 + len(columns))), np.zeros(0)
    first = p[order[0]]
    second = p[order[1]] if len(order) > 1 else first - LEAD
    out = []
    for place, i in enumerate(order):
        rival = second if place == 0 else first
        lead = float(np.clip(p[i] - rival, -LEAD, LEAD))
        out.append([1.0, p[i], lead, *rows[i, columns], *near[i, :2]])
    return np.array(out), y[order]


def certainty(names: list[str], queries: list[Query], points: list[np.ndarray], family: int) -> np.ndarray:
    """Coefficients of certainty, for questions of a family."""
    xs, ys, ws = [], [], []
    weights = weights_of(queries, family)
    for q, p, w in zip(queries, points, weights):
        for keep, weight in ((np.ones(len(p), bool), 1.0), (q.truth == 0, REMOVED_WEIGHT)):
            x, y = sure_rows(names, q, p, keep)
            xs.append(x)
            ys.append(y)
            # The first counts as much as all that follow.
            ws.append(w * weight * np.where(np.arange(len(y)) == 0, 1.0, 1.0 / (CANDIDATES - 1)))
    x, y, w = np.vstack(xs), np.concatenate(ys), np.concatenate(ws)

    def loss(b: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ b
        value = (w * (np.logaddexp(0, z) - y * z)).sum() + 0.5 * 0.1 * (b[1:] @ b[1:])
        gradient = x.T @ (w * (1 / (1 + np.exp(-z)) - y))
        gradient[1:] += 0.1 * b[1:]
        return value, gradient

    return minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x


def average_precision(q: Query, points: np.ndarray, count: int = 5) -> float:
    order = np.argsort(-points, kind="stable")[:count]
    hits, total = 0, 0.0
    for place, i in enumerate(order):
        if q.truth[i]:
            hits += 1
            total += hits / (place + 1)
    return total / min(q.relevant, count)


def ece(p: np.ndarray, y: np.ndarray, bins: int = 10) -> float:
    place = np.minimum((p * bins).astype(int), bins - 1)
    return float(sum(abs(p[place == b].mean() - y[place == b].mean()) * (place == b).mean() for b in range(bins) if (place == b).any()))


def report(label: str, names: list[str], queries: list[Query], points: list[np.ndarray], family: int) -> None:
    """Prints how well it does; certainty is fitted without the question's own claim, too."""
    folds = folds_of(queries)
    learned_of = [[i for i in range(len(queries)) if folds[i] != fold] for fold in range(FOLDS)]
    sures = [certainty(names, [queries[i] for i in learned], [points[i] for i in learned], family) for learned in learned_of]
    of = [i for i, q in enumerate(queries) if q.family == family]
    tell(label, names, [(queries[i], points[i], sures[folds[i]]) for i in of])


def tell(label: str, names: list[str], answers: list[tuple[Query, np.ndarray, np.ndarray]]) -> None:
    """Prints how well questions are answered: each with the scores of its candidates and coefficients of certainty."""
    tops, truths, removed, high = [], [], [], []
    for q, p, sure in answers:
        x, y = sure_rows(names, q, p, np.ones(len(p), bool))
        sureness = 1 / (1 + np.exp(-(x @ sure)))
        tops.append(sureness[0])
        truths.append(y[0])
        high += list(y[sureness >= 0.8])
        x, _ = sure_rows(names, q, p, q.truth == 0)
        removed.append(1 / (1 + np.exp(-(x @ sure)))[0])
    print(
        label, "MAP@5", round(float(np.mean([average_precision(q, p) for q, p, _ in answers])), 4),
        "hits at 1", round(float(np.mean(truths)), 3), "ECE", round(ece(np.array(tops), np.array(truths)), 3),
        "at .8", len(high), round(float(np.mean(high)), 3),
        "removed ≥ .8", round(float(np.mean(np.array(removed) >= 0.8)), 3), "≥ .5", round(float(np.mean(np.array(removed) >= 0.5)), 3),
        flush=True,
    )


def is_post(names: list[str], q: Query) -> bool:
    return bool(q.rows[0, names.index("is a post")] > 0)


def written(values: np.ndarray) -> str:
    return "[" + ", ".join(f"{value:.4f}" for value in values) + "]"


def main() -> None:
    arguments = argparse.ArgumentParser()
    for name in ("dated", "undated", "out"):
        arguments.add_argument(f"--{name}", type=Path, required=True)
    given = arguments.parse_args()
    text = given.out.read_text(encoding="utf-8")
    head = text[: text.index("export const MODEL")]
    found = {}
    for label in ("dated", "undated"):
        names, everything = load(getattr(given, label))
        queries = [q for q in everything if q.family in (POSTS, STATEMENTS)]
        first, points = out_of_fold(queries)
        for kind, family in (("post", POSTS), ("statement", STATEMENTS)):
            report(f"{kind} {label}", names, queries, points, family)
            ranks, close = rank(queries, family), rank_closely(queries, first, family)
            sure = certainty(names, queries, points, family)
            others = [q for q in everything if q.family not in (POSTS, STATEMENTS) and is_post(names, q) == (family == POSTS)]
            if others:
                tell(f"others, {kind} {label}", names, [(q, q.closely(q.rows @ ranks)[0] @ close, sure) for q in others])
            for name, value in GIVEN.items():
                ranks[names.index(name)] = value
            found[kind, label] = ranks, close, sure
    lines = ["export const MODEL: Model = {"]
    for kind in ("post", "statement"):
        lines.append(f"  {kind}: {{")
        for label in ("dated", "undated"):
            ranks, close, sure = found[kind, label]
            lines += [f"    {label}: {{", f"      rank: {written(ranks)},", f"      close: {written(close)},", f"      sure: {written(sure)},", "    },"]
        lines.append("  },")
    given.out.write_text(head + "\n".join([*lines, "};", ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
