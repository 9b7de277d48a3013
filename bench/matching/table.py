"""Fits the English table on what texts.py wrote, and writes it as the server reads it.

    OPENBLAS_NUM_THREADS=1 python table.py --texts DIR --wordnet DIR --tokenizer FILE --out DIR

First ridge regression of the pieces' vectors onto the teacher's sentence vectors, then InfoNCE with the
teacher's own similarities as targets: each text picks its neighbours out of a batch as the teacher does.
"""
import argparse
import re
from pathlib import Path

import numpy as np
import scipy.sparse as sparse
from tokenizers import Tokenizer

SEED = 20
DIMENSIONS = 256
RIDGE = 1.0
RIDGE_STEPS = 12
EPOCHS = 2
BATCH = 1024
TEMPERATURE = 0.05
RATE = 0.003
ALIGN = 0.2
ANCHORS = 400
COMMON = 50


def kept_pieces(tokenizer: Tokenizer) -> list[str]:
    """The vocabulary's pieces of printable ASCII: text is folded before it is split."""
    by_id = sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])
    return [piece for piece, _ in by_id if re.fullmatch(r"[\x21-\x7e]+", piece) and not re.fullmatch(r"\[[A-Za-z0-9]+\]", piece)]


ENDINGS = ("s", "es", "d", "ed", "ing", "er", "r", "est", "st", "ly", "n", "y", "ies", "ied")


def names_among(pieces: list[str], wordnet: Path) -> set[str]:
    """Whole words that WordNet has with a capital alone, or not at all: most of them are names."""
    small: set[str] = set()
    for part in ("noun", "verb", "adj", "adv"):
        for line in (wordnet / f"data.{part}").read_text(encoding="utf-8").splitlines():
            if line.startswith("  "):
                continue
            fields = line.split(" | ")[0].split(" ")
            for i in range(int(fields[3], 16)):
                small.update(word for word in re.split(r"[_(]", fields[4 + 2 * i]) if word.islower())
            # What definitions use without a capital is a word too.
            small.update(re.findall(r"(?<![A-Za-z])[a-z]+", line.partition(" | ")[2]))
    return {
        piece
        for piece in pieces
        if re.fullmatch(r"[a-z]{3,}", piece)
        and piece not in small
        and not any(
            piece.endswith(ending)
            and any(piece[: -len(ending)] + added in small for added in ("", "e", "y"))
            for ending in ENDINGS
        )
    }


def counts(texts: list[str], tokenizer: Tokenizer, pieces: list[str]) -> sparse.csr_matrix:
    """How often each piece stands in each text, by the square root of the text's length."""
    column = {piece: i for i, piece in enumerate(pieces)}
    rows, columns, values = [], [], []
    for row, text in enumerate(tokenizer.encode_batch(texts, add_special_tokens=False)):
        found = [column[token] for token in text.tokens if token in column]
        rows += [row] * len(found)
        columns += found
        values += [1 / max(1, len(found)) ** 0.5] * len(found)
    matrix = sparse.csr_matrix((values, (rows, columns)), shape=(len(texts), len(pieces)), dtype=np.float32)
    matrix.sum_duplicates()
    return matrix


def ridge(x: sparse.csr_matrix, target: np.ndarray) -> np.ndarray:
    """Solves (x'x + RIDGE) e = x' target by conjugate gradients, all columns at once."""
    across = x.T.tocsr()
    e = np.zeros((x.shape[1], target.shape[1]), dtype=np.float32)
    residual = across @ target
    direction = residual.copy()
    norm = (residual**2).sum(0)
    for _ in range(RIDGE_STEPS):
        image = across @ (x @ direction) + RIDGE * direction
        step = norm / np.maximum((direction * image).sum(0), 1e-12)
        e += step * direction
        residual -= step * image
        after = (residual**2).sum(0)
        direction = residual + after / np.maximum(norm, 1e-12) * direction
        norm = after
    return e


def softmax(a: np.ndarray) -> np.ndarray:
    a = np.exp(a - a.max(1, keepdims=True))
    return a / a.sum(1, keepdims=True)


def contrast(e: np.ndarray, x: sparse.csr_matrix, target: np.ndarray, report) -> np.ndarray:
    """Adam on the cross entropy between the teacher's neighbours in a batch and the table's."""
    chance = np.random.default_rng(SEED)
    first, second = np.zeros_like(e), np.zeros_like(e)
    n = x.shape[0]
    steps = EPOCHS * (n // BATCH)
    step = 0
    for epoch in range(EPOCHS):
        # Half of the batches hold texts that the teacher sees near one another.
        anchors = target[chance.choice(n, ANCHORS, replace=False)]
        home = np.concatenate([(target[i : i + 20_000] @ anchors.T).argmax(1) for i in range(0, n, 20_000)])
        near = np.lexsort((chance.random(n), chance.permutation(ANCHORS)[home]))
        far = chance.permutation(n)
        starts = chance.permutation(n // BATCH)
        total = 0.0
        for turn, start in enumerate(starts):
            chosen = (near if turn % 2 == 0 else far)[start * BATCH : (start + 1) * BATCH]
            rows = x[chosen]
            raw = rows @ e
            length = np.linalg.norm(raw, axis=1, keepdims=True) + 1e-6
            s = raw / length
            t = target[chosen]
            ours, theirs = s @ s.T / TEMPERATURE, t @ t.T / TEMPERATURE
            np.fill_diagonal(ours, -1e9)
            np.fill_diagonal(theirs, -1e9)
            q, p = softmax(ours), softmax(theirs)
            total += float(-(p * np.log(q + 1e-9)).sum(1).mean())
            d = (q - p) / TEMPERATURE / BATCH
            gradient = (d + d.T) @ s - ALIGN * t / BATCH
            gradient = (gradient - (gradient * s).sum(1, keepdims=True) * s) / length
            g = rows.T @ gradient
            step += 1
            first += 0.1 * (g - first)
            second += 0.01 * (g * g - second)
            rate = RATE * (1 - (step - 1) / steps)
            e -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
        report(epoch, total / len(starts), e)
    return e


def by_rarity(e: np.ndarray) -> np.ndarray:
    """Rare pieces count more in a sum; the vocabulary stands roughly in the order of frequency."""
    return e * np.log1p(np.arange(len(e)) / COMMON)[:, None].astype(np.float32)


def pack(e: np.ndarray) -> bytes:
    """Four bits a value: −7.5 to 7.5 by a scale a piece, that with the least error of some."""
    root = np.sqrt((e**2).mean(1, keepdims=True)) + 1e-12
    best = np.full(len(e), np.inf)
    codes = np.zeros(e.shape, dtype=np.uint8)
    scales = np.zeros(len(e), dtype=np.float32)
    for factor in (0.26, 0.29, 0.32, 0.35, 0.38, 0.42):
        scale = root * factor
        code = np.clip(np.round(e / scale + 7.5), 0, 15)
        error = (((code - 7.5) * scale - e) ** 2).sum(1)
        better = error < best
        best[better] = error[better]
        codes[better] = code[better].astype(np.uint8)
        scales[better] = scale[better, 0]
    low, high = codes[:, 0::2], codes[:, 1::2]
    return (low | (high << 4)).tobytes() + scales.astype("<f4").tobytes()


def main() -> None:
    arguments = argparse.ArgumentParser()
    for name in ("texts", "wordnet", "tokenizer", "out"):
        arguments.add_argument(f"--{name}", type=Path, required=True)
    given = arguments.parse_args()
    tokenizer = Tokenizer.from_file(str(given.tokenizer))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    pieces = kept_pieces(tokenizer)
    texts = (given.texts / "texts.txt").read_text(encoding="utf-8").split("\n")
    teacher = np.load(given.texts / "teacher.npy").astype(np.float32)
    x = counts(texts, tokenizer, pieces)
    _, axes = np.linalg.eigh((teacher.T @ teacher).astype(np.float64))
    target = teacher @ axes[:, ::-1][:, :DIMENSIONS].astype(np.float32)
    target /= np.linalg.norm(target, axis=1, keepdims=True)
    held = np.arange(len(texts)) % 50 == 7
    few = np.flatnonzero(held)[:3000]

    def report(epoch, loss, e) -> None:
        s = x[few] @ e
        s /= np.linalg.norm(s, axis=1, keepdims=True) + 1e-6
        a, b = s @ s.T, target[few] @ target[few].T
        above = np.triu_indices(len(few), 1)
        print(epoch, round(loss, 4), "correlation with the teacher", round(float(np.corrcoef(a[above], b[above])[0, 1]), 4), "cosine", round(float((s * target[few]).sum(1).mean()), 4), flush=True)

    e = ridge(x[~held], target[~held])
    report("ridge", 0.0, e)
    # The rates below suit vectors of about this size.
    e *= 0.1 / np.sqrt((e**2).mean())
    e = contrast(e, x[~held], target[~held], report)
    names = names_among(pieces, given.wordnet)
    # A capital stands for a name: no piece has one of its own.
    lines = [piece.capitalize() if piece in names else piece for piece in pieces]
    (given.out / "english-pieces.txt").write_text("\n".join(lines), encoding="utf-8")
    (given.out / "english-table.bin").write_bytes(pack(by_rarity(e)))


if __name__ == "__main__":
    main()
